// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/ParticleGun.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {
constexpr double pi = std::numbers::pi;

const std::array<ParticleGun, 2>& presets() {
    static const std::array<ParticleGun, 2> all{
        {{"single-electron",
          1,
          0,
          5e3,
          100e3,
          -1,
          1,
          {},
          "one electron of 5 to 100 GeV, |eta| < 1"},
         {"multi-em",
          5,
          0.5,
          5e3,
          50e3,
          -0.9,
          0.9,
          {0.1, 0.2, 0.3},
          "1 to 5 electrons and photons of 5 to 50 GeV within 0.1, 0.2 or 0.3 of an axis"}}};
    return all;
}

double wrapped(double phi) noexcept {
    const double turned = phi - 2 * pi * std::floor(phi / (2 * pi)); // [0, 2 pi)
    return turned > pi ? turned - 2 * pi : turned;
}
} // namespace

std::vector<Particle> ParticleGun::draw(RandomStream& random) const {
    const auto count = 1 + random.below(static_cast<std::uint32_t>(mostParticles));
    const double axisEta = etaLow + (etaHigh - etaLow) * random.uniform();
    const double axisPhi = 2 * pi * random.uniform();
    const double disc = discRadii.empty()
                            ? 0
                            : discRadii[random.below(static_cast<std::uint32_t>(discRadii.size()))];
    std::vector<Particle> particles;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool isPhoton = random.uniform() < photonShare;
        const double energy =
            energyLow * std::exp(std::log(energyHigh / energyLow) * random.uniform());
        const double r = disc * std::sqrt(random.uniform());
        const double angle = 2 * pi * random.uniform();
        particles.push_back({isPhoton ? 22 : 11, static_cast<float>(energy),
                             static_cast<float>(axisEta + r * std::cos(angle)),
                             static_cast<float>(wrapped(axisPhi + r * std::sin(angle)))});
    }
    return particles;
}

std::span<const ParticleGun> particleGuns() {
    return presets();
}

const ParticleGun& particleGun(std::string_view name) {
    std::string known;
    for (const ParticleGun& gun : presets()) {
        if (gun.name == name)
            return gun;
        known += (known.empty() ? "" : ", ") + gun.name;
    }
    throw UsageError(fmt::format("there is no preset '{}'; known presets: {}", name, known));
}

} // namespace calolens
