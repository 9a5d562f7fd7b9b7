// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ColourMap.h"
#include "comparison/EnergyScale.h"
#include "comparison/ViewSettings.h"

namespace calolens {

/// How energies become colours and sizes; the same for every pane and for picking.
class CellAppearance {
public:
    /// @param isDifference  two-sided: what counts against the threshold is |energy|
    CellAppearance(const ViewSettings& settings, EnergyScale scale, bool isDifference);

    [[nodiscard]] const EnergyScale& scale() const noexcept { return m_scale; }
    [[nodiscard]] const ColourMap& colourMap() const noexcept { return *m_map; }
    /// Whether a cell of that layer and energy is drawn; never for NaN or zero.
    [[nodiscard]] bool shown(int layer, double energyMeV) const noexcept;
    [[nodiscard]] Rgb colour(double energyMeV) const noexcept;
    /// Both at once, which costs half as much.
    struct Look {
        double size = 0; ///< as size()
        Rgb colour{};    ///< as colour(); black for a cell that is not drawn
    };
    [[nodiscard]] Look look(int layer, double energyMeV) const noexcept;
    /// Width in units of the true cell; 0 for a cell that is not drawn.
    [[nodiscard]] double size(int layer, double energyMeV) const noexcept;
    /// Extent along the depth in units of the true cell, whose width and depth are in mm.
    [[nodiscard]] double depthSize(double width, double depth) const noexcept;

private:
    [[nodiscard]] double sizeAt(double position) const noexcept;

    ViewSettings m_settings;
    EnergyScale m_scale;
    const ColourMap* m_map;
    bool m_isDifference;
};

} // namespace calolens
