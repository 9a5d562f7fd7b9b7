// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/EvaluationParts.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double gev = 1e-3; // GeV per MeV

/// Residuals of one picture of each event.
struct Column {
    std::vector<double> gev, relative;
};

struct MeanAndSd {
    double mean = 0, sd = 0;
};

MeanAndSd weighted(std::span<const double> x, std::span<const double> weights) {
    double sum = 0, mean = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sum += weights[i];
        mean += weights[i] * x[i];
    }
    mean /= sum;
    double squares = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        squares += weights[i] * (x[i] - mean) * (x[i] - mean);
    return {mean, std::sqrt(squares / (sum - 1))};
}

template<typename EnergyOf>
Column residuals(std::span<const EventRecord* const> records, EnergyOf energyOf) {
    Column column;
    for (const EventRecord* record : records) {
        const double residual = energyOf(*record) - record->truth.energy;
        column.gev.push_back(residual * gev);
        column.relative.push_back(residual / record->truth.energy);
    }
    return column;
}

/// Sums of energies of the draws first to first + count - 1, divided by count: the energy of their
/// mean.
Column groupResiduals(std::span<const EventRecord* const> records, int first, int count) {
    return residuals(records, [=](const EventRecord& record) {
        double sum = 0;
        for (int k = first; k < first + count; ++k)
            sum += record.draws[static_cast<std::size_t>(k)].energy;
        return sum / count;
    });
}

/// All groups of `size` draws that have no draw in common.
std::vector<Column> groupsOf(std::span<const EventRecord* const> records, int draws, int size) {
    std::vector<Column> groups;
    for (int first = 0; first + size <= draws; first += size)
        groups.push_back(groupResiduals(records, first, size));
    return groups;
}

/// mean_gev, sd_gev, mean_rel, sd_rel: averages over the columns.
void addStatistics(std::vector<double>& out, std::span<const Column> columns,
                   std::span<const double> weights) {
    double sums[4] = {};
    for (const Column& column : columns) {
        const MeanAndSd absolute = weighted(column.gev, weights);
        const MeanAndSd relative = weighted(column.relative, weights);
        sums[0] += absolute.mean;
        sums[1] += absolute.sd;
        sums[2] += relative.mean;
        sums[3] += relative.sd;
    }
    for (const double sum : sums)
        out.push_back(sum / static_cast<double>(columns.size()));
}
} // namespace

std::vector<int> ensembleSizes(int draws) {
    std::vector<int> sizes;
    for (const int size : {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000})
        if (size < draws)
            sizes.push_back(size);
    sizes.push_back(draws);
    return sizes;
}

void evaluateResiduals(std::span<const EventRecord* const> records,
                       const EvaluationSettings& settings, EvaluationReport& report) {
    const int draws = static_cast<int>(records.front()->draws.size());
    const std::vector<Column> lr{
        residuals(records, [](const EventRecord& record) { return record.lr.energy; })};
    const std::vector<int> sizes = ensembleSizes(draws);
    std::vector<std::vector<Column>> groups;
    for (const int size : sizes)
        groups.push_back(groupsOf(records, draws, size));

    const auto measured = bootstrap(
        records.size(),
        [&](std::span<const double> weights) {
            std::vector<double> out;
            addStatistics(out, lr, weights);
            const double lrSd = out[1];
            for (const auto& columns : groups) {
                addStatistics(out, columns, weights);
                out.push_back(out[out.size() - 3] / lrSd);
            }
            return out;
        },
        settings.replicas, settings.seed);

    report.lr = {measured[0], measured[1], measured[2], measured[3]};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const Measured* m = &measured[4 + 5 * i];
        const ResidualReport residual{m[0], m[1], m[2], m[3]};
        if (i == 0) {
            report.sr = residual;
            report.ratioSr = m[4];
        }
        if (i + 1 == sizes.size()) {
            report.srMean = residual;
            report.ratioSrMean = m[4];
        }
        report.ensemble.push_back({sizes[i], m[1], m[4]});
    }
    report.residuals = {lr.front().gev, groupResiduals(records, 0, 1).gev,
                        groupResiduals(records, 0, draws).gev};
}

void evaluateZeros(std::span<const EventRecord* const> records, const EvaluationSettings& settings,
                   EvaluationReport& report) {
    const auto measured = bootstrap(
        records.size(),
        [&](std::span<const double> weights) {
            double cells = 0, truth = 0, sr = 0, mean = 0;
            for (std::size_t i = 0; i < records.size(); ++i) {
                const EventRecord& record = *records[i];
                cells += weights[i] * static_cast<double>(record.truth.cells);
                truth += weights[i] * static_cast<double>(record.truth.zeros);
                mean += weights[i] * static_cast<double>(record.mean.zeros);
                for (const PictureRecord& draw : record.draws)
                    sr += weights[i] * static_cast<double>(draw.zeros) /
                          static_cast<double>(record.draws.size());
            }
            return std::vector{truth / cells, sr / cells, mean / cells};
        },
        settings.replicas, settings.seed);
    report.zeroTruth = measured[0];
    report.zeroSr = measured[1];
    report.zeroSrMean = measured[2];
}

} // namespace calolens
