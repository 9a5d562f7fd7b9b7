// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/file/Tarp.h"

#include "analysis/checks/TestQuantiles.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/TruthRanks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr std::uint32_t stream = 16;
constexpr int levels = 10;

std::vector<double> referenceOf(const EventEvidence& evidence, RandomStream& random) {
    const LrBlocks& blocks = evidence.blocks();
    std::vector<double> reference;
    for (std::size_t i = 0; i < blocks.hrCells(); ++i) {
        const std::size_t j = blocks.lrOf(i);
        const auto children = static_cast<double>(blocks.cellsOf(j).size());
        const double even = evidence.event().lr().energy[j] / children;
        const double smear = evidence.noise()[j] / children * random.normal();
        reference.push_back(std::max(0.0, even) + smear);
    }
    return reference;
}

double squaredDistance(std::span<const float> x, const std::vector<double>& reference) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        sum += (x[i] - reference[i]) * (x[i] - reference[i]);
    return sum;
}

class Tarp final : public FileCheck {
public:
    void add(const EventEvidence& evidence) override {
        m_credibilities.push_back(tarpCredibility(evidence));
    }

    [[nodiscard]] CheckResult finish() const override {
        const double root = std::sqrt(static_cast<double>(m_credibilities.size()));
        Limits limits;
        limits.lookAbove = kolmogorovQuantile(0.95) / root;
        limits.failAbove = kolmogorovQuantile(0.999) / root;
        limits.origin = "Kolmogorov's distribution for as many independent events, 95 % and 99.9 %";
        CheckResult result =
            CheckResult::judged(largestMiscoverage(m_credibilities), std::move(limits));
        for (int level = 1; level < levels; ++level) {
            const double credibility = static_cast<double>(level) / levels;
            const auto below = std::count_if(m_credibilities.begin(), m_credibilities.end(),
                                             [credibility](double c) { return c < credibility; });
            result.addNumber(
                {fmt::format("coverage_at_{}", 10 * level),
                 fmt::format("Expected coverage at credibility {} %", 10 * level),
                 {},
                 static_cast<double>(below) / static_cast<double>(m_credibilities.size())});
        }
        return result;
    }

private:
    std::vector<double> m_credibilities;
};
} // namespace

double tarpCredibility(const EventEvidence& evidence) {
    RandomStream random(evidence.sources().seed, RandomPurpose::Checks,
                        static_cast<std::uint64_t>(evidence.event().number), stream);
    const std::vector<double> reference = referenceOf(evidence, random);
    std::vector<double> draws;
    for (int k = 0; k < evidence.draws(); ++k)
        draws.push_back(squaredDistance(evidence.draw(k), reference));
    return truthRank(draws, squaredDistance(evidence.truth(), reference), random).pit;
}

double largestMiscoverage(std::vector<double> credibilities) {
    std::sort(credibilities.begin(), credibilities.end());
    const auto n = static_cast<double>(credibilities.size());
    double largest = 0;
    for (std::size_t i = 0; i < credibilities.size(); ++i) {
        const auto rank = static_cast<double>(i);
        largest =
            std::max({largest, credibilities[i] - rank / n, (rank + 1) / n - credibilities[i]});
    }
    return largest;
}

FileCheckEntry tarpCheck() {
    CheckInfo info;
    info.id = "tarp";
    info.name = "Coverage of whole pictures (TARP)";
    info.question = "Is the uncertainty of the whole picture honest?";
    info.formula = "c = share of draws nearer to a reference than truth, reference = max(A+ y, 0) "
                   "plus noise; value = largest |share of events with c < a - a| over all a";
    info.explanation =
        "Ranks look at one number at a time. This test looks at the whole picture: take a "
        "reference picture near the measurement and ask which share of the draws is closer to it "
        "than truth is. If truth could be one of the draws, every share is equally likely. With "
        "references that depend on the measurement the test is sufficient: only the right "
        "posterior passes for all of them.";
    info.reference = "Lemos et al., arXiv:2302.03026";
    info.valueName = "largest distance from the diagonal";
    info.fewestDraws = 2;
    info.needsTruth = true;
    info.fewestEvents = 20;
    return {std::move(info), newFileCheck<Tarp>};
}

} // namespace calolens
