// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/observables/LocalMaxima.h"

#include <QTest>

#include <cmath>
#include <map>
#include <numbers>

using namespace calolens;

namespace {
constexpr int fine = 256, coarse = 64;

/// The COCOA electromagnetic layers at two granularities, factor 4; maxima are sought in ECAL2.
std::shared_ptr<const Readout> readout() {
    const Granularity hr({{fine, fine}, {fine, fine}, {fine / 2, fine / 2}});
    return std::make_shared<const Readout>(Readout{Detector::cocoa(), {hr.coarsened(4), hr}});
}

/// One layer given as text: digits are GeV, rows are eta, columns phi; the corner is (ieta, iphi).
Event eventOf(const std::vector<std::string>& rows, int ieta, int iphi) {
    Event event;
    event.readout = readout();
    event.levels.resize(2);
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c)
            event.levels[1].append(
                {1, static_cast<std::uint16_t>(ieta + static_cast<int>(r)),
                 static_cast<std::uint16_t>((iphi + static_cast<int>(c)) % fine)},
                1000.0F * static_cast<float>(rows[r][c] - '0'));
    return event;
}

std::vector<LocalMaximum> maximaOf(const Event& event, const MaximaCriteria& criteria = {}) {
    return localMaxima(hrPicture(event, event.hr().energy), 1, criteria);
}

/// A particle in the middle of an HR cell of ECAL2.
Particle particleIn(int ieta, int iphi) {
    Particle particle;
    particle.eta = static_cast<float>(-3 + (ieta + 0.5) * 6 / fine);
    particle.phi = static_cast<float>((iphi + 0.5) * 2 * std::numbers::pi / fine);
    return particle;
}
} // namespace

class LocalMaximaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theThickestLayer() { QCOMPARE(maximaLayer(*readout()), 1); }

    void twoPeaksWithAValley() {
        const auto maxima = maximaOf(eventOf({"00000", "09360", "00000"}, 100, 50));
        QCOMPARE(maxima.size(), std::size_t(2));
        QCOMPARE(maxima[0].energy, 9000.0);
        QCOMPARE(maxima[0].saddle, 0.0);
        QCOMPARE(maxima[1].energy, 6000.0);
        QCOMPARE(maxima[1].saddle, 3000.0);
    }

    void aShallowValleyIsNoValley() {
        QCOMPARE(maximaOf(eventOf({"09560"}, 100, 50)).size(), std::size_t(1)); // 1/6 below
        QCOMPARE(maximaOf(eventOf({"09460"}, 100, 50)).size(), std::size_t(2)); // 2/6 below
        QCOMPARE(maximaOf(eventOf({"09460"}, 100, 50), {500, 0.4}).size(), std::size_t(1));
    }

    void theWayAroundCounts() {
        // Between the two 8s lies a 1, but a detour over 7s leaves no valley.
        QCOMPARE(maximaOf(eventOf({"818", "777"}, 100, 50)).size(), std::size_t(1));
    }

    void aPlateauIsOneMaximum() {
        QCOMPARE(maximaOf(eventOf({"0555", "0550"}, 100, 50)).size(), std::size_t(1));
    }

    void thresholdAndCorners() {
        // Corners touch: 5 and 4 are one. The 2 lies apart, and passes 500 MeV but not 3 GeV.
        const Event event = eventOf({"50002", "04000"}, 100, 50);
        QCOMPARE(maximaOf(event).size(), std::size_t(2));
        QCOMPARE(maximaOf(event, {3000, 0.2}).size(), std::size_t(1));
    }

    void phiIsPeriodic() {
        // The same cells over the cut of phi: 6 and 5 are neighbours there.
        QCOMPARE(maximaOf(eventOf({"65"}, 100, fine - 1)).size(), std::size_t(1));
    }

    void pairsAreAssignedToTheirMaxima() {
        const Event event = eventOf({"000000", "080080", "000000"}, 100, 50);
        const auto picture = hrPicture(event, event.hr().energy);
        const auto maxima = maximaOf(event);
        const auto two = [&](Particle a, Particle b) {
            return showsTwoMaxima(picture, 1, maxima, a, b);
        };
        QVERIFY(two(particleIn(101, 51), particleIn(101, 54)));
        QVERIFY(two(particleIn(101, 54), particleIn(101, 51)));
        QVERIFY(two(particleIn(100, 51), particleIn(102, 55)));  // a neighbour will do
        QVERIFY(!two(particleIn(101, 51), particleIn(101, 57))); // too far from the second
        QVERIFY(!two(particleIn(101, 51), particleIn(101, 51))); // both at the same one
    }

    void closePairsAreCloserThanOneLrCell() {
        Event event;
        event.readout = readout();
        event.levels.resize(2);
        // An LR cell is 6 / 64 = 0.09375 wide in eta: four HR cells.
        event.particles = {particleIn(100, 0), particleIn(103, 0), particleIn(104, 0),
                           particleIn(100, fine - 2)};
        const auto pairs = closePairs(event, 1);
        const std::vector<std::pair<std::size_t, std::size_t>> expected{
            {0, 1}, {0, 3}, {1, 2}, {1, 3}};
        QCOMPARE(pairs.size(), expected.size());
        QVERIFY(pairs == expected); // (0, 3) and (1, 3) over the cut in phi
    }
};

QTEST_APPLESS_MAIN(LocalMaximaTest)
#include "LocalMaximaTest.moc"
