// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "random/RandomStream.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace calolens {

/// Which particles leave the origin in an event.
struct ParticleGun {
    std::string name;          ///< "single-electron"
    int mostParticles = 1;     ///< the number is uniform in 1 to this
    double photonShare = 0;    ///< probability of each to be a photon; else an electron
    double energyLow = 5e3;    ///< kinetic, MeV; log-uniform
    double energyHigh = 100e3; ///< MeV
    double etaLow = -1;        ///< the axis is uniform in eta, and in phi over the full circle
    double etaHigh = 1;
    std::vector<double>
        discRadii; ///< particles are uniform in a disc about the axis, of one of
                   ///< these radii in eta and phi with even odds; empty: on the axis
    std::string description;

    /// The particles of one event; phi in (-pi, pi], rad.
    [[nodiscard]] std::vector<Particle> draw(RandomStream& random) const;
};

/// All presets: single-electron and multi-em.
[[nodiscard]] std::span<const ParticleGun> particleGuns();
/// @throws UsageError naming the known presets
[[nodiscard]] const ParticleGun& particleGun(std::string_view name);

} // namespace calolens
