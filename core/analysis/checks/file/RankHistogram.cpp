// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/TestQuantiles.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/TruthRanks.h"
#include "analysis/distances/Bootstrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
constexpr int replicas = 200;

class RankHistogram final : public FileCheck {
public:
    RankHistogram(RankedQuantity quantity, std::uint64_t seed)
        : m_quantity(quantity)
        , m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        m_bins = static_cast<std::size_t>(evidence.draws()) + 1;
        std::vector<double> counts(m_bins, 0.0);
        for (const TruthRank& rank : truthRanks(evidence, m_quantity))
            ++counts[static_cast<std::size_t>(rank.rank)];
        m_events.push_back(std::move(counts));
    }

    [[nodiscard]] CheckResult finish() const override {
        const auto shares = bootstrap(
            m_events.size(), [this](std::span<const double> w) { return sharesOf(w); }, replicas,
            m_seed);
        const double flat = 1 / static_cast<double>(m_bins);
        double worst = 0, off = 0, entries = 0;
        for (const auto& counts : m_events)
            entries += std::accumulate(counts.begin(), counts.end(), 0.0);
        for (const Measured& share : shares) {
            // An empty rank has no bootstrap error; the multinomial one is the least there is.
            const double least = std::sqrt(flat * (1 - flat) / entries);
            worst = std::max(worst, std::abs(share.value - flat) / std::max(share.error, least));
            off += std::abs(share.value - flat);
        }
        // Two-sided, and the largest of so many bins.
        const double n = static_cast<double>(m_bins);
        const auto limit = [n](double p) { return normalQuantile(1 - 0.5 * (1 - p) / n); };
        Limits limits;
        limits.lookAbove = limit(0.95);
        limits.failAbove = limit(0.999);
        limits.origin = "95 % and 99.9 % bands for the largest of all bins (Bonferroni); errors by "
                        "bootstrap over events";
        CheckResult result = CheckResult::judged(worst, std::move(limits));
        result.addNumber({"unevenness", "Sum of |share - even share|", {}, off});
        for (std::size_t r = 0; r < shares.size(); ++r) {
            result.addNumber({fmt::format("rank_{}", r),
                              fmt::format("Share of rank {}", r),
                              {},
                              shares[r].value});
            result.addNumber(
                {fmt::format("rank_{}_error", r), "Its standard error", {}, shares[r].error});
        }
        return result;
    }

private:
    [[nodiscard]] std::vector<double> sharesOf(std::span<const double> weights) const {
        std::vector<double> shares(m_bins, 0.0);
        double all = 0;
        for (std::size_t i = 0; i < weights.size(); ++i)
            for (std::size_t r = 0; r < m_bins; ++r) {
                shares[r] += weights[i] * m_events[i][r];
                all += weights[i] * m_events[i][r];
            }
        for (double& s : shares)
            s /= all;
        return shares;
    }

    RankedQuantity m_quantity;
    std::uint64_t m_seed;
    std::size_t m_bins = 0;
    std::vector<std::vector<double>> m_events;
};

CheckInfo infoOf(const char* id, const char* what) {
    CheckInfo info;
    info.id = id;
    info.name = fmt::format("Rank histogram, {}", what);
    info.question = "Could truth be one of the draws?";
    info.formula = "shares of r = 0 ... K, number of draws below truth, ties broken at random; "
                   "value = largest |share - 1 / (K + 1)| in units of its error";
    info.explanation =
        "Sort truth in among the K draws. If it could be one of them, each of the K + 1 places is "
        "equally likely. A heap at both ends (a bowl) says that the draws differ too little, a "
        "heap in the middle (a dome) that they differ too much, a slope that they are biased. "
        "Exact zeros make ties, which are broken at random.";
    info.reference = "Hamill, Mon. Weather Rev. 129 (2001) 550; Talts et al., arXiv:1804.06788";
    info.valueName = "largest deviation from flat";
    info.unit = "sigma";
    info.fewestDraws = 2;
    info.needsTruth = true;
    info.fewestEvents = 20;
    return info;
}
} // namespace

FileCheckEntry ranksCellsCheck() {
    return {infoOf("ranks-cells", "cell energies"),
            newFileCheck<RankHistogram, RankedQuantity::Cells>};
}

FileCheckEntry ranksLayersCheck() {
    return {infoOf("ranks-layers", "layer energies"),
            newFileCheck<RankHistogram, RankedQuantity::Layers>};
}

FileCheckEntry ranksEventsCheck() {
    return {infoOf("ranks-events", "event energies"),
            newFileCheck<RankHistogram, RankedQuantity::Events>};
}

} // namespace calolens
