// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/DepthProfile.h"
#include "simulation/shower/LongitudinalProfile.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {
constexpr double sliceLength = 0.5; // radiation lengths

std::vector<DepthSlice> thickDetector() {
    std::vector<DepthSlice> slices;
    for (int i = 0; i < 120; ++i)
        slices.push_back(
            {sliceLength * i, sliceLength * (i + 1), 10.0 * i, 10.0 * (i + 1), {}, false});
    return slices;
}

double sum(const std::array<double, DepthProfile::ages>& ages) {
    double total = 0;
    for (const double energy : ages)
        total += energy;
    return total;
}
} // namespace

class DepthProfileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// What is carried: each slice has the share between its ends, in the age that the distance
    /// from the start says, and none is lost.
    void holdsTheProfileWhereItIsCarried() {
        const ShowerParameters p;
        const DepthProfile profile(thickDetector(), p);
        SubShowerStarts starts = profile.starts();
        const double way = 2 * SubShowerStarts::carriedStep;
        starts.add({3.25, 150, SubShowerPart::Carried, way});
        DepthProfile::Energies energies;
        profile.fill(starts, energies);
        const auto expected = LongitudinalProfile::mean(p);
        double total = 0;
        for (std::size_t i = 0; i < energies.size(); ++i) {
            const double low = sliceLength * static_cast<double>(i) - 3.25 - way;
            const double share = expected.before(low + sliceLength) - expected.before(low);
            QVERIFY(std::abs(sum(energies[i]) - 150 * share) < 150 * 2e-4);
            total += sum(energies[i]);
        }
        QVERIFY(std::abs(total / 150 - 1) < 2e-3);
        QVERIFY(energies[12][4] > 0 && sum(energies[12]) == energies[12][4]); // 3 old
        QVERIFY(energies[16][6] > 0 && sum(energies[16]) == energies[16][6]); // 5 old
        starts.clear();
        profile.fill(starts, energies);
        QCOMPARE(sum(energies[12]), 0.0);
    }

    /// Between two steps start and way are shared so that their means are kept.
    void startsKeepTheirMeans() {
        SubShowerStarts starts(20);
        starts.add({4.1, 100, SubShowerPart::Carried, 3.1});
        double energy = 0, start = 0, way = 0;
        for (std::size_t i = 0; i < starts.energies().size(); ++i)
            for (std::size_t k = 0; k < SubShowerStarts::carriedSteps; ++k) {
                const double e = starts.energies()[i][k];
                energy += e;
                start += e * SubShowerStarts::step * static_cast<double>(i);
                way += e * SubShowerStarts::carriedStep * static_cast<double>(k);
            }
        QVERIFY(std::abs(energy - 100) < 1e-9);
        QVERIFY(std::abs(start / energy - 4.1) < 1e-9);
        QVERIFY(std::abs(way / energy - 3.1) < 1e-9);
        starts.clear();
        starts.add({25, 100, SubShowerPart::Early, 0}); // behind the detector
        for (const auto& at : starts.energies())
            for (const double e : at)
                QCOMPARE(e, 0.0);
    }

    /// An exponential of its own depth: 1 - exp(-2) before two of its means.
    void earlyEnergyIsAnExponential() {
        ShowerParameters p;
        p.earlyDepth = 0.75;
        const DepthProfile profile(thickDetector(), p);
        SubShowerStarts starts = profile.starts();
        starts.add({5, 10, SubShowerPart::Early, 0});
        DepthProfile::Energies energies;
        profile.fill(starts, energies);
        double before = 0;
        for (std::size_t i = 0; i < 13; ++i)
            before += sum(energies[i]);
        QVERIFY2(std::abs(before - 8.646647) < 1e-3, qPrintable(QString::number(before)));
    }

    void ionisationIsDepositedWhereItStarts() {
        const DepthProfile profile(thickDetector(), {});
        SubShowerStarts starts = profile.starts();
        starts.add({7.25, 10, SubShowerPart::Ionisation, 0});
        DepthProfile::Energies energies;
        profile.fill(starts, energies);
        for (std::size_t i = 0; i < energies.size(); ++i)
            QCOMPARE(sum(energies[i]), i == 14 ? 10.0 : 0.0);
        QCOMPARE(energies[14][0], 10.0);
    }
};

QTEST_APPLESS_MAIN(DepthProfileTest)
#include "DepthProfileTest.moc"
