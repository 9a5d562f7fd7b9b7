// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/CellTemperatures.h"

#include "analysis/calibration/CalibrationBins.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
/// Temperatures beyond these say that something else is wrong.
constexpr double lowest = 0.3, highest = 3;
constexpr int halvings = 12;
constexpr double step = 0.1; ///< of ln T, for the derivative
/// A hit stays a hit, MeV.
constexpr float leastHit = 0.1F;
/// Variance of the estimate of a uniform number's second moment about its mean, times n.
constexpr double momentVariance = 1.0 / 180;

/// The K draws of a cell and its truth.
struct CellDraws {
    std::vector<float> energies;
    float truth = 0;

    [[nodiscard]] double hitMean() const {
        double sum = 0, hits = 0;
        for (const float e : energies)
            if (e > 0) {
                sum += e;
                ++hits;
            }
        return hits > 0 ? sum / hits : 0;
    }
};

float tempered(float energy, double mean, double factor) {
    return energy > 0 ? std::max(leastHit, static_cast<float>(mean + factor * (energy - mean)))
                      : energy;
}

/// Mean of (u - 1/2)^2, u the middle of truth's place among K + 1; of ties all places count alike.
double placeVariance(const std::vector<CellDraws>& cells, double factor) {
    double sum = 0;
    for (const CellDraws& cell : cells) {
        const double mean = cell.hitMean();
        int below = 0, equal = 0;
        for (const float e : cell.energies) {
            const float now = tempered(e, mean, factor);
            below += now < cell.truth ? 1 : 0;
            equal += now == cell.truth ? 1 : 0;
        }
        double own = 0;
        for (int rank = below; rank <= below + equal; ++rank) {
            const double u = (rank + 0.5) / static_cast<double>(cell.energies.size() + 1) - 0.5;
            own += u * u;
        }
        sum += own / (equal + 1);
    }
    return sum / static_cast<double>(cells.size());
}

double temperatureOf(const std::vector<CellDraws>& cells) {
    if (static_cast<std::int64_t>(cells.size()) < CellTemperatures::fewestCells)
        return 1;
    const auto places = static_cast<double>(cells.front().energies.size() + 1);
    const double even = (1 - 1 / (places * places)) / 12;
    double low = std::log(lowest), high = std::log(highest);
    for (int i = 0; i < halvings; ++i) {
        const double middle = 0.5 * (low + high);
        // Draws that differ too much put truth in the middle of them.
        (placeVariance(cells, std::exp(middle)) < even ? high : low) = middle;
    }
    const double slope =
        (placeVariance(cells, std::exp(step)) - placeVariance(cells, std::exp(-step))) / (2 * step);
    if (slope == 0)
        return 1;
    const double variance = momentVariance / static_cast<double>(cells.size()) / (slope * slope);
    constexpr double usual = CellTemperatures::usualSpread * CellTemperatures::usualSpread;
    return std::exp(0.5 * (low + high) * usual / (usual + variance));
}
} // namespace

CellTemperatures CellTemperatures::fitted(std::span<const CalibrationEvent> events,
                                          std::size_t layers) {
    std::vector<std::vector<CellDraws>> cells(layers * CalibrationBins::ranges);
    for (const CalibrationEvent& event : events)
        for (std::size_t i = 0; i < event.bins.size(); ++i) {
            CellDraws own{{}, event.truth[i]};
            bool silent = own.truth == 0;
            for (int k = 0; k < event.draws.samples; ++k) {
                own.energies.push_back(event.draw(k)[i]);
                silent = silent && own.energies.back() == 0;
            }
            if (!silent)
                cells[event.bins[i]].push_back(std::move(own));
        }
    std::vector<double> factors;
    for (const auto& own : cells)
        factors.push_back(temperatureOf(own));
    return CellTemperatures(std::move(factors));
}

void CellTemperatures::apply(CalibrationEvent& event) const {
    std::vector<std::vector<double>> sums;
    for (int k = 0; k < event.draws.samples; ++k)
        sums.push_back(event.blocks.sum(event.draw(k)));
    for (std::size_t i = 0; i < event.bins.size(); ++i) {
        const double factor = m_factors[event.bins[i]];
        CellDraws own;
        for (int k = 0; k < event.draws.samples; ++k)
            own.energies.push_back(event.draw(k)[i]);
        const double mean = own.hitMean();
        for (int k = 0; k < event.draws.samples; ++k)
            event.draw(k)[i] = tempered(event.draw(k)[i], mean, factor);
    }
    for (int k = 0; k < event.draws.samples; ++k)
        keepSums(event.draw(k), sums[static_cast<std::size_t>(k)], event.blocks);
}

} // namespace calolens
