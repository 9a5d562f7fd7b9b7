// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/Evaluation.h"
#include "analysis/evaluation/EvaluationJson.h"
#include "analysis/evaluation/RecordSample.h"
#include "analysis/evaluation/RunningResiduals.h"
#include "error/Error.h"
#include "random/RandomStream.h"
#include "synthetic/SyntheticEvent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace calolens;

namespace {
constexpr int draws = 10;
constexpr double perEvent = 120, perDraw = 300; // MeV: what all draws of an event share, and not
constexpr double bias = 50;                     // MeV

/// Records without cells: residuals of known spread.
std::vector<EventRecord> records(std::size_t n) {
    RandomStream random(1, RandomPurpose::Test);
    std::vector<EventRecord> result(n);
    for (std::size_t i = 0; i < n; ++i) {
        EventRecord& r = result[i];
        r.number = static_cast<std::int64_t>(i);
        r.incidentEnergy = 50000;
        const auto fill = [&](PictureRecord& picture, double energy, std::int64_t zeros) {
            picture.energy = energy;
            picture.cells = 100;
            picture.zeros = zeros;
            picture.observables = {static_cast<float>(random.normal())};
            picture.spectrum.assign(cellEnergyBins().size() + 2, 0.0F);
            picture.spectrum[5] = 10;
            picture.pairs = {static_cast<std::uint8_t>(i % 2)};
        };
        const double truth = 40000 + 500 * random.normal();
        fill(r.truth, truth, 40);
        fill(r.lr, truth + 600 + 290 * random.normal(), 0);
        const double common = bias + perEvent * random.normal();
        for (int k = 0; k < draws; ++k)
            fill(r.draws.emplace_back(), truth + common + perDraw * random.normal(), 45);
        fill(r.mean, truth, 10);
        r.lr.pairs = {0};
    }
    return result;
}

std::vector<const EventRecord*> pointers(const std::vector<EventRecord>& records) {
    std::vector<const EventRecord*> result;
    for (const EventRecord& record : records)
        result.push_back(&record);
    return result;
}

bool within(const Measured& m, double expected, double sigmas = 4) {
    return m.error > 0 && std::abs(m.value - expected) < sigmas * m.error;
}
} // namespace

class EvaluationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// sd of the mean of m draws is sqrt(perEvent^2 + perDraw^2 / m).
    void residualsHaveTheirKnownSpread() {
        const auto all = records(1000);
        const EvaluationReport report = reportOf(all);
        QVERIFY(within(report.lr.meanGev, 0.6));
        QVERIFY(within(report.lr.sdGev, 0.29));
        QVERIFY(within(report.sr.meanGev, 1e-3 * bias));
        QVERIFY(within(report.sr.sdGev, 1e-3 * std::hypot(perEvent, perDraw)));
        QVERIFY(within(report.srMean.sdGev, 1e-3 * std::hypot(perEvent, perDraw / std::sqrt(10))));
        QVERIFY(within(report.srMean.meanRel, bias / 40000));
        QVERIFY(within(report.ratioSrMean, std::hypot(perEvent, perDraw / std::sqrt(10)) / 290));
        QVERIFY(std::abs(report.lr.sdGev.error / (0.29 / std::sqrt(2000.0)) - 1) < 0.35);
        QCOMPARE(report.ensemble.size(), std::size_t(4)); // 1, 2, 5, 10
        for (const EnsemblePoint& point : report.ensemble)
            QVERIFY(
                within(point.sdGev, 1e-3 * std::hypot(perEvent, perDraw / std::sqrt(point.draws))));
    }

    void zerosAndMaxima() {
        const EvaluationReport report = reportOf(records(100));
        QCOMPARE(report.zeroTruth.value, 0.40);
        QCOMPARE(report.zeroSr.value, 0.45);
        QVERIFY(report.twoMaxima);
        QCOMPARE(report.twoMaxima->pairs, std::int64_t(100));
        QCOMPARE(report.twoMaxima->truth.value, 0.5);
        QCOMPARE(report.twoMaxima->lr.value, 0.0);
        QCOMPARE(report.twoMaxima->srGivenTwo.value, 1.0);
        QCOMPARE(report.twoMaxima->srGivenOne.value, 0.0);
        QVERIFY(std::abs(report.twoMaxima->truth.error - 0.05) < 0.015); // sqrt(p q / n)
    }

    /// Draws from truth's own distribution stay at the floor; those of another one do not.
    void separationOfEqualAndOfShiftedObservables() {
        auto all = records(1000);
        const ObservableReport same = reportOf(all).observables.front();
        QVERIFY(std::abs(same.separationSr.value - same.floor.value) < 4 * same.floor.error);
        QVERIFY(same.floorPaired);
        for (EventRecord& record : all)
            for (PictureRecord& draw : record.draws)
                draw.observables[0] += 0.5F;
        const ObservableReport shifted = reportOf(all).observables.front();
        QVERIFY(shifted.separationSr.value > shifted.floor.value + 5 * shifted.floor.error);
        QVERIFY(within(shifted.meanSr, 0.5));
    }

    /// Events that are not kept give what kept ones give; the errors are two estimates of one
    /// thing.
    void residualsOfEventsThatAreNotKept() {
        const auto all = records(2000);
        const EvaluationReport kept = reportOf(all);
        RunningResiduals running(draws, 200, 3);
        for (auto record = all.rbegin(); record != all.rend(); ++record)
            running.add(*record);
        EvaluationReport report;
        running.fill(report);
        QCOMPARE(report.residualEvents, std::int64_t{2000});
        const auto same = [](const Measured& a, const Measured& b) {
            return std::abs(a.value - b.value) < 1e-9 * (1 + std::abs(a.value)) &&
                   std::abs(a.error - b.error) < 0.4 * a.error + 1e-12;
        };
        for (const auto picture :
             {&EvaluationReport::lr, &EvaluationReport::sr, &EvaluationReport::srMean})
            for (const auto number : {&ResidualReport::meanGev, &ResidualReport::sdGev,
                                      &ResidualReport::meanRel, &ResidualReport::sdRel})
                QVERIFY(same(kept.*picture.*number, report.*picture.*number));
        QVERIFY(same(kept.ratioSr, report.ratioSr));
        QVERIFY(same(kept.ratioSrMean, report.ratioSrMean));
        QVERIFY(same(kept.zeroTruth, report.zeroTruth));
        QVERIFY(same(kept.zeroSr, report.zeroSr));
        QVERIFY(same(kept.zeroSrMean, report.zeroSrMean));
        QCOMPARE(report.ensemble.size(), kept.ensemble.size());
        for (std::size_t i = 0; i < kept.ensemble.size(); ++i)
            QVERIFY(same(kept.ensemble[i].sdGev, report.ensemble[i].sdGev));
    }

    /// Truth has one maximum in even events and two in odd ones; LR always one, draws always two.
    void countsOfMaxima() {
        auto all = records(100);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].truth.observables = {i % 2 == 0 ? 1.0F : 2.0F};
            all[i].lr.observables = {1};
            all[i].mean.observables = {i == 1 ? 3.0F : all[i].truth.observables[0]};
            for (PictureRecord& draw : all[i].draws)
                draw.observables = {2};
        }
        const ObservableInfo observable{"maxima_ecal2", "Maxima", "", true};
        const auto counts = evaluate(pointers(all), {&observable, 1}, {20, 20, 3}).maximaCounts;
        QCOMPARE(counts.size(), std::size_t{2});
        for (const MaximaCount& count : counts) {
            QCOMPARE(count.events, std::int64_t{50});
            QCOMPARE(count.lr.value, count.maxima == 1 ? 1.0 : 0.0);
            QCOMPARE(count.sr.value, count.maxima == 2 ? 1.0 : 0.0);
            QCOMPARE(count.srMean.value, count.maxima == 1 ? 1.0 : 0.98);
            QVERIFY(count.lr.error > 0 && count.lr.error < 0.05);
        }
    }

    void aSampleOfLimitedSize() {
        const auto all = records(1000);
        const auto numbers = [&](std::size_t most, std::uint64_t seed, bool backwards) {
            RecordSample sample(most, seed);
            for (std::size_t i = 0; i < all.size(); ++i) {
                EventRecord record = all[i];
                record.number = static_cast<std::int64_t>(backwards ? all.size() - 1 - i : i);
                sample.add(std::move(record));
            }
            std::vector<std::int64_t> kept;
            for (const EventRecord& record : sample.take())
                kept.push_back(record.number);
            return kept;
        };
        const auto forwards = numbers(200, 1, false);
        QCOMPARE(forwards.size(), std::size_t{200});
        QVERIFY(std::is_sorted(forwards.begin(), forwards.end()));
        QVERIFY(std::adjacent_find(forwards.begin(), forwards.end()) == forwards.end());
        QVERIFY(numbers(200, 1, true) == forwards);
        QVERIFY(numbers(200, 2, false) != forwards);
        QCOMPARE(numbers(5000, 1, false).size(), all.size());
        // From everywhere alike: the mean of 200 of 0 to 999, whose spread is 289 / sqrt(250).
        const double mean = std::accumulate(forwards.begin(), forwards.end(), 0.0) / 200;
        QVERIFY(std::abs(mean - 499.5) < 4 * 18.3);
    }

    void recordsOfARealEvent() {
        const auto event = test::syntheticEvent();
        Prediction prediction{2, event->hr().size(), {}};
        for (const float factor : {0.5F, 1.5F})
            for (const float energy : event->hr().energy)
                prediction.energy.push_back(factor * energy);
        const EventRecorder recorder(*event->readout);
        const EventRecord record = recorder.record(*event, prediction);
        QCOMPARE(record.draws.size(), std::size_t(2));
        QCOMPARE(record.truth.observables.size(), recorder.observables().size());
        QVERIFY(std::abs(record.draws[0].energy / record.truth.energy - 0.5) < 1e-6);
        QVERIFY(std::abs(record.mean.energy / record.truth.energy - 1) < 1e-6);
        QCOMPARE(record.truth.zeros, record.mean.zeros);
        float counted = 0;
        for (const float count : record.truth.spectrum)
            counted += count;
        QCOMPARE(static_cast<std::int64_t>(counted), record.truth.cells - record.truth.zeros);
        // Shapes do not depend on the scale of energy; the response does.
        for (std::size_t i = 0; i < recorder.observables().size(); ++i) {
            const auto& name = recorder.observables().infos()[i].name;
            const float truth = record.truth.observables[i], half = record.draws[0].observables[i];
            if (name == "c2" || name == "d2" || name.starts_with("eta_width"))
                QVERIFY2(std::abs(truth - half) < 1e-5F * std::abs(truth), name.c_str());
            if (name == "energy_over_incident" || name == "energy_over_lr")
                QVERIFY(std::abs(half / truth - 0.5F) < 1e-5F);
        }
        auto real = *event;
        real.levels.back().energy.clear();
        QVERIFY_EXCEPTION_THROWN(recorder.record(real, prediction), UsageError);
    }

    void jsonHasItsNames() {
        EvaluationReport report = reportOf(records(100));
        report.highLevel = AucReport{{0.55, 0.01}, {0.54, 0.56}, Measured{0.5, 0.02}, 100};
        const auto document =
            QJsonDocument::fromJson(QByteArray::fromStdString(evaluationJson(report)));
        const QJsonObject json = document.object();
        for (const char* picture : {"lr", "sr", "sr_mean"})
            for (const char* number : {"mean_gev", "sd_gev", "mean_rel", "sd_rel"})
                QVERIFY(json["event_energy_residual"][QLatin1String(picture)][QLatin1String(number)]
                            .isDouble());
        QCOMPARE(json["events"].toInt(), 100);
        QCOMPARE(json["samples"].toInt(), draws);
        for (const QJsonValue observable : json["observables"].toObject())
            for (const char* number : {"separation_sr", "separation_lr", "floor"})
                QVERIFY(observable[QLatin1String(number)].isDouble());
        QCOMPARE(json["classifier_auc"]["high_level"]["value"].toDouble(), 0.55);
        QVERIFY(json["classifier_auc"]["low_level"].isNull());
        QVERIFY(json["fpd"].isDouble() && json["kpd"].isDouble());
        QVERIFY(json["zero_fraction"]["truth"].isDouble() &&
                json["zero_fraction"]["sr"].isDouble());
        QCOMPARE(json["two_maxima"]["truth"]["pairs"].toInt(), 100);
    }

    void fewEventsAreRefused() { QVERIFY_EXCEPTION_THROWN(reportOf(records(3)), UsageError); }

private:
    /// The records hold a single observable.
    static EvaluationReport reportOf(const std::vector<EventRecord>& all) {
        const ObservableInfo observable{"response", "Response", "", false};
        return evaluate(pointers(all), {&observable, 1}, {60, 100, 3});
    }
};

QTEST_APPLESS_MAIN(EvaluationTest)
#include "EvaluationTest.moc"
