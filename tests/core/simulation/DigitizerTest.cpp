// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Digitizer.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "simulation/Symmetry.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace calolens;

namespace {

/// Geant4 electrons of 50 to 51 GeV at |eta| < 0.01.
std::shared_ptr<DepositsFile> electrons() {
    return DepositsFile::open(CALOLENS_FIXTURES "/electron_deposits.h5");
}

Digitizer digitizer(const char* preset, std::uint64_t seed, double noiseScale = 1.0) {
    Detector detector = electrons()->detector();
    for (Layer& layer : detector.layers)
        layer.noise *= noiseScale;
    return {digitizerPreset(preset), detector, electrons()->granularity(), seed};
}

double sum(const std::vector<float>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

} // namespace

class DigitizerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// An independent digitizer gives on 1000 such events: 54 LR cells (sd 6.6), 216 HR cells, 41 %
    /// zeros, sum(LR) - sum(HR) 0.59 GeV (sd 0.28). The tolerances are five standard errors of the
    /// fixture's few events.
    void reproducesTheReferenceNumbers() {
        const auto file = electrons();
        double lrCells = 0, hrCells = 0, zeros = 0, residual = 0;
        int n = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const Digitizer d = digitizer("cocoa-sr2", seed);
            for (std::int64_t i = 0; i < file->size(); ++i, ++n) {
                const Event event = d.digitize(file->read(i));
                lrCells += static_cast<double>(event.lr().size());
                hrCells += static_cast<double>(event.hr().size());
                for (const float e : event.hr().energy)
                    zeros += e == 0;
                residual += (sum(event.lr().energy) - sum(event.hr().energy)) / 1e3;
            }
        }
        const double error = 5 / std::sqrt(static_cast<double>(file->size()));
        QVERIFY2(std::abs(lrCells / n - 54.0) < 6.6 * error,
                 qPrintable(QString::number(lrCells / n)));
        QCOMPARE(hrCells, 4 * lrCells);
        QVERIFY2(std::abs(zeros / hrCells - 0.41) < 0.06 * error,
                 qPrintable(QString::number(zeros / hrCells)));
        QVERIFY2(std::abs(residual / n - 0.59) < 0.28 * error,
                 qPrintable(QString::number(residual / n)));
    }

    void childrenAreCompleteInOrderAndOnTheGrid() {
        for (const char* preset : {"cocoa-sr2", "cocoa-sr4"}) {
            const Event event = digitizer(preset, 1).digitize(electrons()->read(0));
            const int factor = digitizerPreset(preset).factor;
            const auto perParent = static_cast<std::size_t>(factor * factor);
            QCOMPARE(event.hr().size(), event.lr().size() * perParent);
            for (std::size_t i = 0; i < event.hr().size(); ++i) {
                const auto parent = static_cast<std::size_t>(event.hr().parent[i]);
                QCOMPARE(parent, i / perParent);
                QVERIFY(event.hr().id(i) ==
                        childOf(event.lr().id(parent), factor, static_cast<int>(i % perParent)));
                QVERIFY(event.readout->levels[1].contains(event.hr().id(i)));
            }
        }
    }

    /// With next to no noise LR is the sum of HR, cell by cell, and every deposit is found.
    void withoutNoiseLrIsTheSumOfHr() {
        const DepositEvent deposits = electrons()->read(1);
        const Event event = digitizer("cocoa-sr2", 1, 1e-9).digitize(deposits);
        std::vector<double> sums(event.lr().size());
        for (std::size_t i = 0; i < event.hr().size(); ++i)
            sums[static_cast<std::size_t>(event.hr().parent[i])] += event.hr().energy[i];
        for (std::size_t i = 0; i < sums.size(); ++i)
            QVERIFY(std::abs(sums[i] - event.lr().energy[i]) < 1e-5 * sums[i] + 1e-4);
        double deposited = 0;
        for (std::size_t i = 0; i < deposits.cells.size(); ++i)
            deposited += deposits.cells.layer[i] < 3 ? deposits.cells.energy[i] : 0;
        // What lies apart from all clusters is lost: cells that touch none of a higher
        // significance.
        QVERIFY(sum(event.hr().energy) <= deposited * (1 + 1e-6));
        QVERIFY(sum(event.hr().energy) > 0.999 * deposited);
    }

    void noiseDependsOnSeedEventAndEpochAlone() {
        const auto file = electrons();
        const Digitizer d = digitizer("cocoa-sr2", 7);
        const Event last = d.digitize(file->read(5));
        (void)d.digitize(file->read(0));
        const Event again = digitizer("cocoa-sr2", 7).digitize(file->read(5));
        QCOMPARE(again.lr().energy, last.lr().energy);
        QVERIFY(d.digitize(file->read(5), 1).lr().energy != last.lr().energy);
        QVERIFY(digitizer("cocoa-sr2", 8).digitize(file->read(5)).lr().energy != last.lr().energy);
    }

    /// Turning and mirroring the deposits, without noise, turns and mirrors the event.
    void symmetriesCommuteWithTheReadout() {
        const auto file = electrons();
        const DepositEvent deposits = file->read(2);
        // One cell of the coarsest LR layer is 4 deposit cells in phi, so that LR cells land on LR
        // cells.
        const DepositEvent moved =
            transformed(deposits, file->granularity(), 3, {4 * 9, true, true});
        const Event a = digitizer("cocoa-sr2", 1, 1e-9).digitize(deposits);
        const Event b = digitizer("cocoa-sr2", 1, 1e-9).digitize(moved);
        // Empty cells at the border of a cluster come and go with the sign of their (tiny) noise.
        auto x = a.lr().energy, y = b.lr().energy;
        std::erase_if(x, [](float e) { return e < 1e-3f; });
        std::erase_if(y, [](float e) { return e < 1e-3f; });
        QCOMPARE(y.size(), x.size());
        std::sort(x.begin(), x.end());
        std::sort(y.begin(), y.end());
        for (std::size_t i = 0; i < x.size(); ++i)
            QVERIFY(std::abs(x[i] - y[i]) < 1e-4 * x[i] + 1e-4);
        QVERIFY(std::abs(moved.particles[0].eta + deposits.particles[0].eta) < 1e-6);
    }

    void unknownPresetsAreNamed() {
        try {
            (void)digitizerPreset("cocoa-sr3");
            QFAIL("accepted");
        } catch (const UsageError& error) {
            QVERIFY(QString::fromStdString(error.what())
                        .contains(QStringLiteral("cocoa-sr2, cocoa-sr4")));
        }
    }
};

QTEST_APPLESS_MAIN(DigitizerTest)
#include "DigitizerTest.moc"
