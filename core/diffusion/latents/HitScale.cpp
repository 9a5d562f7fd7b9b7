// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/latents/HitScale.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double largest = 13.8; ///< ln(1 TeV / MeV): codes beyond come from noise only
}

HitScale::HitScale(const ParametrisationSettings& settings)
    : m_width(settings.lineWidth)
    , m_floor(settings.energyFloor) {
    for (const double energy : settings.lines)
        m_lines.push_back(
            {energy, std::log(energy) + m_width * static_cast<double>(m_lines.size())});
}

double HitScale::code(double energy, RandomStream& random) const {
    energy = std::max(energy, m_floor);
    double shift = 0;
    for (const Line& line : m_lines) {
        if (std::abs(energy / line.energy - 1) < tolerance)
            return line.from + m_width * random.uniform();
        if (energy < line.energy)
            break;
        shift += m_width;
    }
    return std::log(energy) + shift;
}

HitScale::Hit HitScale::hit(double code) const {
    double shift = 0;
    for (const Line& line : m_lines) {
        if (code < line.from)
            break;
        if (code < line.from + m_width)
            return {line.energy, true};
        shift += m_width;
    }
    return {std::exp(std::min(code - shift, largest)), false};
}

} // namespace calolens
