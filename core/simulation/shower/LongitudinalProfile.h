// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/shower/ShowerParameters.h"

namespace calolens {

/// How a sub-shower develops with depth: dE/dt is a gamma distribution (hep-ex/0001020, eq. 2).
struct LongitudinalProfile {
    double alpha = 2; ///< shape
    double beta = 1;  ///< per radiation length

    /// Depth T of the maximum, radiation lengths.
    [[nodiscard]] double maximum() const noexcept { return (alpha - 1) / beta; }
    /// Mean depth alpha / beta, radiation lengths.
    [[nodiscard]] double meanDepth() const noexcept { return alpha / beta; }
    /// Share of the energy that lies before depth t, radiation lengths.
    [[nodiscard]] double before(double t) const noexcept;

    /// What photons of a sub-shower leave where they have carried it.
    [[nodiscard]] static LongitudinalProfile mean(const ShowerParameters& parameters) noexcept;
};

} // namespace calolens
