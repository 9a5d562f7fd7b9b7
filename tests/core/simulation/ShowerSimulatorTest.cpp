// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/ShowerSimulator.h"
#include "error/Error.h"
#include "simulation/Digitizer.h"
#include "simulation/SimulationRun.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace calolens;

namespace {
double sum(const DepositEvent& event, int layer = -1) {
    double total = 0;
    for (std::size_t i = 0; i < event.cells.size(); ++i)
        if (layer < 0 || event.cells.layer[i] == layer)
            total += event.cells.energy[i];
    return total;
}

struct Moments {
    double n = 0, first = 0, second = 0;
    std::vector<double> values;
    void add(double x) { ++n, first += x, second += x * x, values.push_back(x); }
    [[nodiscard]] double mean() const { return first / n; }
    [[nodiscard]] double sd() const { return std::sqrt(second / n - mean() * mean()); }
    /// Relative standard error of sd(): sqrt((kurtosis - 1) / n) / 2.
    [[nodiscard]] double sdError() const {
        double fourth = 0;
        for (const double x : values)
            fourth += std::pow((x - mean()) / sd(), 4) / n;
        return std::sqrt((fourth - 1) / n) / 2;
    }
};

/// One layer of 80 radiation lengths: nothing leaks.
Detector thickDetector(const ShowerParameters& p) {
    return {"thick",
            1500,
            3,
            {{"ECAL1", LayerKind::Electromagnetic, 0, 80 * p.ecalRadiationLength, 0.07, 0}}};
}

ParticleGun paperElectrons() {
    ParticleGun gun = particleGun("single-electron");
    gun.energyLow = 50e3, gun.energyHigh = 51e3;
    gun.etaLow = -0.01, gun.etaHigh = 0.01;
    return gun;
}

bool same(const DepositEvent& a, const DepositEvent& b) {
    return a.number == b.number && a.cells.energy == b.cells.energy &&
           a.cells.layer == b.cells.layer && a.cells.ieta == b.cells.ieta &&
           a.cells.iphi == b.cells.iphi && a.mainParticle == b.mainParticle &&
           a.particles.size() == b.particles.size();
}

template<typename Job>
QString refusal(const Job& job) {
    try {
        job();
    } catch (const UsageError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}
} // namespace

class ShowerSimulatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// In a calorimeter that nothing leaves, the mean of the energy is the particle's, and the
    /// spread that of keeping each step with the sampling fraction p: E (1 - p) / p <e^2> / <e>.
    void energyIsConservedAndFluctuatesAsSamplingDoes() {
        ShowerParameters p;
        p.albedo = 0, p.fastShare = 0, p.companionProbability = 0;
        p.nearLength = p.farLength = 0.1, p.nearLengthSlope = 0;
        p.coreRange = 0.5, p.coreRangeSlope = 0;
        const SpotSpectrum spectrum(LayerKind::Electromagnetic);
        const ShowerSimulator simulator(thickDetector(p), Granularity({{512, 512}}), p);
        DepositGrid grid(simulator.granularity());
        for (const int pdg : {11, 22}) {
            const double energy = 2000;
            Moments total;
            for (std::uint64_t i = 0; i < 2000; ++i) {
                RandomStream random(i, RandomPurpose::Test);
                total.add(sum(simulator.simulate(0, {{pdg, 2000.f, 0.f, 0.1f}}, random, grid)));
            }
            const double expected =
                std::sqrt(energy * 0.93 / 0.07 * spectrum.meanSquare() / spectrum.mean());
            // Five standard errors, and 0.5 % for what leaves through the front.
            QVERIFY2(std::abs(total.mean() / energy - 1) <
                         5 * expected / energy / std::sqrt(total.n) + 0.005,
                     qPrintable(QString::number(total.mean() / energy)));
            QVERIFY2(std::abs(total.sd() / expected - 1) < 5 / std::sqrt(2 * total.n),
                     qPrintable(QString::number(total.sd() / expected)));
        }
    }

    /// Against 1,000 Geant4 electrons of 50 to 51 GeV at |eta| < 0.01: mean and spread over events.
    void momentsAreThoseOfGeant4() {
        const SimulationRun run(paperElectrons(), 5);
        DepositGrid grid(run.simulator().granularity());
        struct Reference {
            const char* name;
            double mean, sd;      // Geant4
            double meanTolerance; // relative, beyond the statistical error
            Moments moments = {};
        };
        Reference references[] = {
            {"ECAL1", 0.06112, 0.02368, 0.03},          {"ECAL2", 0.90967, 0.02746, 0.01},
            {"ECAL3", 0.01321, 0.00696, 0.05},          {"sum", 0.98661, 0.01776, 0.005},
            {"cells > 10 MeV", 156.982, 8.80294, 0.05}, {"cells > 100 MeV", 33.751, 2.35308, 0.05},
            {"hottest", 0.40782, 0.07114, 0.05}};
        for (int i = 0; i < 400; ++i) {
            const DepositEvent event = run.event(i, grid);
            const double energy = event.particles[0].energy;
            double over10 = 0, over100 = 0, hottest = 0, ecal = 0;
            for (std::size_t c = 0; c < event.cells.size(); ++c) {
                if (event.cells.layer[c] > 2)
                    continue;
                const double e = event.cells.energy[c];
                over10 += e > 10, over100 += e > 100, hottest = std::max(hottest, e), ecal += e;
            }
            const double values[] = {sum(event, 0) / energy,
                                     sum(event, 1) / energy,
                                     sum(event, 2) / energy,
                                     sum(event) / energy,
                                     over10,
                                     over100,
                                     hottest / ecal};
            for (std::size_t k = 0; k < std::size(values); ++k)
                references[k].moments.add(values[k]);
        }
        for (const Reference& r : references) {
            const double error = 4 * r.sd * std::sqrt(1 / r.moments.n + 1 / 1000.0);
            const QString text = QStringLiteral("%1: mean %2 for %3, sd %4 for %5")
                                     .arg(QLatin1String(r.name))
                                     .arg(r.moments.mean())
                                     .arg(r.mean)
                                     .arg(r.moments.sd())
                                     .arg(r.sd);
            QVERIFY2(std::abs(r.moments.mean() - r.mean) < r.meanTolerance * r.mean + error,
                     qPrintable(text));
            QVERIFY2(std::abs(r.moments.sd() / r.sd - 1) < 0.10 + 4 * r.moments.sdError(),
                     qPrintable(text));
        }
    }

    /// Mean depth from the layers rises linearly in ln E, as in Geant4: 10.4 to 11.7 radiation
    /// lengths from 7.3 to 84 GeV.
    void depthInTheDetectorRisesAsInGeant4() {
        ParticleGun gun = particleGun("single-electron");
        const auto depth = [&](double energy) {
            gun.energyLow = gun.energyHigh = energy;
            const SimulationRun run(gun, 3);
            DepositGrid grid(run.simulator().granularity());
            Moments depths;
            for (int i = 0; i < 150; ++i) {
                const DepositEvent event = run.event(i, grid);
                const double e[] = {sum(event, 0), sum(event, 1), sum(event, 2)};
                depths.add((2 * e[0] + 12 * e[1] + 21 * e[2]) / (e[0] + e[1] + e[2]));
            }
            return depths.mean();
        };
        QVERIFY(std::abs(depth(7.3e3) - 10.38) < 0.3);
        QVERIFY(std::abs(depth(84e3) - 11.66) < 0.15);
    }

    void eventsDependOnSeedAndNumberAlone() {
        const SimulationRun run(particleGun("multi-em"), 7);
        DepositGrid grid(run.simulator().granularity());
        const DepositEvent seventh = run.event(7, grid);
        (void)run.event(0, grid);
        DepositGrid fresh(run.simulator().granularity());
        QVERIFY(same(run.event(7, fresh), seventh));
        QVERIFY(!same(run.event(8, grid), seventh));
        QVERIFY(!same(SimulationRun(particleGun("multi-em"), 8).event(7, grid), seventh));
    }

    void resultsDoNotDependOnTheThreads() {
        const SimulationRun run(particleGun("multi-em"), 11);
        std::vector<DepositEvent> one, three;
        run.run(40, 1, [&](const DepositEvent& e) {
            one.push_back(e);
            return true;
        });
        run.run(40, 3, [&](const DepositEvent& e) {
            three.push_back(e);
            return true;
        });
        QCOMPARE(one.size(), std::size_t{40});
        QCOMPARE(three.size(), std::size_t{40});
        for (std::size_t i = 0; i < one.size(); ++i) {
            QCOMPARE(one[i].number, static_cast<std::int64_t>(i));
            QVERIFY(same(one[i], three[i]));
        }
        // Stopping early, and a sink that throws, leave no thread behind.
        int seen = 0;
        run.run(100000, 2, [&](const DepositEvent&) { return ++seen < 5; });
        QCOMPARE(seen, 5);
        QVERIFY_EXCEPTION_THROWN(
            run.run(1000, 2, [](const DepositEvent&) -> bool { throw UsageError("full"); }),
            UsageError);
    }

    /// Two particles far apart: each cell belongs to the nearer one, and the sum of an event of two
    /// is made of both.
    void cellsNameTheirMainParticle() {
        const ShowerSimulator simulator(Detector::cocoa(), cocoaDepositGranularity());
        DepositGrid grid(simulator.granularity());
        RandomStream random(1, RandomPurpose::Test);
        const auto event =
            simulator.simulate(3, {{11, 20e3f, 0.5f, 1.f}, {22, 10e3f, -0.5f, 1.f}}, random, grid);
        QCOMPARE(event.number, std::int64_t{3});
        QCOMPARE(event.mainParticle.size(), event.cells.size());
        double wrong = 0, energy[2] = {0, 0};
        std::set<std::tuple<int, int, int>> seen;
        for (std::size_t i = 0; i < event.cells.size(); ++i) {
            const auto cell = event.cells.id(i);
            QVERIFY(simulator.granularity().contains(cell));
            QVERIFY(event.cells.energy[i] > 0);
            QVERIFY(seen.insert({cell.layer, cell.ieta, cell.iphi}).second);
            const double eta =
                cellBounds(simulator.detector(), simulator.granularity(), cell).eta();
            energy[event.mainParticle[i]] += event.cells.energy[i];
            wrong += (eta > 0) != (event.mainParticle[i] == 0) ? event.cells.energy[i] : 0;
        }
        QVERIFY(wrong < 0.005 * (energy[0] + energy[1]));
        QVERIFY(std::abs(energy[0] - 20e3) < 3e3 && std::abs(energy[1] - 10e3) < 2.5e3);
    }

    void gunsShootWhatTheirPresetSays() {
        const ParticleGun& gun = particleGun("multi-em");
        Moments count, photons, logEnergy;
        double widest = 0;
        for (std::uint64_t i = 0; i < 4000; ++i) {
            RandomStream random(1, RandomPurpose::Test, i);
            const auto particles = gun.draw(random);
            count.add(static_cast<double>(particles.size()));
            for (const Particle& p : particles) {
                QVERIFY(p.energy >= 4999 && p.energy <= 50001);
                QVERIFY(p.phi > -3.14160f && p.phi <= 3.14160f);
                photons.add(p.pdg == 22);
                logEnergy.add(std::log(p.energy));
                const double dphi = std::remainder(p.phi - particles[0].phi, 2 * 3.14159265358979);
                widest = std::max(widest, std::hypot(p.eta - particles[0].eta, dphi));
            }
        }
        QVERIFY(std::abs(count.mean() - 3) < 5 * 1.42 / std::sqrt(count.n));
        QVERIFY(std::abs(photons.mean() - 0.5) < 5 * 0.5 / std::sqrt(photons.n));
        QVERIFY(std::abs(logEnergy.mean() - std::log(5e3 * std::sqrt(10.0))) <
                5 * 0.67 / std::sqrt(logEnergy.n));
        QVERIFY(widest > 0.5 && widest <= 0.6 + 1e-5);
    }

    void whatCannotBeSimulatedIsRefused() {
        QVERIFY(refusal([] {
                    (void)particleGun("muons");
                }).contains(QStringLiteral("single-electron, multi-em")));
        const ShowerSimulator simulator(Detector::cocoa(), cocoaDepositGranularity());
        DepositGrid grid(simulator.granularity());
        RandomStream random(1, RandomPurpose::Test);
        QVERIFY(refusal([&] {
                    (void)simulator.simulate(0, {{211, 1e3f, 0.f, 0.f}}, random, grid);
                }).contains(QStringLiteral("211")));
        QVERIFY(refusal([&] {
                    (void)simulator.simulate(0, {{11, 0.f, 0.f, 0.f}}, random, grid);
                }).contains(QStringLiteral("more than 0")));
        ParticleGun gun = particleGun("single-electron");
        gun.energyLow = -1;
        QVERIFY(!refusal([&] { (void)SimulationRun(gun, 1); }).isEmpty());
        gun = particleGun("single-electron");
        gun.etaHigh = 4;
        QVERIFY(refusal([&] { (void)SimulationRun(gun, 1); }).contains(QStringLiteral("+-3")));
    }
};

QTEST_APPLESS_MAIN(ShowerSimulatorTest)
#include "ShowerSimulatorTest.moc"
