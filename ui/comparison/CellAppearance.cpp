// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellAppearance.h"

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

constexpr double kSmallestSize = 0.34; ///< of the true cell, at the low end of the scale
constexpr double kLargestSize = 0.94;  ///< leaves a seam between neighbours

constexpr double kTileThickness = 0.13; ///< of the cell's width
constexpr double kThickestTileMm = 14;

} // namespace

CellAppearance::CellAppearance(const ViewSettings& settings, EnergyScale scale, bool isDifference)
    : m_settings(settings)
    , m_scale(scale)
    , m_map(&ColourMap::named(isDifference ? settings.differenceMap : settings.colourMap))
    , m_isDifference(isDifference) {
}

bool CellAppearance::shown(int layer, double energyMeV) const noexcept {
    const double amount = m_isDifference ? std::abs(energyMeV) : energyMeV;
    return amount > 0 && amount >= m_settings.thresholdMeV &&
           m_settings.layerIsVisible(static_cast<std::size_t>(layer));
}

Rgb CellAppearance::colour(double energyMeV) const noexcept {
    return m_map->at(m_scale.position(energyMeV));
}

double CellAppearance::size(int layer, double energyMeV) const noexcept {
    return shown(layer, energyMeV) ? sizeAt(m_scale.position(energyMeV)) : 0;
}

double CellAppearance::sizeAt(double position) const noexcept {
    if (!m_settings.sizeByEnergy)
        return kLargestSize * m_settings.cellScale;
    const double t = m_isDifference ? std::abs(2 * position - 1) : position;
    return (kSmallestSize + (kLargestSize - kSmallestSize) * t) * m_settings.cellScale;
}

CellAppearance::Look CellAppearance::look(int layer, double energyMeV) const noexcept {
    if (!shown(layer, energyMeV))
        return {};
    const double position = m_scale.position(energyMeV);
    return {sizeAt(position), m_map->at(position)};
}

double CellAppearance::depthSize(double width, double depth) const noexcept {
    if (m_settings.style != CellStyle::Tiles)
        return 1;
    return depth > 0 ? std::min(std::min(kTileThickness * width, kThickestTileMm) / depth, 1.0)
                     : 1.0;
}

} // namespace calolens
