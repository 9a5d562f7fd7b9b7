// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Histogram.h"
#include "analysis/Observables.h"

namespace calolens {

/// Number of cells against cell energy, MeV; errors are sqrt(number). Cells below the first edge,
/// zeros among them, are the underflow.
[[nodiscard]] Histogram cellEnergySpectrum(const EventPicture& picture, const Binning& energy);

/// Longitudinal profile: energy in MeV against layer (bin i is [i - 1/2, i + 1/2)). The errors are
/// the readout noise of a measured picture, and 0 otherwise.
[[nodiscard]] Histogram layerProfile(const EventPicture& picture);

/// Lateral profile: energy in MeV against the distance in eta-phi of the cell's centre from
/// `centre`. The whole energy of a cell counts at its centre, of a large LR cell as of a small HR
/// cell: nothing is spread over the area. Errors as in layerProfile.
[[nodiscard]] Histogram lateralProfile(const EventPicture& picture, EtaPhi centre,
                                       const Binning& distance);

} // namespace calolens
