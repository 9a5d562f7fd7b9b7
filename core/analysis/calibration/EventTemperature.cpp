// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/EventTemperature.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace calolens {

namespace {
/// Temperatures beyond these say that something else is wrong.
constexpr double lowest = 0.2, highest = 5;

double sumOf(std::span<const float> x) {
    return std::accumulate(x.begin(), x.end(), 0.0);
}

std::span<const float> drawOf(const Prediction& draws, int k) {
    return std::span(draws.energy).subspan(static_cast<std::size_t>(k) * draws.cells, draws.cells);
}
} // namespace

void EventTemperature::add(const Prediction& draws, std::span<const float> truth, double noiseMeV) {
    if (draws.samples < 2 || !(noiseMeV > 0))
        return;
    ++m_events;
    const double k = draws.samples;
    double mean = 0;
    for (int d = 0; d < draws.samples; ++d)
        mean += sumOf(drawOf(draws, d)) / k;
    m_error += std::abs(mean - sumOf(truth)) / noiseMeV;
    // From the sum over draws of |x - mean| to the absolute error of the mean that they expect.
    const double scale = std::sqrt((k + 1) / (k - 1)) / k;
    for (int d = 0; d < draws.samples; ++d)
        m_expected += scale * std::abs(sumOf(drawOf(draws, d)) - mean) / noiseMeV;
}

double EventTemperature::factor() const {
    if (m_events < fewestEvents || !(m_expected > 0))
        return 1;
    return std::clamp(m_error / m_expected, lowest, highest);
}

void EventTemperature::apply(Prediction& draws) const {
    std::vector<double> energies;
    for (int k = 0; k < draws.samples; ++k)
        energies.push_back(sumOf(drawOf(draws, k)));
    const double mean = std::accumulate(energies.begin(), energies.end(), 0.0) / draws.samples;
    if (!(mean > 0))
        return;
    for (int k = 0; k < draws.samples; ++k)
        if (const double energy = energies[static_cast<std::size_t>(k)]; energy > 0) {
            const auto scale =
                static_cast<float>(std::max(0.0, mean + factor() * (energy - mean)) / energy);
            for (std::size_t i = 0; i < draws.cells; ++i)
                draws.energy[static_cast<std::size_t>(k) * draws.cells + i] *= scale;
        }
}

} // namespace calolens
