// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/EventPicture.h"

#include <optional>
#include <vector>

namespace calolens {

/// Difference of two azimuths, wrapped into [-pi, pi), rad.
[[nodiscard]] double deltaPhi(double phi, double reference) noexcept;

/// A direction in the detector; phi in [0, 2 pi), rad.
struct EtaPhi {
    double eta = 0;
    double phi = 0;
};

/// Distance sqrt(d_eta^2 + d_phi^2), phi periodic.
[[nodiscard]] double deltaR(EtaPhi a, EtaPhi b) noexcept;

/// Where the energy lies: energy-weighted mean and standard deviation of the cell centres. Cells
/// with negative energy (noise) have no weight.
struct ShowerShape {
    EtaPhi centre;
    double etaWidth = 0;
    double phiWidth = 0; ///< rad
};

[[nodiscard]] double energySum(const EventPicture& picture); ///< MeV
/// Standard deviation that the readout noise gives the energy sum, MeV; 0 unless noisy.
[[nodiscard]] double energySumNoise(const EventPicture& picture);
/// MeV per layer of the granularity.
[[nodiscard]] std::vector<double> energyPerLayer(const EventPicture& picture);
/// Shape over all layers; none if there is no positive energy.
[[nodiscard]] std::optional<ShowerShape> showerShape(const EventPicture& picture);
/// Shape of the cells of one layer; none if they hold no positive energy.
[[nodiscard]] std::optional<ShowerShape> layerShape(const EventPicture& picture, int layer);
/// Fraction of the cells whose energy is zero or below; none without cells.
[[nodiscard]] std::optional<double> zeroFraction(const EventPicture& picture);
/// Number of cells with more than `threshold` MeV.
[[nodiscard]] std::size_t cellsOver(const EventPicture& picture, double threshold);
[[nodiscard]] double hottestCell(const EventPicture& picture); ///< MeV; 0 without cells
/// Energy of the hottest cell over the sum; none if the sum is not positive.
[[nodiscard]] std::optional<double> hottestCellFraction(const EventPicture& picture);
/// Event-energy residual, picture minus truth, MeV; none for real data.
[[nodiscard]] std::optional<double> energyResidual(const EventPicture& picture, const Event& event);

} // namespace calolens
