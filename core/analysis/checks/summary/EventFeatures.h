// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace calolens {

/// A few numbers that say what an LR event looks like, and none of where in the detector it is:
/// per layer its share of the energy, cells, and widths in units of an LR cell; the hottest cell's
/// share; number of cells; energy outside the main cluster; size of the faint cells' energies in
/// units of the noise.
[[nodiscard]] std::vector<std::string> inputFeatureNames(const Readout& readout);
/// Index among these of ln(1 + cells) of a layer, and of the size of the faint cells.
[[nodiscard]] std::size_t cellsOfLayerFeature(int layer);
[[nodiscard]] std::size_t faintSizeFeature(const Readout& readout);
/// @returns nullopt if the event's energy is not positive
[[nodiscard]] std::optional<std::vector<double>> inputFeatures(const EventEvidence& evidence);

/// The same for an HR picture: energy over LR's, per layer share and widths in units of an HR cell,
/// share of cells without energy, hottest cell's share, invented share, cells above 10 MeV.
[[nodiscard]] std::vector<std::string> pictureFeatureNames(const Readout& readout);
/// @param x MeV per HR cell @returns nullopt if the event's or the picture's energy is not positive
[[nodiscard]] std::optional<std::vector<double>> pictureFeatures(const EventEvidence& evidence,
                                                                 std::span<const float> x);

} // namespace calolens
