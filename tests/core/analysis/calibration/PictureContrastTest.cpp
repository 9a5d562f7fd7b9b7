// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/PictureContrast.h"
#include "../checks/ToyPosterior.h"
#include "analysis/calibration/CalibrationBins.h"
#include "analysis/checks/FileCheckRun.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {

void change(ToyEvent& made, double exponent) {
    const LrBlocks blocks(*made.event);
    for (int k = 0; k < made.prediction.samples; ++k)
        changeContrast(std::span(made.prediction.energy)
                           .subspan(static_cast<std::size_t>(k) * made.prediction.cells,
                                    made.prediction.cells),
                       blocks, exponent);
}

CalibrationEvent calibrationEvent(double changedBy, int number) {
    ToyEvent made = toyEvent({}, number);
    change(made, changedBy);
    CalibrationEvent event;
    event.blocks = LrBlocks(*made.event);
    event.bins = CalibrationBins::of(*made.event, event.blocks);
    event.draws = made.prediction;
    event.truth = made.event->hr().energy;
    return event;
}

double fittedExponent(double changedBy, int count = 400) {
    std::vector<CalibrationEvent> events;
    for (int e = 0; e < count; ++e)
        events.push_back(calibrationEvent(changedBy, e));
    return ContrastCalibration::fitted(events).exponent();
}

/// Of draws that were changed, and changed back by `exponent`.
double tarp(double changedBy, double exponent) {
    FileCheckRun run(1);
    for (int e = 400; e < 800; ++e) {
        ToyEvent made = toyEvent({}, e);
        change(made, changedBy);
        change(made, exponent);
        run.add(EventEvidence(*made.event, &made.prediction));
    }
    for (const CheckFinding& finding : run.finish({}).checks)
        if (finding.info.id == "tarp")
            return *finding.result.value();
    return std::nan("");
}

} // namespace

class PictureContrastTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Shares of an LR cell taken by hand to the second power.
    void sharesArePowers() {
        const ToyEvent made = toyEvent({}, 0);
        const LrBlocks blocks(*made.event);
        std::vector<float> picture(blocks.hrCells(), 0.0F);
        const auto& cells = blocks.cellsOf(0);
        QVERIFY(cells.size() > 2);
        picture[cells[0]] = 30;
        picture[cells[1]] = 10;
        changeContrast(picture, blocks, 2);
        QCOMPARE(picture[cells[0]], 36.0F); // 9 : 1 in place of 3 : 1
        QCOMPARE(picture[cells[1]], 4.0F);
        QCOMPARE(picture[cells[2]], 0.0F);
    }

    void contrastIsTheSquareOfTheUnseenPart() {
        const ToyEvent made = toyEvent({}, 0);
        const LrBlocks blocks(*made.event);
        std::vector<float> picture(blocks.hrCells(), 5.0F);
        QVERIFY(std::isinf(logContrast(picture, blocks)));
        const auto& cells = blocks.cellsOf(0);
        picture[cells[0]] += 2;
        picture[cells[1]] -= 2;
        QVERIFY(std::abs(logContrast(picture, blocks) - std::log(8.0)) < 1e-6);
    }

    void aRightModelIsLeftAlone() { QVERIFY(std::abs(fittedExponent(1) - 1) < 0.01); }

    void whatWasTakenIsGivenBack() {
        QVERIFY(std::abs(fittedExponent(1 / 1.05) - 1.05) < 0.015);
        QVERIFY(std::abs(fittedExponent(1.05) - 1 / 1.05) < 0.015);
    }

    /// Draws that are too flat are found by TARP, and mended on events that were not fitted.
    void wholePicturesAreCoveredAgain() {
        constexpr double changedBy = 0.8;
        const double lost = tarp(changedBy, 1);
        const double mended = tarp(changedBy, fittedExponent(changedBy));
        const double right = tarp(1, 1);
        QVERIFY2(lost > 0.2 && std::abs(mended - right) < 0.03,
                 qPrintable(QString("%1 %2 %3").arg(lost).arg(mended).arg(right)));
    }

    /// Draws whose contrasts were drawn together get back what they had.
    void aWrongSpreadOfTheContrastIsMended() {
        const auto narrowed = [](int number) {
            CalibrationEvent event = calibrationEvent(1, number);
            ContrastCalibration(0.6, 1).apply(event);
            return event;
        };
        std::vector<CalibrationEvent> events;
        for (int e = 0; e < 400; ++e)
            events.push_back(narrowed(e));
        const ContrastCalibration fit = ContrastCalibration::fitted(events);
        QVERIFY2(std::abs(fit.temperature() * 0.6 - 1) < 0.12,
                 qPrintable(QString::number(fit.temperature())));
        CalibrationEvent mended = narrowed(401);
        fit.apply(mended);
        const CalibrationEvent right = calibrationEvent(1, 401);
        const auto spread = [](const CalibrationEvent& event) {
            double low = 1e9, high = -1e9;
            for (int k = 0; k < event.draws.samples; ++k) {
                const double own = logContrast(event.draw(k), event.blocks);
                low = std::min(low, own);
                high = std::max(high, own);
            }
            return high - low;
        };
        QVERIFY(std::abs(spread(mended) / spread(right) - 1) < 0.15);
    }

    void fewEventsSayNothing() { QCOMPARE(fittedExponent(0.5, 99), 1.0); }
};

QTEST_APPLESS_MAIN(PictureContrastTest)
#include "PictureContrastTest.moc"
