// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/latents/HitScale.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double largest = 13.8; ///< ln(1 TeV / MeV): codes beyond come from noise only
}

HitScale::HitScale(double floor, const std::vector<double>& lines, double width)
    : m_width(width)
    , m_floor(floor) {
    for (const double energy : lines)
        m_lines.push_back(
            {energy, std::log(energy) + m_width * static_cast<double>(m_lines.size())});
}

bool HitScale::Line::holds(double e) const {
    return std::abs(e / energy - 1) < tolerance;
}

bool HitScale::ofLine(double energy) const {
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [&](const Line& line) { return line.holds(energy); });
}

double HitScale::codeAt(double energy, double place) const {
    energy = std::max(energy, m_floor);
    double shift = 0;
    for (const Line& line : m_lines) {
        if (line.holds(energy))
            return line.from + m_width * place;
        if (energy < line.energy)
            break;
        shift += m_width;
    }
    return std::log(energy) + shift;
}

double HitScale::code(double energy, RandomStream& random) const {
    return codeAt(energy, ofLine(energy) ? random.uniform() : 0.5);
}

double HitScale::meanCode(double energy) const {
    return codeAt(energy, 0.5);
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
