// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/Scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
/// Chosen by the measurement alone, so that truth and draws have no part in the choice.
std::vector<std::size_t> chosenCells(const EventEvidence& evidence) {
    const CellSet& lr = evidence.event().lr();
    std::vector<std::size_t> order(lr.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return lr.energy[a] > lr.energy[b]; });
    std::vector<std::size_t> cells;
    for (const std::size_t j : order) {
        const auto& children = evidence.blocks().cellsOf(j);
        if (!cells.empty() && cells.size() + children.size() > mostVariogramCells)
            break;
        cells.insert(cells.end(), children.begin(), children.end());
    }
    return cells;
}

double rootDifference(std::span<const float> x, std::size_t i, std::size_t j) {
    return std::sqrt(std::abs(static_cast<double>(x[i]) - x[j]));
}

/// (t - mean)^2 less the variance of the mean of n numbers with these sums.
double fairSquare(double t, double n, double sum, double squares) {
    const double mean = sum / n;
    const double variance = (squares - n * mean * mean) / (n - 1);
    return (t - mean) * (t - mean) - variance / n;
}

CheckResult run(const EventEvidence& evidence) {
    return judgedByExchange(variogramScore(evidence));
}
} // namespace

Exchange variogramScore(const EventEvidence& evidence) {
    const std::vector<std::size_t> cells = chosenCells(evidence);
    const auto draws = static_cast<std::size_t>(evidence.draws());
    const auto k = static_cast<double>(draws);
    Exchange exchange;
    exchange.draws.assign(draws, 0.0);
    std::vector<double> v(draws);
    double pairs = 0;
    for (std::size_t a = 0; a < cells.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            double sum = 0, squares = 0;
            for (std::size_t d = 0; d < draws; ++d) {
                v[d] = rootDifference(evidence.draw(static_cast<int>(d)), cells[a], cells[b]);
                sum += v[d];
                squares += v[d] * v[d];
            }
            exchange.truth +=
                fairSquare(rootDifference(evidence.truth(), cells[a], cells[b]), k, sum, squares);
            for (std::size_t d = 0; d < draws; ++d)
                exchange.draws[d] += fairSquare(v[d], k - 1, sum - v[d], squares - v[d] * v[d]);
            ++pairs;
        }
    if (pairs > 0) {
        exchange.truth /= pairs;
        for (double& d : exchange.draws)
            d /= pairs;
    }
    return exchange;
}

EventCheck variogramScoreCheck() {
    CheckInfo info;
    info.id = "variogram-score";
    info.name = "Differences between cells as a forecast";
    info.question = "Do cells go together in the draws as they do in truth?";
    info.formula = "mean over pairs of cells of (|x*_i - x*_j|^p - mean_k |x_ki - x_kj|^p)^2 less "
                   "the variance of that mean, p = 1/2";
    info.explanation =
        "Energies of single cells can all be right on average while the pattern is wrong: too "
        "smooth, or too spiky. This score compares differences between cells, and so sees what "
        "the scores of single cells cannot. The cells are the small ones of the hottest measured "
        "cells.";
    info.reference = "Scheuerer and Hamill, Mon. Weather Rev. 143 (2015) 1321";
    info.valueName = "variogram score";
    info.unit = "MeV";
    info.fewestDraws = 4;
    info.needsTruth = true;
    return {std::move(info), run};
}

} // namespace calolens
