// SPDX-License-Identifier: GPL-3.0-or-later
#include "../checks/ToyPosterior.h"
#include "analysis/calibration/CalibrationFit.h"
#include "analysis/checks/FileCheckRun.h"
#include "error/Error.h"
#include "random/RandomStream.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

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

DrawCalibration fitted(const ToyPosterior& toy,
                       ToyEvent (*make)(const ToyPosterior&, int) = wrongInside,
                       int count = events) {
    CalibrationFit fit(2, "toy");
    for (int e = 0; e < count; ++e) {
        const ToyEvent made = make(toy, e);
        fit.add(EventEvidence(*made.event, &made.prediction));
    }
    return fit.finish();
}

/// Coverage of cell energies of events that were not fitted.
CheckResult coverage(const ToyPosterior& toy, const DrawCalibration* calibration,
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

class DrawCalibrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRightModelIsLeftAlone() {
        const DrawCalibration calibration = fitted({});
        QVERIFY(std::abs(calibration.temperature(0, 200) - 1) < 0.03);
        QCOMPARE(calibration.temperature(0, 5), 1.0); // no such cells
        QVERIFY(std::abs(calibration.contrast().exponent() - 1) < 0.01);
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
        const DrawCalibration calibration = fitted(toy);
        QVERIFY(coverage(toy, nullptr).verdict() == Verdict::Fail);
        const CheckResult after = coverage(toy, &calibration);
        QVERIFY2(std::abs(*after.value() - 0.68) < 0.05, after.reason().c_str());
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
        const DrawCalibration calibration = fitted({}, wrongSums);
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
        const DrawCalibration calibration =
            fitted(toy, wrongInside, static_cast<int>(EventTemperature::fewestEvents) - 1);
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
        const DrawCalibration calibration = fitted(toy);
        QTemporaryDir dir;
        const QString path = dir.filePath("m.calibration.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(calibration.toJson()));
        file.close();
        const DrawCalibration again = DrawCalibration::read(path.toStdString());
        QCOMPARE(again.toJson(), calibration.toJson());
        QCOMPARE(again.temperature(1, 200), calibration.temperature(1, 200));
        QCOMPARE(again.eventTemperature(), calibration.eventTemperature());
        QCOMPARE(calibrationPath("a/m.calomodel").string(), std::string("a/m.calibration.json"));
        QVERIFY(DrawCalibration::beside(dir.filePath("m.calomodel").toStdString()));
        QVERIFY(!DrawCalibration::beside(dir.filePath("n.calomodel").toStdString()));
    }

    void eventsThatCannotBeFittedAreLeftOutOrRefused() {
        CalibrationFit fit(2, "toy");
        ToyEvent made = toyEvent({}, 1);
        fit.add(EventEvidence(*made.event, &made.prediction));
        Event blind = *made.event;
        blind.levels.back().energy.clear();
        fit.add(EventEvidence(blind, &made.prediction));
        fit.add(EventEvidence(*made.event, nullptr));
        QCOMPARE(fit.events(), std::int64_t(1));
        ToyPosterior fewer;
        fewer.draws = 3;
        ToyEvent other = toyEvent(fewer, 2);
        QVERIFY_EXCEPTION_THROWN(fit.add(EventEvidence(*other.event, &other.prediction)),
                                 UsageError);
        CalibrationFit one(1, "one layer");
        QVERIFY_EXCEPTION_THROWN(one.add(EventEvidence(*made.event, &made.prediction)), UsageError);
        // Too few for anything to be fitted: nothing changes.
        const DrawCalibration calibration = fit.finish();
        QCOMPARE(calibration.apply(*made.event, made.prediction).energy, made.prediction.energy);
    }

    void whatDoesNotFitIsRefused() {
        QVERIFY_EXCEPTION_THROWN(DrawCalibration::read("/nowhere/m.json"), FileError);
        QTemporaryDir dir;
        const auto path = dir.filePath("m.json").toStdString();
        const auto refused = [&path](const std::string& text) {
            std::ofstream(path) << text;
            try {
                (void)DrawCalibration::read(path);
            } catch (const FileError& error) {
                return std::string(error.what());
            }
            return std::string();
        };
        const std::string right = DrawCalibration(2, "toy").toJson();
        QVERIFY(refused(right).empty());
        const auto changed = [&right](const std::string& from, const std::string& to) {
            return QString::fromStdString(right)
                .replace(QString::fromStdString(from), QString::fromStdString(to))
                .toStdString();
        };
        QVERIFY(refused("{").find("cannot be read") != std::string::npos);
        QVERIFY(refused(changed("\"version\":2", "\"version\":1")).find("version 1") !=
                std::string::npos);
        QVERIFY(!refused(changed("\"exponent\":1.0", "\"exponent\":0")).empty());
        QVERIFY(
            !refused(changed("\"temperatures\":[]", "\"temperatures\":[[[1.0],[1.0]]]")).empty());
        QVERIFY(!refused(changed("\"hit_energies\":[]", "\"hit_energies\":[[[null]]]")).empty());
        const ToyEvent made = toyEvent({}, 1);
        QVERIFY_EXCEPTION_THROWN(
            DrawCalibration(1, "one layer").apply(*made.event, made.prediction), UsageError);
    }
};

QTEST_APPLESS_MAIN(DrawCalibrationTest)
#include "DrawCalibrationTest.moc"
