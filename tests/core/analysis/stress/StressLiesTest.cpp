// SPDX-License-Identifier: GPL-3.0-or-later
#include "../checks/ToyPosterior.h"
#include "analysis/stress/InputLies.h"
#include "analysis/stress/PictureLies.h"
#include "analysis/stress/StressJson.h"
#include "analysis/stress/StressTest.h"
#include "event/EventRules.h"

#include <QTest>

#include <cmath>
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
        QVERIFY(stressJson({"toy.h5", {}, {}, 1}, detections).find("\"add-blob\"") !=
                std::string::npos);
    }
};

QTEST_APPLESS_MAIN(StressLiesTest)
#include "StressLiesTest.moc"
