// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/SpotSpectrum.h"

#include <algorithm>
#include <span>

namespace calolens {

namespace {
struct MeasuredLine {
    double energy, probability;
};

/// Where the quantiles below stand.
constexpr double probabilities[] = {0,   .005, .01, .02, .03, .05,  .1,   .15,  .2,    .25, .3,
                                    .35, .4,   .45, .5,  .55, .6,   .65,  .7,   .75,   .8,  .85,
                                    .9,  .95,  .97, .98, .99, .995, .998, .999, .9995, 1};
constexpr std::size_t points = std::size(probabilities);

// Cells without a neighbour more than 250 mm (ECAL2) and 150 mm (HCAL1) from the axis of 38,000
// electrons of 5 to 100 GeV. ECAL lines: K and L shells of lead, annihilation photon less the K
// shell, the whole annihilation photon, K and L shell together. HCAL: K shell of iron.
constexpr MeasuredLine ecalLines[] = {
    {0.0880, .1728}, {0.01586, .0249}, {0.4230, .0096}, {0.5110, .0010}, {0.1039, .0015}};
constexpr double ecalQuantiles[points] = {
    0.0,     0.00269, 0.00438, 0.0096,  0.01504, 0.02458, 0.04341, 0.06422,
    0.08924, 0.11378, 0.13867, 0.1655,  0.19414, 0.22695, 0.26353, 0.30502,
    0.35268, 0.40961, 0.471,   0.52158, 0.57477, 0.64586, 0.75195, 0.95375,
    1.11809, 1.25727, 1.50828, 1.78062, 2.15488, 2.46098, 2.74828, 5.0};
constexpr MeasuredLine hcalLines[] = {{0.00711, .1384}};
constexpr double hcalQuantiles[points] = {
    0.0,     0.00072, 0.00144, 0.00289, 0.00427, 0.0071,  0.01421, 0.02147,
    0.03068, 0.0404,  0.05357, 0.0676,  0.08183, 0.09648, 0.11265, 0.13257,
    0.15694, 0.18848, 0.23809, 0.31077, 0.4257,  0.61074, 0.81484, 1.08633,
    1.30398, 1.47348, 1.77427, 2.18086, 2.62972, 2.90004, 3.27976, 5.0};

constexpr std::size_t steps = 2048;

std::vector<double> atEvenSteps(std::span<const double, points> quantiles) {
    std::vector<double> even(steps + 1);
    std::size_t i = 0;
    for (std::size_t k = 0; k <= steps; ++k) {
        const double p = static_cast<double>(k) / steps;
        while (i + 2 < points && p > probabilities[i + 1])
            ++i;
        const double share = (p - probabilities[i]) / (probabilities[i + 1] - probabilities[i]);
        even[k] = quantiles[i] + share * (quantiles[i + 1] - quantiles[i]);
    }
    return even;
}
} // namespace

SpotSpectrum::SpotSpectrum(LayerKind kind) {
    const bool ecal = kind == LayerKind::Electromagnetic;
    const auto lines = ecal ? std::span<const MeasuredLine>(ecalLines) : hcalLines;
    m_quantiles =
        atEvenSteps(std::span<const double, points>(ecal ? ecalQuantiles : hcalQuantiles));
    double cumulative = 0;
    for (const auto& [energy, probability] : lines) {
        cumulative += probability;
        m_lines.push_back({cumulative, energy});
        m_mean += probability * energy;
        m_meanSquare += probability * energy * energy;
    }
    for (std::size_t k = 0; k < steps; ++k) {
        const double a = m_quantiles[k], b = m_quantiles[k + 1];
        m_mean += (1 - cumulative) * (a + b) / 2 / steps;
        m_meanSquare += (1 - cumulative) * (a * a + a * b + b * b) / 3 / steps;
    }
}

double SpotSpectrum::at(double u) const noexcept {
    const double lines = m_lines.back().cumulative;
    if (u < lines) {
        for (const Line& line : m_lines)
            if (u < line.cumulative)
                return line.energy;
    }
    u = (u - lines) / (1 - lines) * steps;
    const auto k = std::min(static_cast<std::size_t>(std::max(u, 0.0)), steps - 1);
    return m_quantiles[k] + (u - static_cast<double>(k)) * (m_quantiles[k + 1] - m_quantiles[k]);
}

} // namespace calolens
