// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"
#include "simulation/shower/ShowerParameters.h"

#include <vector>

namespace calolens {

/// A stretch of a ray from the origin through the calorimeter, in one material.
struct DepthSlice {
    double tLow = 0, tHigh = 0;                  ///< radiation lengths behind the inner surface
    double pathLow = 0, pathHigh = 0;            ///< mm behind the inner surface, along the ray
    LayerKind kind = LayerKind::Electromagnetic; ///< of the layer, or of the one behind the gap
    bool gap = false;                            ///< between layers, where nothing is seen
};

/// Cuts the rays through a detector into slices of about half a radiation length. As surfaces lie
/// at r(eta) = inner radius + depth / cosh(eta), all rays cross the same thicknesses.
[[nodiscard]] std::vector<DepthSlice> depthSlices(const Detector& detector,
                                                  const ShowerParameters& parameters);

/// Finds the cells around one ray from the origin.
class RayCells {
public:
    RayCells(const Detector& detector, const Granularity& granularity, double eta, double phi);

    /// The cell at `path` mm behind the inner surface along the ray, displaced across it by `along`
    /// mm towards growing eta and by `around` mm towards growing phi.
    /// @return position in the dense numbering of DepositGrid; -1 outside the layers and the grid
    [[nodiscard]] int cellAt(double path, double along, double around) const noexcept;
    /// The cell that is reached from the ray's entry point through the empty inside: in the
    /// direction (inward normal, beam, phi), of unit length, and `path` mm on behind the surface
    /// that it meets.
    [[nodiscard]] int cellAcross(double inward, double beam, double phi,
                                 double path) const noexcept;

private:
    struct LayerCells {
        double depthStart, depthEnd; ///< mm at eta = 0
        double etaScale, phiScale;   ///< cells per unit
        int nEta, nPhi, first;
    };
    [[nodiscard]] int cellIn(const LayerCells& layer, double eta, double phi) const noexcept;

    std::vector<LayerCells> m_layers;
    double m_innerRadius, m_etaMax, m_eta, m_phi;
    double m_sinh, m_cosh, m_tanh;
};

} // namespace calolens
