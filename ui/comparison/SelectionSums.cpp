// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/SelectionSums.h"

#include <cmath>
#include <numeric>
#include <span>

namespace calolens {
namespace {

double sumOf(std::span<const float> energies, const std::vector<std::size_t>& cells) {
    double sum = 0;
    for (const std::size_t cell : cells)
        if (std::isfinite(energies[cell]))
            sum += energies[cell];
    return sum;
}

} // namespace

SelectionSums selectionSums(const EventComparison& comparison, const SelectedCells& cells,
                            const Prediction* draws) {
    const Event& event = *comparison.event;
    SelectionSums sums;
    sums.lr = sumOf(event.lr().energy, cells.lr);
    if (event.levels.size() < 2)
        return sums;
    const std::size_t count = event.hr().size();
    if (comparison.predicted.size() == count)
        sums.predicted = sumOf(comparison.predicted, cells.hr);
    if (event.hasTruth())
        sums.truth = sumOf(event.hr().energy, cells.hr);
    if (draws == nullptr || draws->cells != count || !draws->complete())
        return sums;
    for (int k = 0; k < draws->samples; ++k)
        sums.draws.push_back(
            sumOf(std::span(draws->energy).subspan(static_cast<std::size_t>(k) * count, count),
                  cells.hr));
    const auto n = static_cast<double>(sums.draws.size());
    if (n < 1)
        return sums;
    sums.mean = std::accumulate(sums.draws.begin(), sums.draws.end(), 0.0) / n;
    double squares = 0;
    for (const double draw : sums.draws)
        squares += (draw - sums.mean) * (draw - sums.mean);
    sums.spread = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
    return sums;
}

} // namespace calolens
