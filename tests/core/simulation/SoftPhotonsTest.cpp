// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/SoftPhotons.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {
constexpr int draws = 40000;

/// 200 mm of the ECAL's material, an iron gap of 50 mm, 1 m of the HCAL's.
std::vector<DepthSlice> slices() {
    return {{0, 8, 0, 200, LayerKind::Electromagnetic, false},
            {8, 11, 200, 250, LayerKind::Hadronic, true},
            {11, 40, 250, 1250, LayerKind::Hadronic, false}};
}

RadialProfile nearOnly(double length) {
    RadialProfile profile;
    profile.farShare = 0;
    profile.nearLength = length;
    return profile;
}
} // namespace

class SoftPhotonsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// In one material: the way has the mean 2 L, and its cosine to the axis, of density exp(a c),
    /// the mean coth a - 1 / a.
    void fliesAsItsDistributionsSay() {
        ShowerParameters p;
        p.nearForward = 1.5;
        const SoftPhotons photons(slices(), p);
        RandomStream random(1, RandomPurpose::Test);
        double ahead = 0, square = 0, way = 0;
        for (int i = 0; i < draws; ++i) {
            const auto place = photons.draw(100, nearOnly(2), random); // none leaves the material
            const double z = place.path - 100;
            ahead += z, square += z * z, way += std::hypot(z, place.radius);
        }
        ahead /= draws, way /= draws;
        const double error = std::sqrt((square / draws - ahead * ahead) / draws);
        QVERIFY(std::abs(ahead - 2 * 2 * (1 / std::tanh(1.5) - 1 / 1.5)) < 5 * error);
        QVERIFY(std::abs(way - 2 * 2) < 5 * 2 * std::sqrt(2.0 / draws));
    }

    void isotropicOnesFlyBackAsOftenAsAhead() {
        ShowerParameters p;
        p.nearForward = 0;
        const SoftPhotons photons(slices(), p);
        RandomStream random(2, RandomPurpose::Test);
        int ahead = 0;
        for (int i = 0; i < draws; ++i)
            ahead += photons.draw(100, nearOnly(30), random).path > 100;
        QVERIFY(std::abs(ahead - draws / 2) < 5 * std::sqrt(draws / 4.0));
    }

    /// Straight ahead, the share that gets through the gap is that of a gap so much thicker, and
    /// what lies behind has the scale of its material.
    void denserMaterialStopsThemEarlier() {
        ShowerParameters p;
        p.nearForward = 1e5;
        p.photonScaleIron = 0.5, p.photonScaleHcal = 0.8;
        const SoftPhotons photons(slices(), p);
        RandomStream random(3, RandomPurpose::Test);
        const double length = 60;
        int through = 0, further = 0;
        for (int i = 0; i < draws; ++i) {
            const auto place = photons.draw(200, nearOnly(length), random);
            through += place.path > 250;
            further += place.path > 250 + 40;
        }
        // Beyond s: (1 + s / L) exp(-s / L); the gap counts 50 / 0.5, 40 mm behind it 40 / 0.8.
        const auto beyond = [&](double s) { return (1 + s / length) * std::exp(-s / length); };
        const auto close = [](int n, double share) {
            return std::abs(n - share * draws) < 5 * std::sqrt(share * (1 - share) * draws);
        };
        QVERIFY(close(through, beyond(100)));
        QVERIFY(close(further, beyond(150)));
    }
};

QTEST_APPLESS_MAIN(SoftPhotonsTest)
#include "SoftPhotonsTest.moc"
