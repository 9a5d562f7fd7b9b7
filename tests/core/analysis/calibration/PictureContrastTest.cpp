// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/PictureContrast.h"
#include "../checks/ToyPosterior.h"
#include "analysis/calibration/SpreadCalibration.h"
#include "analysis/checks/FileCheckRun.h"

#include <QTest>

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

double fittedExponent(double changedBy) {
    ContrastFit fit;
    for (int e = 0; e < 400; ++e) {
        ToyEvent made = toyEvent({}, e);
        change(made, changedBy);
        fit.add(EventEvidence(*made.event, &made.prediction));
    }
    return fit.exponent();
}

double tarp(double changedBy, const SpreadCalibration* calibration) {
    FileCheckRun run(1);
    for (int e = 400; e < 800; ++e) {
        ToyEvent made = toyEvent({}, e);
        change(made, changedBy);
        const Prediction draws =
            calibration ? calibration->apply(*made.event, made.prediction) : made.prediction;
        run.add(EventEvidence(*made.event, &draws));
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
        const double lost = tarp(changedBy, nullptr);
        SpreadCalibration calibration(2, "toy");
        calibration.setContrastExponent(1 / changedBy);
        const double mended = tarp(changedBy, &calibration);
        const double right = tarp(1, nullptr);
        QVERIFY2(lost > 0.2 && std::abs(mended - right) < 0.01,
                 qPrintable(QString("%1 %2 %3").arg(lost).arg(mended).arg(right)));
    }

    void fewEventsSayNothing() {
        ContrastFit fit;
        ToyEvent made = toyEvent({}, 1);
        change(made, 0.5);
        fit.add(EventEvidence(*made.event, &made.prediction));
        QCOMPARE(fit.events(), std::int64_t(1));
        QVERIFY(fit.excess() > 0);
        QCOMPARE(fit.exponent(), 1.0);
    }
};

QTEST_APPLESS_MAIN(PictureContrastTest)
#include "PictureContrastTest.moc"
