// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/Separation.h"
#include "analysis/evaluation/EvaluationParts.h"

#include <cmath>

namespace calolens {

namespace {
/// The pictures of all events in the bins of one observable.
struct Samples {
    BinnedSample truth, lr, mean;
    std::vector<BinnedSample> draws;
};

std::vector<double> averaged(std::vector<std::vector<double>> sums) {
    std::vector<double> result(sums.front().size(), 0.0);
    for (const auto& sum : sums)
        for (std::size_t i = 0; i < sum.size(); ++i)
            result[i] += sum[i] / static_cast<double>(sums.size());
    return result;
}

HistogramReport histogram(std::span<const BinnedSample* const> samples) {
    std::vector<std::vector<double>> contents, variances;
    for (const BinnedSample* sample : samples) {
        contents.push_back(sample->sum());
        variances.push_back(sample->sumOfSquares());
    }
    HistogramReport report{averaged(contents), averaged(variances)};
    const auto events = static_cast<double>(samples.front()->events());
    for (double& content : report.content)
        content /= events;
    for (double& error : report.error)
        error = std::sqrt(error) / events;
    return report;
}

void compare(const Samples& samples, const EvaluationSettings& settings, ObservableReport& report) {
    const auto measured = bootstrap(
        samples.truth.events(),
        [&](std::span<const double> weights) {
            const auto truth = samples.truth.sum(weights);
            double sr = 0;
            for (const BinnedSample& draw : samples.draws)
                sr += separation(draw.sum(weights), truth) /
                      static_cast<double>(samples.draws.size());
            return std::vector{sr, separation(samples.mean.sum(weights), truth),
                               separation(samples.lr.sum(weights), truth)};
        },
        settings.replicas, settings.seed);
    report.separationSr = measured[0];
    report.separationSrMean = measured[1];
    report.separationLr = measured[2];
    report.floor = separationFloor(samples.truth, settings.splits, settings.seed);
    if (samples.draws.size() > 1) {
        double sum = 0;
        for (std::size_t k = 0; k + 1 < samples.draws.size(); ++k)
            sum += separation(samples.draws[k].sum(), samples.draws[k + 1].sum());
        report.floorPaired = sum / static_cast<double>(samples.draws.size() - 1);
    }
    std::vector<const BinnedSample*> draws;
    for (const BinnedSample& draw : samples.draws)
        draws.push_back(&draw);
    const BinnedSample *truth = &samples.truth, *lr = &samples.lr, *mean = &samples.mean;
    report.truth = histogram({&truth, 1});
    report.lr = histogram({&lr, 1});
    report.srMean = histogram({&mean, 1});
    report.sr = histogram(draws);
}

/// One observable of one picture of each event.
template<typename Picture>
std::vector<float> column(std::span<const EventRecord* const> records, std::size_t observable,
                          Picture picture) {
    std::vector<float> values;
    for (const EventRecord* record : records)
        values.push_back(picture(*record).observables[observable]);
    return values;
}

double meanOf(std::span<const float> values, std::span<const double> weights) {
    double sum = 0, n = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i])) {
            sum += weights[i] * values[i];
            n += weights[i];
        }
    return sum / n;
}

std::optional<ObservableReport> scalar(std::span<const EventRecord* const> records,
                                       const ObservableInfo& info, std::size_t index,
                                       const EvaluationSettings& settings) {
    const auto truth = column(records, index,
                              [](const EventRecord& r) -> const PictureRecord& { return r.truth; });
    bool defined = false;
    for (const float value : truth)
        defined = defined || std::isfinite(value);
    if (!defined)
        return std::nullopt;
    const auto lr =
        column(records, index, [](const EventRecord& r) -> const PictureRecord& { return r.lr; });
    const auto mean =
        column(records, index, [](const EventRecord& r) -> const PictureRecord& { return r.mean; });
    std::vector<std::vector<float>> draws;
    for (std::size_t k = 0; k < records.front()->draws.size(); ++k)
        draws.push_back(column(records, index, [k](const EventRecord& r) -> const PictureRecord& {
            return r.draws[k];
        }));

    ObservableReport report;
    report.info = info;
    const Binning binning = separationBinning(truth, info.integer);
    report.edges = binning.edges();
    Samples samples{{binning, truth}, {binning, lr}, {binning, mean}, {}};
    for (const auto& draw : draws)
        samples.draws.emplace_back(binning, draw);
    compare(samples, settings, report);
    const auto means = bootstrap(
        records.size(),
        [&](std::span<const double> weights) {
            double sr = 0;
            for (const auto& draw : draws)
                sr += meanOf(draw, weights) / static_cast<double>(draws.size());
            return std::vector{meanOf(truth, weights), sr, meanOf(lr, weights)};
        },
        settings.replicas, settings.seed);
    report.meanTruth = means[0];
    report.meanSr = means[1];
    report.meanLr = means[2];
    return report;
}

ObservableReport spectrum(std::span<const EventRecord* const> records,
                          const EvaluationSettings& settings) {
    ObservableReport report;
    report.info = {"cell_energy_spectrum", "Cell energies", "GeV", false};
    report.logAxis = true;
    const Binning binning = cellEnergyBins();
    for (const double edge : binning.edges())
        report.edges.push_back(edge * 1e-3);
    const std::size_t bins = records.front()->truth.spectrum.size();
    Samples samples{BinnedSample(bins), BinnedSample(bins), BinnedSample(bins),
                    std::vector<BinnedSample>(records.front()->draws.size(), BinnedSample(bins))};
    for (const EventRecord* record : records) {
        samples.truth.addEvent(record->truth.spectrum);
        samples.lr.addEvent(record->lr.spectrum);
        samples.mean.addEvent(record->mean.spectrum);
        for (std::size_t k = 0; k < record->draws.size(); ++k)
            samples.draws[k].addEvent(record->draws[k].spectrum);
    }
    compare(samples, settings, report);
    const auto cells = [](const std::vector<double>& sums) {
        double total = 0;
        for (const double sum : sums)
            total += sum;
        return total;
    };
    const auto means = bootstrap(
        records.size(),
        [&](std::span<const double> weights) {
            const auto n = static_cast<double>(records.size());
            double sr = 0;
            for (const BinnedSample& draw : samples.draws)
                sr += cells(draw.sum(weights)) / static_cast<double>(samples.draws.size());
            return std::vector{cells(samples.truth.sum(weights)) / n, sr / n,
                               cells(samples.lr.sum(weights)) / n};
        },
        settings.replicas, settings.seed);
    report.meanTruth = means[0];
    report.meanSr = means[1];
    report.meanLr = means[2];
    return report;
}
} // namespace

void evaluateObservables(std::span<const EventRecord* const> records,
                         std::span<const ObservableInfo> observables,
                         const EvaluationSettings& settings, EvaluationReport& report) {
    for (std::size_t i = 0; i < observables.size(); ++i)
        if (auto one = scalar(records, observables[i], i, settings))
            report.observables.push_back(std::move(*one));
    report.observables.push_back(spectrum(records, settings));
}

} // namespace calolens
