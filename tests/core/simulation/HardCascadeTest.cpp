// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/HardCascade.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {
struct Start {
    double mean = 0, error = 0; ///< of the energy-weighted start, radiation lengths
};

template<typename Add>
Start meanStart(int events, const Add& add) {
    double first = 0, second = 0;
    for (int i = 0; i < events; ++i) {
        RandomStream random(1, RandomPurpose::Test, static_cast<std::uint64_t>(i));
        double energy = 0, weighted = 0;
        add(random, [&](const SubShower& s) {
            energy += s.energy, weighted += s.energy * (s.start + s.carried);
        });
        first += weighted / energy / events;
        second += weighted / energy * weighted / energy / events;
    }
    return {first, std::sqrt((second - first * first) / events)};
}
} // namespace

class HardCascadeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void energyIsKept() {
        const ShowerParameters p;
        const HardCascade cascade(p);
        for (const double energy : {1.0, 100.0, 399.0, 401.0, 5e3, 100e3})
            for (const bool photon : {false, true}) {
                RandomStream random(3, RandomPurpose::Test, static_cast<std::uint64_t>(energy));
                double sum = 0;
                const auto sink = [&](const SubShower& s) {
                    sum += s.energy;
                    QVERIFY(s.energy >= 0 && s.start >= 1);
                    QVERIFY(s.carried >= 0);
                };
                photon ? cascade.addPhoton(energy, 1, random, sink)
                       : cascade.addElectron(energy, 1, random, sink);
                QVERIFY(std::abs(sum / energy - 1) < 1e-9);
            }
    }

    /// A photon below the cut is a sub-shower that begins where it interacts, exponentially. The
    /// means in lead: from its total attenuation (NIST XCOM) and 6.37 g/cm2 a radiation length.
    void photonsConvertAsTheyDo() {
        ShowerParameters p;
        p.cascadeCut = 1e9;
        p.conversionLow = 0.31, p.earlyShare = 1;
        const HardCascade cascade(p);
        const int n = 10000;
        const auto start = [&](double energy) {
            return meanStart(n, [&](RandomStream& random, const auto& sink) {
                cascade.addPhoton(energy, 0, random, sink);
            });
        };
        const double expected[][2] = {
            {20, 2.53}, {50, 1.97}, {100, 1.69}, {1e3, 1.37}, {1e8, 9.0 / 7}};
        for (const auto& [energy, length] : expected) {
            const Start found = start(energy);
            QVERIFY2(std::abs(found.mean / length - 1) < 0.03 + 5 * found.error / length,
                     qPrintable(QString::number(found.mean)));
            QVERIFY(std::abs(found.error * std::sqrt(n) / found.mean - 1) < 0.06);
        }
    }

    /// The balance of energy-weighted depths, solved by hand for the spectra of complete screening
    /// without ionisation: t_e = s ln E + constant with s = (1 + 9/7) / (1.7766 + 0.4762) = 1.0146,
    /// and t_photon - t_e = 9/7 - 0.4762 s = 0.8026 (Rossi 1952, section 5.12: 1.01 and 0.8).
    void depthGrowsAsInTheTheoryOfShowers() {
        ShowerParameters p;
        p.ionisation = 0, p.conversionLow = 0, p.earlyShare = 1;
        p.suppressionEnergy = 1e15;
        p.cascadeCut = 200, p.cascadePhotonCut = 4;
        const HardCascade cascade(p);
        const int n = 1500;
        const auto electron = [&](double energy) {
            return meanStart(n, [&](RandomStream& random, const auto& sink) {
                cascade.addElectron(energy, 0, random, sink);
            });
        };
        const Start low = electron(4e3), high = electron(40e3);
        const double slope = (high.mean - low.mean) / std::log(10.0);
        QVERIFY2(std::abs(slope - 1.0146) < 5 * std::hypot(low.error, high.error) / std::log(10.0),
                 qPrintable(QString::number(slope)));
        const Start photon = meanStart(n, [&](RandomStream& random, const auto& sink) {
            cascade.addPhoton(40e3, 0, random, sink);
        });
        const double behind = photon.mean - high.mean;
        QVERIFY2(std::abs(behind - 0.8026) < 5 * std::hypot(photon.error, high.error),
                 qPrintable(QString::number(behind)));
    }

    /// Photons carry on what the first electrons of a sub-shower do not leave, in portions.
    void energyIsCarriedOnInPortions() {
        ShowerParameters p;
        p.earlyShare = 0.25, p.carriedPortion = 100;
        p.carriedOffset = 1.5, p.carriedSlope = 0, p.carriedLength = 2;
        const HardCascade cascade(p);
        RandomStream random(5, RandomPurpose::Test);
        double early = 0, carried = 0, way = 0;
        const int n = 10000;
        for (int i = 0; i < n; ++i)
            cascade.addElectron(300, 0, random, [&](const SubShower& s) {
                QVERIFY(s.part != SubShowerPart::Ionisation);
                if (s.part == SubShowerPart::Early)
                    early += s.energy;
                else
                    ++carried, way += s.carried;
            });
        QVERIFY(std::abs(early / n - 75) < 1e-6);
        QCOMPARE(carried / n, 3.0); // 225 MeV in portions of 100 at most
        QVERIFY(std::abs(way / carried - 3.5) < 5 * 2 / std::sqrt(carried));
    }
};

QTEST_APPLESS_MAIN(HardCascadeTest)
#include "HardCascadeTest.moc"
