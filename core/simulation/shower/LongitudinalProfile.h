// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"
#include "simulation/shower/ShowerParameters.h"

namespace calolens {

/// How one shower develops with depth: dE/dt is a gamma distribution (hep-ex/0001020, eq. 2).
struct LongitudinalProfile {
    double alpha = 2; ///< shape
    double beta = 1;  ///< per radiation length

    /// Depth T of the maximum, radiation lengths.
    [[nodiscard]] double maximum() const noexcept { return (alpha - 1) / beta; }
    /// Mean depth alpha / beta, radiation lengths.
    [[nodiscard]] double meanDepth() const noexcept { return alpha / beta; }
    /// Share of the energy that lies before depth t, radiation lengths.
    [[nodiscard]] double before(double t) const noexcept;

    /// The profile of the median electron of `energy` MeV.
    [[nodiscard]] static LongitudinalProfile median(const ShowerParameters& parameters,
                                                    double energy) noexcept;
    /// The profile of one electron: ln T and ln alpha fluctuate together (hep-ex/0001020, eq. 11).
    [[nodiscard]] static LongitudinalProfile draw(const ShowerParameters& parameters, double energy,
                                                  RandomStream& random) noexcept;
};

} // namespace calolens
