// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/RunningResiduals.h"

#include "analysis/evaluation/EvaluationParts.h"
#include "random/RandomStream.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double gev = 1e-3; // GeV per MeV
constexpr std::uint32_t bootstrapStream = 2;
/// Sums that do not belong to a column: weights, cells, zeros of truth, of the draws, of the mean.
enum Common : std::size_t { Weight, Cells, ZeroTruth, ZeroDraws, ZeroMean, CommonSums };
/// Sums of a column of residuals: x and its square, absolute and relative.
constexpr std::size_t columnSums = 4;

/// A Poisson number of mean one for a uniform one in (0, 1).
int poisson(double uniform) {
    double probability = std::exp(-1.0);
    int n = 0;
    while (uniform > probability && n < 20) {
        uniform -= probability;
        probability /= ++n;
    }
    return n;
}

struct MeanAndSd {
    double mean, sd;
};

MeanAndSd moments(double weight, double sum, double squares) {
    const double mean = sum / weight;
    return {mean, std::sqrt(std::max(0.0, (squares - weight * mean * mean) / (weight - 1)))};
}
} // namespace

RunningResiduals::RunningResiduals(int draws, int replicas, std::uint64_t seed)
    : m_replicas(replicas)
    , m_seed(seed) {
    for (const int size : ensembleSizes(draws)) {
        m_sizes.push_back({size, m_groups.size(), 0});
        for (int first = 0; first + size <= draws; first += size)
            m_groups.push_back({first, size});
        m_sizes.back().groups = m_groups.size() - m_sizes.back().firstGroup;
    }
    m_width = CommonSums + columnSums * (1 + m_groups.size()); // LR is the first column
    m_sums.resize(m_width * (1 + static_cast<std::size_t>(replicas)));
    m_event.resize(m_width);
}

void RunningResiduals::add(const EventRecord& record) {
    ++m_events;
    const auto zeros = [](const PictureRecord& p) { return static_cast<double>(p.zeros); };
    double drawn = 0;
    for (const PictureRecord& draw : record.draws)
        drawn += zeros(draw);
    m_event[Weight] = 1;
    m_event[Cells] = static_cast<double>(record.truth.cells);
    m_event[ZeroTruth] = zeros(record.truth);
    m_event[ZeroDraws] = drawn / static_cast<double>(record.draws.size());
    m_event[ZeroMean] = zeros(record.mean);
    std::size_t place = CommonSums;
    const auto addColumn = [&](double energy) {
        const double residual = energy - record.truth.energy;
        for (const double x : {residual * gev, residual / record.truth.energy}) {
            m_event[place++] = x;
            m_event[place++] = x * x;
        }
    };
    addColumn(record.lr.energy);
    for (const Group& group : m_groups) {
        double sum = 0;
        for (int k = group.first; k < group.first + group.count; ++k)
            sum += record.draws[static_cast<std::size_t>(k)].energy;
        addColumn(sum / group.count);
    }
    RandomStream random(m_seed, RandomPurpose::Initialisation,
                        static_cast<std::uint64_t>(record.number), bootstrapStream);
    for (int row = 0; row <= m_replicas; ++row) {
        const int weight = row == 0 ? 1 : poisson(random.uniform());
        if (weight == 0)
            continue;
        double* sums = m_sums.data() + static_cast<std::size_t>(row) * m_width;
        for (std::size_t i = 0; i < m_width; ++i)
            sums[i] += weight * m_event[i];
    }
}

/// LR's four numbers, per size of ensemble four and the ratio to LR, then three fractions of zeros.
std::vector<double> RunningResiduals::statistic(const double* sums) const {
    std::vector<double> out;
    const auto addColumns = [&](std::size_t first, std::size_t count) {
        double total[4] = {};
        for (std::size_t c = first; c < first + count; ++c) {
            const double* s = sums + CommonSums + columnSums * c;
            const MeanAndSd absolute = moments(sums[Weight], s[0], s[1]);
            const MeanAndSd relative = moments(sums[Weight], s[2], s[3]);
            total[0] += absolute.mean;
            total[1] += absolute.sd;
            total[2] += relative.mean;
            total[3] += relative.sd;
        }
        for (const double sum : total)
            out.push_back(sum / static_cast<double>(count));
    };
    addColumns(0, 1);
    const double lrSd = out[1];
    for (const Size& size : m_sizes) {
        addColumns(1 + size.firstGroup, size.groups);
        out.push_back(out[out.size() - 3] / lrSd);
    }
    for (const Common zeros : {ZeroTruth, ZeroDraws, ZeroMean})
        out.push_back(sums[zeros] / sums[Cells]);
    return out;
}

void RunningResiduals::fill(EvaluationReport& report) const {
    std::vector<Measured> measured;
    for (const double value : statistic(m_sums.data()))
        measured.push_back({value, 0});
    std::vector<double> sum(measured.size()), squares(measured.size());
    int counted = 0;
    for (int row = 1; row <= m_replicas; ++row) {
        const double* sums = m_sums.data() + static_cast<std::size_t>(row) * m_width;
        if (sums[Weight] < 2)
            continue;
        const auto values = statistic(sums);
        ++counted;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double step = values[i] - measured[i].value; // of like size: nothing cancels
            sum[i] += step;
            squares[i] += step * step;
        }
    }
    for (std::size_t i = 0; i < measured.size() && counted > 1; ++i)
        measured[i].error =
            std::sqrt(std::max(0.0, (squares[i] - sum[i] * sum[i] / counted) / (counted - 1)));

    report.residualEvents = m_events;
    report.lr = {measured[0], measured[1], measured[2], measured[3]};
    report.ensemble.clear();
    for (std::size_t i = 0; i < m_sizes.size(); ++i) {
        const Measured* m = &measured[4 + 5 * i];
        report.srMean = {m[0], m[1], m[2], m[3]}; // the last is that of all draws
        report.ratioSrMean = m[4];
        if (i == 0) {
            report.sr = report.srMean;
            report.ratioSr = m[4];
        }
        report.ensemble.push_back({m_sizes[i].draws, m[1], m[4]});
    }
    const Measured* zeros = &measured[measured.size() - 3];
    report.zeroTruth = zeros[0];
    report.zeroSr = zeros[1];
    report.zeroSrMean = zeros[2];
}

} // namespace calolens
