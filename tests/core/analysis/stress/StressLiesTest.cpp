// SPDX-License-Identifier: GPL-3.0-or-later
#include "../checks/ToyPosterior.h"
#include "analysis/stress/InputLies.h"
#include "analysis/stress/PictureLies.h"
#include "analysis/stress/StressJson.h"
#include "analysis/stress/StressTest.h"
#include "error/Error.h"
#include "event/EventRules.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <numeric>

using namespace calolens;
using namespace calolens::test;

namespace {
Testimony honestEvent(int number) {
    ToyEvent made = toyEvent({}, number);
    return {*made.event, made.prediction};
}

double sumOf(const std::vector<float>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Every lie of its middle size about one event.
Testimony told(const Lie& lie, std::uint32_t stream = 1) {
    RandomStream random(1, RandomPurpose::Test, 5, stream);
    return lie.tell(honestEvent(1), honestEvent(2), lie.sizes[lie.sizes.size() / 2], random);
}
} // namespace

class StressLiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLieIsAWholeEvent() {
        for (const Lie& lie : lies()) {
            const Testimony testimony = told(lie);
            const Readout& readout = *testimony.event.readout;
            const auto flaw = childrenFlaw(testimony.event.lr(), testimony.event.hr(),
                                           readout.levels[0], readout.levels[1]);
            QVERIFY2(!flaw, lie.id.c_str());
            QVERIFY(!duplicateFlaw(testimony.event.lr()));
            if (testimony.prediction.samples > 0) {
                QCOMPARE(testimony.prediction.cells, testimony.event.hr().size());
                QVERIFY(testimony.prediction.complete());
            }
        }
    }

    void theSameLieAgain() {
        for (const Lie& lie : lies()) {
            QVERIFY(told(lie).prediction.energy == told(lie).prediction.energy);
            QVERIFY(told(lie).event.lr().energy == told(lie).event.lr().energy);
        }
    }

    void aBlobHasItsSize() {
        RandomStream random(1, RandomPurpose::Test);
        const Testimony honest = honestEvent(1);
        const Testimony lie = addBlob(honest, honest, 5, random);
        const EventEvidence evidence(honest.event, &honest.prediction);
        int changed = 0;
        for (std::size_t i = 0; i < honest.prediction.cells; ++i) {
            const double added = lie.prediction.mean()[i] - honest.prediction.mean()[i];
            if (std::abs(added) < 0.01)
                continue;
            ++changed;
            QVERIFY(std::abs(added - 5 * evidence.spread()[i]) < 0.01);
        }
        QCOMPARE(changed, 1);
    }

    void aPlaceMayBeChosen() {
        Testimony honest = honestEvent(1);
        for (const std::size_t place : {std::size_t(3), std::size_t(17)}) {
            honest.place = place;
            RandomStream random(1, RandomPurpose::Test);
            const Testimony lie = addBlob(honest, honest, 2, random);
            for (std::size_t i = 0; i < honest.prediction.cells; ++i)
                QCOMPARE(lie.prediction.mean()[i] > honest.prediction.mean()[i] + 1, i == place);
        }
    }

    void movedEnergyCannotBeMeasured() {
        RandomStream random(2, RandomPurpose::Test);
        const Testimony honest = honestEvent(1);
        const Testimony lie = moveEnergy(honest, honest, 3, random);
        QVERIFY(lie.prediction.energy != honest.prediction.energy);
        const LrBlocks blocks(honest.event);
        const auto before = blocks.sum(honest.prediction.mean());
        const auto after = blocks.sum(lie.prediction.mean());
        for (std::size_t j = 0; j < before.size(); ++j)
            QVERIFY(std::abs(before[j] - after[j]) < 0.01);
    }

    void anotherEventLiesOverThisOne() {
        RandomStream random(3, RandomPurpose::Test);
        const Testimony honest = honestEvent(1);
        // The event itself, laid over itself, is itself.
        const Testimony same = otherEvent(honest, honest, 1, random);
        for (std::size_t i = 0; i < same.prediction.energy.size(); ++i)
            QVERIFY(std::abs(same.prediction.energy[i] - honest.prediction.energy[i]) < 0.01);
    }

    void inputs() {
        RandomStream random(4, RandomPurpose::Test);
        const Testimony honest = honestEvent(1), other = honestEvent(2);
        const double energy = sumOf(honest.event.lr().energy);
        QVERIFY(
            std::abs(sumOf(rescaleInput(honest, other, 1.1, random).event.lr().energy) / energy -
                     1.1) < 1e-5);
        const Testimony noisy = raiseNoise(honest, other, 2, random);
        QVERIFY(noisy.event.lr().energy != honest.event.lr().energy);
        QVERIFY(raiseNoise(honest, other, 1, random).event.lr().energy == honest.event.lr().energy);
        // What falls below zero is not read out, and the draws of the rest are as they were.
        const Testimony loud = raiseNoise(honest, other, 400, random);
        QVERIFY(loud.event.lr().size() < honest.event.lr().size());
        QVERIFY(*std::min_element(loud.event.lr().energy.begin(), loud.event.lr().energy.end()) >
                0);
        QCOMPARE(loud.prediction.cells, loud.event.hr().size());
        const CellSet& all = honest.event.hr();
        for (std::size_t i = 0; i < loud.prediction.cells; ++i)
            for (std::size_t n = 0; n < all.size(); ++n)
                if (all.id(n) == loud.event.hr().id(i))
                    QCOMPARE(loud.prediction.draw(4)[i], honest.prediction.draw(4)[n]);
        const Testimony dropped = dropLayer(honest, other, 0, random);
        QCOMPARE(dropped.event.lr().size(), honest.event.lr().size() / 2);
        QCOMPARE(dropped.prediction.samples, 0);
        const Testimony piled = pileUp(honest, other, 0.5, random);
        QVERIFY(std::abs(sumOf(piled.event.lr().energy) - energy -
                         0.5 * sumOf(other.event.lr().energy)) < 1);
        QVERIFY(piled.event.hasTruth());
    }

    /// What the LR cells show is found, and the more surely the larger it is; what they cannot show
    /// is not found by the checks of the LR cells.
    void theStressTestSeesWhatCanBeSeen() {
        StressTest test(1);
        for (int i = 0; i < 150; ++i)
            test.add(honestEvent(i), honestEvent(i + 1), {});
        const auto detections = test.finish();
        QVERIFY(!detections.empty());
        const auto caught = [&](const char* lie, double size, const char* check) {
            for (const LieDetection& d : detections)
                if (d.lie == lie && d.size == size && d.check == check)
                    return d.caught.value;
            return -1.0;
        };
        QVERIFY(caught("add-blob", 10, "lr-worst-cell") > 0.9);
        QVERIFY(caught("add-blob", 10, "lr-worst-cell") > caught("add-blob", 2, "lr-worst-cell"));
        QVERIFY(caught("move-energy", 10, "lr-worst-cell") < 0.12);
        QVERIFY(caught("rescale", 2, "lr-consistency") > 0.95);
        QCOMPARE(caught("drop-layer", 0, "lr-worst-cell"), -1.0); // there is no picture
        for (const LieDetection& d : detections) {
            QVERIFY(d.auc.value >= 0 && d.auc.value <= 1);
            QCOMPARE(d.roc.size(), std::size_t(8));
            QVERIFY(std::is_sorted(d.roc.begin(), d.roc.end()));
            QCOMPARE(d.roc.back(), 1.0);
        }
        QVERIFY(caught("add-blob", 10, "unsupported-energy") > 0.9);
        StressReport report;
        report.source = "toy.h5";
        report.otherEvents = "other.h5";
        report.detections = detections;
        QTemporaryDir dir;
        const auto path = std::filesystem::path(dir.path().toStdString()) / "stress.json";
        std::ofstream(path) << stressJson(report);
        const StressReport again = readStressJson(path);
        QCOMPARE(stressJson(again), stressJson(report));
        std::ofstream(path) << "{\"format\": \"calolens-stress\", \"version\": 1}";
        QVERIFY_EXCEPTION_THROWN(readStressJson(path), FileError);
        QVERIFY_EXCEPTION_THROWN(readStressJson(path / "none"), FileError);
    }

    /// Events that are a lie as they stand are told from honest ones by what is wrong with them,
    /// and counted by the number of their particles.
    void foreignEvents() {
        StressTest test(1);
        for (int i = 0; i < 60; ++i) {
            test.add(honestEvent(i), honestEvent(i + 1), {});
            ToyPosterior biased;
            biased.bias = 15; // three noises of an LR cell
            ToyEvent made = toyEvent(biased, 1000 + i);
            made.event->particles.resize(i % 2 == 0 ? 3 : 2);
            test.addForeign(*findLie(unseenParticleLie), {*made.event, made.prediction}, {});
            test.addForeign(*findLie(otherGeneratorLie), honestEvent(2000 + i), {});
        }
        std::vector<std::pair<std::string, double>> trials;
        for (const LieDetection& d : test.finish()) {
            if (d.check != "lr-worst-cell" || findLie(d.lie)->tell != nullptr)
                continue;
            trials.emplace_back(d.lie, d.size);
            if (d.lie == unseenParticleLie)
                QVERIFY2(d.auc.value > 0.9, qPrintable(QString::number(d.auc.value)));
            else
                QVERIFY(std::abs(d.auc.value - 0.5) < 0.2); // from the same generator, in truth
        }
        const std::vector<std::pair<std::string, double>> expected{
            {otherGeneratorLie, 1}, {unseenParticleLie, 2}, {unseenParticleLie, 3}};
        QVERIFY(trials == expected);
    }
};

QTEST_APPLESS_MAIN(StressLiesTest)
#include "StressLiesTest.moc"
