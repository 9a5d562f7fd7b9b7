// SPDX-License-Identifier: GPL-3.0-or-later
#include "ToyPosterior.h"
#include "analysis/checks/CheckRegistry.h"
#include "analysis/checks/EventCatalogue.h"
#include "analysis/checks/event/ExpectedError.h"
#include "analysis/checks/event/HallucinationMap.h"
#include "analysis/checks/event/InventedShare.h"
#include "analysis/checks/event/Scores.h"
#include "analysis/checks/event/TwoReplica.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>
#include <set>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int events = 300;

CheckResult runOn(const char* id, const ToyEvent& toy) {
    return runCheck(*findEventCheck(id), EventEvidence(*toy.event, &toy.prediction));
}

/// Continuous ranked probability score of a standard normal forecast (Gneiting and Raftery 2007,
/// equation 21).
double crpsOfNormal(double truth) {
    const double cumulative = 0.5 * std::erfc(-truth / std::numbers::sqrt2);
    const double density = std::exp(-0.5 * truth * truth) / std::sqrt(2 * std::numbers::pi);
    return truth * (2 * cumulative - 1) + 2 * density - 1 / std::sqrt(std::numbers::pi);
}
} // namespace

class EventChecksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCheckIsDescribed() {
        std::set<std::string> ids;
        for (const EventCheck& check : eventChecks()) {
            QVERIFY(check.run != nullptr);
            for (const std::string* text :
                 {&check.info.id, &check.info.name, &check.info.question, &check.info.formula,
                  &check.info.explanation, &check.info.reference, &check.info.valueName})
                QVERIFY2(!text->empty(), check.info.id.c_str());
            QVERIFY(ids.insert(check.info.id).second);
        }
        for (const FileCheckEntry& check : fileChecks()) {
            QVERIFY(check.make != nullptr);
            QVERIFY2(!check.info.explanation.empty(), check.info.id.c_str());
            QVERIFY(ids.insert(check.info.id).second);
        }
        QVERIFY(findEventCheck("no such check") == nullptr);
    }

    /// Every check, in every state of an event that lacks something: not run, and a reason.
    void whatIsMissingIsSaid() {
        const ToyEvent whole = toyEvent({}, 1);
        Event real = *whole.event;
        real.levels.back().energy.clear();
        Event noiseless = *whole.event;
        Readout readout = *whole.event->readout;
        for (Layer& layer : readout.detector.layers)
            layer.noise = 0;
        noiseless.readout = std::make_shared<const Readout>(readout);
        Event empty = *whole.event;
        empty.levels = {CellSet{}, CellSet{}};
        Prediction broken = whole.prediction, single = whole.prediction, other = whole.prediction;
        broken.energy[3] = std::numeric_limits<float>::quiet_NaN();
        single.samples = 1;
        single.energy.resize(single.cells);
        --other.cells;
        for (const EventCheck& check : eventChecks()) {
            const auto isGrey = [&](const Event& event, const Prediction* prediction) {
                const CheckResult result = runCheck(check, EventEvidence(event, prediction));
                return result.verdict() == Verdict::NotRun && !result.reason().empty();
            };
            const char* id = check.info.id.c_str();
            QVERIFY2(isGrey(empty, &whole.prediction), id);
            if (check.info.fewestDraws > 0) {
                QVERIFY2(isGrey(*whole.event, nullptr), id);
                QVERIFY2(isGrey(*whole.event, &broken), id);
                QVERIFY2(isGrey(*whole.event, &other), id);
            }
            if (check.info.fewestDraws > 1)
                QVERIFY2(isGrey(*whole.event, &single), id);
            if (check.info.needsTruth)
                QVERIFY2(isGrey(real, &whole.prediction), id);
            if (check.info.needsNoise)
                QVERIFY2(isGrey(noiseless, &whole.prediction), id);
            if (check.info.needsInputs || check.info.needsCatalogue || check.info.needsParticles)
                QVERIFY2(isGrey(*whole.event, &whole.prediction), id);
        }
    }

    /// A right model raises few alarms, and all checks that can be run give a value.
    void falseAlarmsOfARightModel_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("zeros");
        for (const char* id : {"lr-consistency", "lr-worst-cell", "unsupported-energy", "crps",
                               "energy-score", "variogram-score", "hallucination-map"})
            QTest::newRow(id) << QString(id) << 0.0;
        for (const char* id : {"two-replica", "false-energy", "missed-energy"})
            QTest::newRow(id) << QString(id) << 0.3;
    }

    void falseAlarmsOfARightModel() {
        QFETCH(QString, id);
        QFETCH(double, zeros);
        ToyPosterior toy;
        toy.zeros = zeros;
        int looks = 0, fails = 0;
        for (int e = 0; e < events; ++e) {
            const CheckResult result = runOn(id.toLatin1().constData(), toyEvent(toy, e));
            QVERIFY(result.verdict() != Verdict::NotRun);
            looks += result.verdict() == Verdict::Look ? 1 : 0;
            fails += result.verdict() == Verdict::Fail ? 1 : 0;
        }
        const QString counts = QString("%1 looks, %2 fails").arg(looks).arg(fails);
        QVERIFY2(looks + fails <= 0.05 * events, qPrintable(counts));
        QVERIFY2(fails <= 0.02 * events, qPrintable(counts));
    }

    void energyThatWasNotMeasuredIsFoundWhereItIs() {
        ToyEvent toy = toyEvent({}, 5);
        const std::size_t planted = 9; // child of LR cell 2
        for (int k = 0; k < toy.prediction.samples; ++k)
            toy.prediction.energy[static_cast<std::size_t>(k) * toy.prediction.cells + planted] +=
                200;
        const CheckResult worst = runOn("lr-worst-cell", toy);
        QVERIFY(worst.verdict() == Verdict::Fail);
        QCOMPARE(worst.number("worst_cell"), 2.0);
        const CheckResult all = runOn("lr-consistency", toy);
        QVERIFY(all.verdict() == Verdict::Fail);
        const auto& pulls = all.map("lr_pull")->value;
        QCOMPARE(std::max_element(pulls.begin(), pulls.end()) - pulls.begin(), 2);
        QVERIFY(std::abs(pulls[2] - 10) < 2); // 200 MeV over 20 MeV
        const auto& own = all.map("truth_lr_pull")->value;
        QVERIFY(std::abs(own[2]) < 5);
    }

    /// Half of a planted energy is in all draws; nobody measured it, and it is found where it is.
    void aBlobInAllDrawsIsTold() {
        ToyPosterior sparse;
        sparse.zeros = 0.3;
        ToyEvent toy = toyEvent(sparse, 5);
        const std::size_t planted = 9;
        const auto energyOf = [&](int k) -> float& {
            return toy.prediction
                .energy[static_cast<std::size_t>(k) * toy.prediction.cells + planted];
        };
        const double before = *runOn("unsupported-energy", toy).value();
        QVERIFY(before < 2);
        for (int k = 0; k < toy.prediction.samples; ++k)
            energyOf(k) += 800;
        const CheckResult found = runOn("unsupported-energy", toy);
        QVERIFY(found.verdict() == Verdict::Fail);
        QCOMPARE(found.number("worst_cell"), double(planted));
        const auto& map = found.map("unsupported_energy")->value;
        QCOMPARE(std::max_element(map.begin(), map.end()) - map.begin(), std::ptrdiff_t(planted));
        // One draw that does without it makes it a possibility and no certainty.
        energyOf(3) = 0;
        QVERIFY(runOn("unsupported-energy", toy).map("unsupported_energy")->value[planted] == 0);
    }

    void copiedNoiseIsFoundToo() {
        ToyEvent toy = toyEvent({}, 6);
        const LrBlocks blocks(*toy.event);
        for (int k = 0; k < toy.prediction.samples; ++k)
            for (std::size_t i = 0; i < toy.prediction.cells; ++i)
                toy.prediction.energy[static_cast<std::size_t>(k) * toy.prediction.cells + i] =
                    toy.event->lr().energy[blocks.lrOf(i)] / 4;
        QVERIFY(runOn("lr-consistency", toy).verdict() == Verdict::Fail);
        QVERIFY(runOn("ensemble-spread", toy).verdict() == Verdict::Fail); // all draws alike
    }

    void rangeAndNullSpace() {
        const ToyEvent toy = toyEvent({}, 7);
        const LrBlocks blocks(*toy.event);
        const auto& x = toy.event->hr().energy;
        const auto range = blocks.measuredPart(x), null = blocks.nullPart(x);
        double product = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            QVERIFY(std::abs(range[i] + null[i] - x[i]) < 1e-3F);
            product += static_cast<double>(range[i]) * null[i];
        }
        QVERIFY(std::abs(product) < 1);
        for (const double sum : blocks.sum(null))
            QVERIFY(std::abs(sum) < 1e-2);
        QVERIFY(inventedShare(blocks, range) < 1e-6);
        std::vector<float> spiky(x.size(), 0.0F);
        for (std::size_t i = 0; i < spiky.size(); i += 4)
            spiky[i] = 10;
        QVERIFY(std::abs(inventedShare(blocks, spiky) - 0.75) < 1e-6);
    }

    void spreadAndPresence() {
        ToyPosterior toy;
        toy.zeros = 0.3;
        toy.draws = 400;
        const CheckResult result = runOn("ensemble-spread", toyEvent(toy, 8));
        double share = 0;
        for (const float p : result.map("presence")->value)
            share += p / 32;
        QVERIFY(std::abs(share - 0.7) < 0.02);
        toy.zeros = 0;
        const ToyEvent dense = toyEvent(toy, 8);
        const EventEvidence evidence(*dense.event, &dense.prediction);
        for (const float s : evidence.spread())
            QVERIFY(std::abs(s - 10) < 1.5);
    }

    void agreementOfReplicas() {
        ToyPosterior toy;
        toy.zeros = 0.5;
        toy.draws = 60;
        double css = 0, cst = 0;
        for (int e = 0; e < 60; ++e) {
            const ToyEvent made = toyEvent(toy, e);
            const auto agreement = replicaAgreement(EventEvidence(*made.event, &made.prediction));
            css += agreement.meanDrawDraw() / 60;
            cst += agreement.meanDrawTruth() / 60;
        }
        // Four independent cells, each alike with probability one half.
        QVERIFY(std::abs(css - 1.0 / 16) < 0.003);
        QVERIFY(std::abs(cst - 1.0 / 16) < 0.01);
        toy.samePattern = true;
        const CheckResult wrong = runOn("two-replica", toyEvent(toy, 3));
        QCOMPARE(wrong.number("c_ss"), 1.0);
        QVERIFY(wrong.verdict() == Verdict::Fail);
        QCOMPARE(wrong.number("coin_flip_bits"), 0.0);
    }

    /// Fair: on average over small ensembles it is what the distribution itself would score.
    void crpsOfAGaussianIsItsClosedForm() {
        RandomStream random(5, RandomPurpose::Test);
        for (const double truth : {0.0, 0.7, -2.0}) {
            constexpr int ensembles = 40000;
            double sum = 0;
            for (int e = 0; e < ensembles; ++e) {
                const double draws[] = {random.normal(), random.normal(), random.normal()};
                sum += fairCrps(draws, truth) / ensembles;
            }
            QVERIFY2(std::abs(sum - crpsOfNormal(truth)) < 0.012, qPrintable(QString::number(sum)));
        }
    }

    void scoresOfAWrongModelAreWorse() {
        for (const char* id : {"crps", "energy-score", "hallucination-map"}) {
            int right = 0, wrong = 0;
            for (int e = 0; e < 50; ++e) {
                ToyPosterior toy;
                right += runOn(id, toyEvent(toy, e)).verdict() == Verdict::Fail ? 1 : 0;
                toy.width = 0.2;
                wrong += runOn(id, toyEvent(toy, e)).verdict() == Verdict::Fail ? 1 : 0;
            }
            QVERIFY2(right <= 2 && wrong >= 45, qPrintable(QString("%1 %2").arg(right).arg(wrong)));
        }
    }

    void falseEnergyShowsInItsMap() {
        ToyPosterior toy;
        toy.zeros = 0.3;
        ToyEvent made = toyEvent(toy, 12);
        std::size_t empty = 0;
        while (made.event->hr().energy[empty] > 0)
            ++empty;
        for (int k = 0; k < made.prediction.samples; ++k)
            made.prediction.energy[static_cast<std::size_t>(k) * made.prediction.cells + empty] =
                10000;
        const CheckResult result = runOn("false-energy", made);
        QVERIFY2(result.verdict() == Verdict::Fail, result.reason().c_str());
        const auto& map = result.map("false_energy")->value;
        QCOMPARE(static_cast<std::size_t>(std::max_element(map.begin(), map.end()) - map.begin()),
                 empty);
        QCOMPARE(map[empty], 10000.0F);
        for (std::size_t i = 0; i < map.size(); ++i)
            if (made.event->hr().energy[i] > 0)
                QCOMPARE(map[i], 0.0F);
    }

    void missedEnergyShowsInItsMap() {
        ToyEvent made = toyEvent({}, 13);
        for (int k = 0; k < made.prediction.samples; ++k)
            made.prediction.energy[static_cast<std::size_t>(k) * made.prediction.cells + 4] = 0;
        const CheckResult result = runOn("missed-energy", made);
        const float truth = made.event->hr().energy[4];
        QCOMPARE(result.map("missed_energy")->value[4], truth);
        QVERIFY(std::abs(result.number("missed_energy_mev") - truth) < 0.01);
        QVERIFY(result.verdict() == Verdict::Fail);
    }

    /// An error that the LR cells cannot see, in one cell and its sibling.
    void theHallucinationMapMarksWhatIsWrongAndSure() {
        ToyEvent made = toyEvent({}, 14);
        for (int k = 0; k < made.prediction.samples; ++k) {
            const std::size_t first = static_cast<std::size_t>(k) * made.prediction.cells;
            made.prediction.energy[first + 20] += 90;
            made.prediction.energy[first + 21] -= 90;
        }
        const CheckResult result = runOn("hallucination-map", made);
        QVERIFY(result.verdict() == Verdict::Fail);
        const auto& map = result.map("hallucination")->value;
        QVERIFY(map[20] > 4 && map[21] < -4);
        QVERIFY(runOn("lr-worst-cell", made).verdict() == Verdict::Pass); // invisible there
    }

    /// What the draws expect is what comes true, on average, if they are right.
    void expectedErrorComesTrue() {
        double expected = 0, error = 0;
        for (int e = 0; e < events; ++e) {
            const ToyEvent made = toyEvent({}, e);
            const EventEvidence evidence(*made.event, &made.prediction);
            expected += expectedCellError(evidence);
            error += trueCellError(evidence);
        }
        QVERIFY(std::abs(error / expected - 1) < 0.02);
    }

    void nearestEventIsItsOwn() {
        ToyPosterior toy;
        toy.spread = 1;
        std::vector<ToyEvent> made;
        EventCatalogue catalogue;
        for (int e = 0; e < 40; ++e) {
            made.push_back(toyEvent(toy, e));
            catalogue.add(EventEvidence(*made.back().event, nullptr));
        }
        catalogue.finish();
        QCOMPARE(catalogue.size(), std::size_t(40));
        EvidenceSources sources;
        sources.catalogue = &catalogue;
        const CheckResult result =
            runCheck(*findEventCheck("nearest-event"),
                     EventEvidence(*made[17].event, &made[17].prediction, sources));
        QCOMPARE(result.number("nearest_1"), 17.0);
        QCOMPARE(*result.value(), 0.0);
    }
};

QTEST_APPLESS_MAIN(EventChecksTest)
#include "EventChecksTest.moc"
