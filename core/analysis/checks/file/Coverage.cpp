// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/TruthRanks.h"
#include "analysis/distances/Bootstrap.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

namespace {
constexpr double narrow = 0.68, wide = 0.95;
constexpr double narrowTolerance = 0.02, wideTolerance = 0.01;
constexpr int replicas = 200;

class Coverage final : public FileCheck {
public:
    Coverage(RankedQuantity quantity, std::uint64_t seed)
        : m_quantity(quantity)
        , m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        Counts counts;
        for (const TruthRank& rank : truthRanks(evidence, m_quantity)) {
            const double out = std::abs(rank.pit - 0.5);
            ++counts.all;
            counts.narrow += out < 0.5 * narrow ? 1 : 0;
            counts.wide += out < 0.5 * wide ? 1 : 0;
        }
        m_events.push_back(counts);
    }

    [[nodiscard]] CheckResult finish() const override {
        const auto shares = bootstrap(
            m_events.size(),
            [this](std::span<const double> w) {
                Counts sum;
                for (std::size_t i = 0; i < w.size(); ++i) {
                    sum.all += w[i] * m_events[i].all;
                    sum.narrow += w[i] * m_events[i].narrow;
                    sum.wide += w[i] * m_events[i].wide;
                }
                return std::vector{sum.narrow / sum.all, sum.wide / sum.all};
            },
            replicas, m_seed);
        CheckResult result = CheckResult::judgedAgainst(
            shares[0].value, shares[0].error, narrow, narrowTolerance,
            "68 % with a tolerance of 2 %, and 95 % with one of 1 %, chosen; fails need three "
            "standard errors more");
        const double off = std::abs(shares[1].value - wide);
        const std::string text =
            fmt::format("the 95 % interval covers {:.1f} %", 100 * shares[1].value);
        if (off > wideTolerance + 3 * shares[1].error)
            result.fail(text);
        else if (off > wideTolerance)
            result.atLeastLook(text);
        result.addNumber({"coverage_68", "Truth within the central 68 %", {}, shares[0].value});
        result.addNumber({"coverage_95", "Truth within the central 95 %", {}, shares[1].value});
        result.addNumber({"coverage_95_error", "Its standard error", {}, shares[1].error});
        return result;
    }

private:
    struct Counts {
        double all = 0, narrow = 0, wide = 0;
    };
    RankedQuantity m_quantity;
    std::uint64_t m_seed;
    std::vector<Counts> m_events;
};

CheckInfo infoOf(const char* id, const char* what, int fewestEvents) {
    CheckInfo info;
    info.id = id;
    info.name = fmt::format("Coverage, {}", what);
    info.question = "Is the stated uncertainty honest?";
    info.formula = "share of u = (r + random) / (K + 1) within 0.5 +- 0.34 (and +- 0.475); r = "
                   "draws below truth, ties broken at random";
    info.explanation =
        "An interval that is said to hold 68 % of the cases should hold truth in 68 of 100 events. "
        "If it holds more, the draws differ too much; if fewer, the model claims to know more than "
        "it does. Truth's rank among the draws, spread evenly over its step, makes this exact for "
        "any number of draws. Quantities in which truth and all draws are zero are left out.";
    info.reference = "Talts et al., arXiv:1804.06788 (ranks); docs/checks.md";
    info.valueName = "coverage of the central 68 %";
    info.fewestDraws = 2;
    info.needsTruth = true;
    info.fewestEvents = fewestEvents;
    return info;
}
} // namespace

FileCheckEntry coverageCellsCheck() {
    return {infoOf("coverage-cells", "cell energies", 20),
            newFileCheck<Coverage, RankedQuantity::Cells>};
}

FileCheckEntry coverageLayersCheck() {
    return {infoOf("coverage-layers", "layer energies", 20),
            newFileCheck<Coverage, RankedQuantity::Layers>};
}

FileCheckEntry coverageEventsCheck() {
    return {infoOf("coverage-events", "event energies", 20),
            newFileCheck<Coverage, RankedQuantity::Events>};
}

} // namespace calolens
