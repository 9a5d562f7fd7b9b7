// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/RadialProfile.h"
#include "simulation/shower/SpotCount.h"
#include "simulation/shower/SpotSpectrum.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace calolens;

namespace {
constexpr int draws = 40000;

/// Largest distance of the drawn from the expected cumulative distribution, times sqrt(n): above 2
/// with a probability of 7e-4 (Kolmogorov).
template<typename Draw, typename Within>
double kolmogorov(const Draw& draw, const Within& within) {
    std::vector<double> radii(draws);
    for (double& r : radii)
        r = draw();
    std::sort(radii.begin(), radii.end());
    double distance = 0;
    for (std::size_t i = 0; i < radii.size(); ++i) {
        const double expected = within(radii[i]);
        distance = std::max({distance, std::abs(expected - static_cast<double>(i) / draws),
                             std::abs(expected - static_cast<double>(i + 1) / draws)});
    }
    return distance * std::sqrt(draws);
}
} // namespace

class RadialProfileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// With k = 2 and no end the core is that of hep-ex/0001020: F(r) = r^2 / (r^2 + R^2).
    void coreHasTheClosedFormOfThePaper() {
        RadialProfile profile;
        profile.coreRadius = 7;
        profile.coreRange = 1e12;
        const CoreShape core(2);
        RandomStream random(1, RandomPurpose::Test);
        const double distance = kolmogorov([&] { return core.draw(profile, random); },
                                           [](double r) { return r * r / (r * r + 49); });
        QVERIFY2(distance < 2, qPrintable(QString::number(distance)));
    }

    /// With its end, against the numerical integral of r / (r^2 + R^2)^k exp(-r / D).
    void coreFollowsItsDensity() {
        RadialProfile profile;
        profile.coreRadius = 4;
        profile.coreRange = 30;
        const double power = 1.6, step = 0.01;
        std::vector<double> integral{0};
        for (double r = step / 2; r < 600; r += step)
            integral.push_back(integral.back() +
                               r * std::pow(r * r + 16, -power) * std::exp(-r / 30));
        const CoreShape core(power);
        RandomStream random(2, RandomPurpose::Test);
        const double distance =
            kolmogorov([&] { return core.draw(profile, random); },
                       [&](double r) {
                           const auto i =
                               std::min(static_cast<std::size_t>(r / step), integral.size() - 1);
                           return integral[i] / integral.back();
                       });
        QVERIFY2(distance < 2, qPrintable(QString::number(distance)));
    }

    /// Sub-showers widen as they age, and all lengths but the fast electrons' scale together.
    void profilesWidenWithAge() {
        const ShowerParameters p;
        const auto at = [&](double age) { return RadialProfile::at(p, age, 1); };
        QVERIFY(at(8).coreRadius > at(2).coreRadius && at(2).coreRadius > at(0).coreRadius);
        const auto doubled = RadialProfile::at(p, 5, 2);
        QVERIFY(std::abs(doubled.coreRadius - 2 * at(5).coreRadius) < 1e-9);
        QVERIFY(std::abs(doubled.nearLength - 2 * at(5).nearLength) < 1e-9);
        for (double age = 0; age < 60; age += 0.1) {
            const auto profile = at(age);
            QVERIFY(profile.coreRadius > 0 && profile.coreRange > 0 && profile.corePower > 1);
            QVERIFY(profile.nearLength > 0 && profile.farLength > 0 && profile.fastRange >= 0);
            QVERIFY(profile.photonFraction >= 0 && profile.photonFraction <= 1);
            QVERIFY(profile.farShare >= 0 && profile.farShare <= 1);
        }
    }

    /// Mean and variance of a binomial number, in its exact and in its normal regime.
    void spotCountsAreBinomial() {
        RandomStream random(4, RandomPurpose::Test);
        for (const double mean : {0.03, 0.7, 4.2, 35.0, 300.0}) {
            const double keep = 0.24;
            double sum = 0, squares = 0;
            for (int i = 0; i < draws; ++i) {
                const double n = drawSpotCount(mean, keep, random);
                sum += n, squares += n * n;
            }
            const double m = sum / draws, variance = squares / draws - m * m;
            // A number of trials rounded at random adds keep^2 / 4 at most.
            const double expected = mean * (1 - keep);
            QVERIFY(std::abs(m - mean) < 5 * std::sqrt(mean / draws));
            QVERIFY2(variance > expected * 0.93 && variance < expected * 1.07 + keep * keep / 4,
                     qPrintable(QString::number(variance / expected)));
        }
        QCOMPARE(drawSpotCount(0, 0.2, random), 0);
    }

    /// The moments of the spectrum are those of its draws; the K line of lead is where it is.
    void spotSpectrumHasItsMomentsAndLines() {
        RandomStream random(5, RandomPurpose::Test);
        for (const LayerKind kind : {LayerKind::Electromagnetic, LayerKind::Hadronic}) {
            const SpotSpectrum spectrum(kind);
            double sum = 0, squares = 0, line = 0;
            for (int i = 0; i < draws; ++i) {
                const double energy = spectrum.at(random.uniform());
                QVERIFY(energy > 0 && energy <= 5);
                sum += energy, squares += energy * energy;
                line += energy == 0.0880;
            }
            const double sd = std::sqrt(spectrum.meanSquare());
            QVERIFY(std::abs(sum / draws - spectrum.mean()) < 5 * sd / std::sqrt(draws));
            QVERIFY(std::abs(squares / draws / spectrum.meanSquare() - 1) < 0.05);
            if (kind == LayerKind::Electromagnetic)
                QVERIFY(std::abs(line / draws - 0.173) < 0.01);
        }
    }
};

QTEST_APPLESS_MAIN(RadialProfileTest)
#include "RadialProfileTest.moc"
