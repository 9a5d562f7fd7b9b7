// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/companions/ModelCompanions.h"
#include "../checks/ToyPosterior.h"
#include "analysis/calibration/CalibrationFit.h"
#include "error/Error.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace calolens;
using namespace calolens::test;

namespace {
/// Fitted to a few events, so that it changes draws.
DrawCalibration calibration() {
    CalibrationFit result(2, "toy");
    ToyPosterior toy;
    toy.width = 2;
    for (int e = 0; e < 150; ++e) {
        const ToyEvent made = toyEvent(toy, e);
        result.add(EventEvidence(*made.event, &made.prediction));
    }
    return result.finish();
}
} // namespace

class ModelCompanionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatStandsBesideIsRead() {
        QTemporaryDir folder;
        const auto model = std::filesystem::path(folder.path().toStdString()) / "m.calomodel";
        const ModelCompanions none = ModelCompanions::read(model);
        QVERIFY(!none.inputs && !none.calibration && !none.readings);
        QVERIFY(none.inputsOrNull() == nullptr && !none.prepare());
        std::ofstream(calibrationPath(model)) << calibration().toJson();
        const ModelCompanions found = ModelCompanions::read(model);
        QVERIFY(found.calibration && !found.inputs);
        QCOMPARE(found.calibrationSource(8), std::string("toy"));
        QCOMPARE(found.calibrationSource(1), std::string());
        QVERIFY(!ModelCompanions::read({}).calibration);
        // A file that is given goes before the one beside the model, and must be there.
        QVERIFY(ModelCompanions::read({}, {{}, calibrationPath(model), {}}).calibration);
        QVERIFY_EXCEPTION_THROWN((void)ModelCompanions::read(model, {{}, {}, model}), FileError);
        // Not even looked at where none is wanted.
        std::ofstream(calibrationPath(model)) << "{";
        QVERIFY(!ModelCompanions::read(model, {{}, {}, {}, true}).calibration);
        QVERIFY_EXCEPTION_THROWN((void)ModelCompanions::read(model), FileError);
        std::filesystem::remove(calibrationPath(model));
        std::ofstream(inputSummaryPath(model)) << "{";
        QVERIFY_EXCEPTION_THROWN((void)ModelCompanions::read(model), FileError);
    }

    void drawsThatCannotBeCalibratedAreLeftAlone() {
        ModelCompanions beside;
        const ToyEvent made = toyEvent({}, 200);
        QVERIFY(!beside.calibrated(*made.event, made.prediction));
        beside.calibration = calibration();
        const auto calibrated = beside.calibrated(*made.event, made.prediction);
        QVERIFY(calibrated);
        QCOMPARE(calibrated->energy,
                 beside.calibration->apply(*made.event, made.prediction).energy);
        QVERIFY(calibrated->energy != made.prediction.energy);
        QCOMPARE(beside.prepare()(*made.event, made.prediction).energy, calibrated->energy);

        Prediction partial = made.prediction;
        partial.energy[1] = NAN;
        Prediction single = made.prediction;
        single.samples = 1;
        single.energy.resize(single.cells);
        Prediction foreign = made.prediction;
        foreign.cells -= 1;
        foreign.energy.resize(foreign.cells * static_cast<std::size_t>(foreign.samples));
        for (const Prediction* draws : {&partial, &single, &foreign}) {
            QVERIFY(!beside.calibrated(*made.event, *draws));
            QCOMPARE(beside.prepare()(*made.event, *draws).samples, draws->samples);
        }
    }
};

QTEST_APPLESS_MAIN(ModelCompanionsTest)
#include "ModelCompanionsTest.moc"
