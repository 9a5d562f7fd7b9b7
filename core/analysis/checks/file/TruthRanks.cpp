// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/file/TruthRanks.h"

#include <algorithm>
#include <numeric>

namespace calolens {

namespace {
/// Numbers to be ranked of one picture.
std::vector<double> numbersOf(const EventEvidence& evidence, std::span<const float> x,
                              RankedQuantity quantity) {
    const CellSet& cells = evidence.event().hr();
    switch (quantity) {
    case RankedQuantity::Cells:
        return {x.begin(), x.end()};
    case RankedQuantity::Layers: {
        std::vector<double> sums(
            static_cast<std::size_t>(evidence.event().readout->levels.back().layerCount()), 0.0);
        for (std::size_t i = 0; i < x.size(); ++i)
            sums.at(cells.layer[i]) += x[i];
        return sums;
    }
    case RankedQuantity::Events:
        break;
    }
    return {std::accumulate(x.begin(), x.end(), 0.0)};
}
} // namespace

TruthRank truthRank(std::span<const double> draws, double truth, RandomStream& random) {
    int below = 0, equal = 0;
    for (const double d : draws) {
        below += d < truth ? 1 : 0;
        equal += d == truth ? 1 : 0;
    }
    TruthRank rank;
    rank.rank = below;
    if (equal > 0)
        rank.rank += static_cast<int>(random.below(static_cast<std::uint32_t>(equal) + 1));
    rank.pit = (rank.rank + random.uniform()) / static_cast<double>(draws.size() + 1);
    return rank;
}

std::vector<TruthRank> truthRanks(const EventEvidence& evidence, RankedQuantity quantity) {
    RandomStream random(evidence.sources().seed, RandomPurpose::Checks,
                        static_cast<std::uint64_t>(evidence.event().number),
                        static_cast<std::uint32_t>(quantity));
    const std::vector<double> truth = numbersOf(evidence, evidence.truth(), quantity);
    std::vector<std::vector<double>> draws;
    for (int k = 0; k < evidence.draws(); ++k)
        draws.push_back(numbersOf(evidence, evidence.draw(k), quantity));
    std::vector<TruthRank> ranks;
    std::vector<double> own(draws.size());
    for (std::size_t i = 0; i < truth.size(); ++i) {
        for (std::size_t k = 0; k < draws.size(); ++k)
            own[k] = draws[k][i];
        const bool silent =
            truth[i] == 0 && std::all_of(own.begin(), own.end(), [](double e) { return e == 0; });
        if (!silent)
            ranks.push_back(truthRank(own, truth[i], random));
    }
    return ranks;
}

} // namespace calolens
