// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"
#include "simulation/shower/ShowerParameters.h"

#include <array>

namespace calolens {

/// How the energy of a slice of a shower spreads: a core around the axis, and soft photons that
/// leave it. Lengths in mm.
struct RadialProfile {
    double coreRadius = 1;     ///< R of the core, see CoreShape
    double coreRange = 100;    ///< D of the core
    double fastRange = 1;      ///< the share of fast electrons falls as exp(-r / fastRange)
    double photonFraction = 0; ///< share of the energy that soft photons carry
    double farShare = 0;       ///< share of the photons that fly far in that
    double nearLength = 1;     ///< L of the way's f(s) = s / L^2 exp(-s / L)
    double farLength = 1;      ///< the same of those that fly far
    double corePower = 2;

    /// The profile of what lies `age` radiation lengths behind the start of its sub-shower.
    /// @param scale factor of all lengths
    [[nodiscard]] static RadialProfile at(const ShowerParameters& parameters, double age,
                                          double scale) noexcept;
};

/// Shape of the core: f(r) ~ r / (r^2 + R^2)^k exp(-r / D). With k = 2 and no D it is the core of
/// hep-ex/0001020, eq. 22.
class CoreShape {
public:
    /// @param power k, above 1
    explicit CoreShape(double power);
    [[nodiscard]] double draw(const RadialProfile& profile, RandomStream& random) const noexcept;

private:
    /// r / R at 1 - u of the energy, without the exponential.
    [[nodiscard]] double exact(double u) const noexcept;

    static constexpr std::size_t steps = 1024;
    double m_exponent;
    std::array<double, steps + 1> m_quantiles{};
};

} // namespace calolens
