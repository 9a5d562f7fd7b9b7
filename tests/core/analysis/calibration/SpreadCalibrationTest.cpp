// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/SpreadCalibration.h"
#include "../checks/ToyPosterior.h"
#include "analysis/checks/FileCheckRun.h"
#include "error/Error.h"
#include "random/RandomStream.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int events = 400;

/// An event with draws whose sums per LR cell are right, and of which the rest has the wrong width.
ToyEvent wrongInside(const ToyPosterior& toy, int number) {
    ToyPosterior right = toy;
    right.width = 1;
    const ToyEvent sums = toyEvent(right, number);
    ToyEvent made = toyEvent(toy, number);
    const LrBlocks blocks(*made.event);
    for (int k = 0; k < toy.draws; ++k) {
        const auto measured = blocks.measuredPart(sums.prediction.draw(k));
        const auto null = blocks.nullPart(made.prediction.draw(k));
        for (std::size_t i = 0; i < null.size(); ++i)
            made.prediction.energy[static_cast<std::size_t>(k) * null.size() + i] =
                measured[i] + null[i];
    }
    return made;
}

SpreadCalibration fitted(const ToyPosterior& toy) {
    SpreadCalibration calibration(2, "toy");
    for (int e = 0; e < events; ++e) {
        const ToyEvent made = wrongInside(toy, e);
        calibration.add(EventEvidence(*made.event, &made.prediction));
    }
    return calibration;
}

/// Coverage of cell energies of events that were not fitted.
CheckResult coverage(const ToyPosterior& toy, const SpreadCalibration* calibration,
                     const char* check = "coverage-cells",
                     ToyEvent (*make)(const ToyPosterior&, int) = wrongInside) {
    FileCheckRun run(1);
    for (int e = events; e < events + 200; ++e) {
        const ToyEvent made = make(toy, e);
        const Prediction draws =
            calibration ? calibration->apply(*made.event, made.prediction) : made.prediction;
        run.add(EventEvidence(*made.event, &draws));
    }
    for (const CheckFinding& finding : run.finish({}).checks)
        if (finding.info.id == check)
            return finding.result;
    return {};
}
} // namespace

class SpreadCalibrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRightModelIsLeftAlone() {
        const SpreadCalibration calibration = fitted({});
        QVERIFY(std::abs(calibration.temperature(0, 200) - 1) < 0.03);
        QCOMPARE(calibration.temperature(0, 5), 1.0); // no such cells
        QCOMPARE(calibration.events(), std::int64_t(events));
    }

    void aWrongSpreadIsMendedOnOtherEvents_data() {
        QTest::addColumn<double>("width");
        QTest::newRow("too sure") << 0.5;
        QTest::newRow("too cautious") << 2.0;
    }
    void aWrongSpreadIsMendedOnOtherEvents() {
        QFETCH(double, width);
        ToyPosterior toy;
        toy.width = width;
        toy.draws = 20;
        const SpreadCalibration calibration = fitted(toy);
        QVERIFY(coverage(toy, nullptr).verdict() == Verdict::Fail);
        const CheckResult after = coverage(toy, &calibration);
        QVERIFY2(std::abs(*after.value() - 0.68) < 0.03, after.reason().c_str());
    }

    /// Draws whose cells are right about one another while their sums differ too much.
    void aWrongSpreadOfTheEnergyIsMended() {
        const auto wrongSums = [](const ToyPosterior& toy, int number) {
            ToyEvent made = toyEvent({}, number);
            RandomStream random(9, RandomPurpose::Test, static_cast<std::uint64_t>(number));
            for (int k = 0; k < made.prediction.samples; ++k) {
                const auto scale = static_cast<float>(1 + 0.02 * toy.width * random.normal());
                for (std::size_t i = 0; i < made.prediction.cells; ++i)
                    made.prediction
                        .energy[static_cast<std::size_t>(k) * made.prediction.cells + i] *= scale;
            }
            return made;
        };
        SpreadCalibration calibration(2, "toy");
        for (int e = 0; e < events; ++e) {
            const ToyEvent made = wrongSums({}, e);
            calibration.add(EventEvidence(*made.event, &made.prediction));
        }
        QVERIFY(calibration.eventTemperature() < 0.85);
        QVERIFY(*coverage({}, nullptr, "coverage-events", wrongSums).value() > 0.75);
        const CheckResult after = coverage({}, &calibration, "coverage-events", wrongSums);
        QVERIFY2(std::abs(*after.value() - 0.68) < 0.07, after.reason().c_str());
    }

    /// That of the cells; the event's energy has its own temperature, which is one here.
    void sumsAndZerosStay() {
        ToyPosterior toy;
        toy.width = 2;
        // Too few events for a temperature of the event's energy, and enough cells.
        SpreadCalibration calibration(2, "toy");
        for (int e = 0; e < SpreadCalibration::fewestEvents - 1; ++e) {
            const ToyEvent made = wrongInside(toy, e);
            calibration.add(EventEvidence(*made.event, &made.prediction));
        }
        QCOMPARE(calibration.eventTemperature(), 1.0);
        toy.zeros = 0.3;
        const ToyEvent made = toyEvent(toy, events);
        const Prediction after = calibration.apply(*made.event, made.prediction);
        const LrBlocks blocks(*made.event);
        for (int k = 0; k < toy.draws; ++k) {
            const auto before = blocks.sum(made.prediction.draw(k));
            const auto sums = blocks.sum(after.draw(k));
            for (std::size_t j = 0; j < sums.size(); ++j)
                QVERIFY(std::abs(sums[j] - before[j]) < 0.01);
        }
        for (std::size_t i = 0; i < after.energy.size(); ++i)
            QCOMPARE(after.energy[i] > 0, made.prediction.energy[i] > 0);
        QVERIFY(after.energy != made.prediction.energy);
    }

    void jsonKeepsEverything() {
        ToyPosterior toy;
        toy.width = 2;
        const SpreadCalibration calibration = fitted(toy);
        QTemporaryDir dir;
        const QString path = dir.filePath("m.calibration.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(calibration.toJson()));
        file.close();
        const SpreadCalibration again = SpreadCalibration::read(path.toStdString());
        QCOMPARE(again.toJson(), calibration.toJson());
        QCOMPARE(again.temperature(1, 200), calibration.temperature(1, 200));
        QCOMPARE(again.eventTemperature(), calibration.eventTemperature());
        QCOMPARE(calibrationPath("a/m.calomodel").string(), std::string("a/m.calibration.json"));
        QVERIFY(SpreadCalibration::beside(dir.filePath("m.calomodel").toStdString()));
        QVERIFY(!SpreadCalibration::beside(dir.filePath("n.calomodel").toStdString()));
    }

    void whatDoesNotFitIsRefused() {
        QVERIFY_EXCEPTION_THROWN(SpreadCalibration::read("/nowhere/m.json"), FileError);
        const ToyEvent made = toyEvent({}, 1);
        QVERIFY_EXCEPTION_THROWN(
            SpreadCalibration(1, "one layer").apply(*made.event, made.prediction), UsageError);
    }
};

QTEST_APPLESS_MAIN(SpreadCalibrationTest)
#include "SpreadCalibrationTest.moc"
