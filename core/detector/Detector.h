// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace calolens {

enum class LayerKind { Electromagnetic, Hadronic };

/// One sampling layer of a barrel calorimeter with projective cells.
struct Layer {
    std::string name; ///< "ECAL1"
    LayerKind kind = LayerKind::Electromagnetic;
    double depthStart = 0;       ///< mm behind the inner radius at eta = 0
    double depthEnd = 0;         ///< mm
    double samplingFraction = 1; ///< share of the energy that is seen
    double noise = 0;            ///< standard deviation per low-resolution cell, MeV

    bool operator==(const Layer&) const = default;
};

/// A calorimeter: its layers from the inside out and its acceptance.
///
/// A layer's surfaces lie at r(eta) = innerRadius + depth / cosh(eta) (the COCOA barrel), and z = r
/// sinh(eta).
struct Detector {
    std::string name;
    double innerRadius = 0; ///< mm
    double etaMax = 0;      ///< acceptance is |eta| < etaMax, phi in [0, 2 pi)
    std::vector<Layer> layers;

    /// Radius in mm of the surface at depth (mm, counted at eta = 0) and eta.
    [[nodiscard]] double radius(double depth, double eta) const noexcept;
    [[nodiscard]] int layerCount() const noexcept { return static_cast<int>(layers.size()); }

    bool operator==(const Detector&) const = default;

    /// The COCOA calorimeter in its default configuration: three ECAL and three HCAL layers.
    [[nodiscard]] static Detector cocoa();
};

/// Cartesian point in mm; z along the beam, x towards phi = 0.
struct Point3 {
    double x = 0, y = 0, z = 0;
};

/// The point of the detector at depth (mm at eta = 0), eta and phi (rad).
[[nodiscard]] Point3 pointAt(const Detector& detector, double depth, double eta,
                             double phi) noexcept;

} // namespace calolens
