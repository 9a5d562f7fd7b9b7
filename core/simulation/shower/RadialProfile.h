// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"
#include "simulation/shower/ShowerParameters.h"

#include <array>

namespace calolens {

/// How a slice of a shower spreads around its axis: a core, a tail and a halo. Lengths in mm.
struct RadialProfile {
    double coreRadius = 1;   ///< R of the core, see CoreShape
    double coreRange = 100;  ///< D of the core
    double tailLength = 1;   ///< L of f(r) = r / L^2 exp(-r / L)
    double haloLength = 1;   ///< the same of the halo
    double tailFraction = 0; ///< share of the energy in tail and halo
    double haloShare = 0;    ///< share of the halo in that
    double fastRange = 1;    ///< the share of fast electrons falls as exp(-r / fastRange)

    /// A radius in tail or halo.
    [[nodiscard]] double drawTail(RandomStream& random) const noexcept;
    /// Share of the energy of tail and halo within r of the axis.
    [[nodiscard]] double tailWithin(double r) const noexcept;

    /// The profile at depth t (radiation lengths) of an electron with its maximum at `maximum`.
    /// @param energy MeV
    /// @param scale factor of all lengths
    [[nodiscard]] static RadialProfile at(const ShowerParameters& parameters, double energy,
                                          double t, double maximum, double scale) noexcept;
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
