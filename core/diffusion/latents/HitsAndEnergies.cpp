// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/latents/HitsAndEnergies.h"

#include "random/RandomStream.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
/// ln(E / MeV) of the cells with energy in electromagnetic showers: about this mean and spread.
constexpr double absentMean = 2.5, absentSpread = 2.0;
} // namespace

std::vector<ChannelKind> HitsAndEnergies::channels(int cells) const {
    std::vector kinds{ChannelKind::Sum};
    kinds.insert(kinds.end(), static_cast<std::size_t>(cells), ChannelKind::Presence);
    kinds.insert(kinds.end(), static_cast<std::size_t>(cells), ChannelKind::Energy);
    return kinds;
}

void HitsAndEnergies::encode(std::span<const float> energies, double measured, double noise,
                             RandomStream& random, std::span<float> code) const {
    const std::size_t cells = energies.size();
    const double sum = std::accumulate(energies.begin(), energies.end(), 0.0);
    code[0] = static_cast<float>((sum - measured) / noise);
    for (std::size_t k = 0; k < cells; ++k) {
        const bool hit = energies[k] > 0;
        code[1 + k] = hit ? 1.f : -1.f;
        code[1 + cells + k] =
            static_cast<float>(hit ? std::log(std::max<double>(energies[k], m_settings.energyFloor))
                                   : absentMean + absentSpread * random.normal());
    }
}

void HitsAndEnergies::decode(std::span<const double> code, double measured, double noise,
                             std::span<float> energies) const {
    const std::size_t cells = energies.size();
    for (std::size_t k = 0; k < cells; ++k)
        energies[k] = code[1 + k] > 0
                          ? static_cast<float>(std::exp(std::min(code[1 + cells + k], 13.8)))
                          : 0.f;
    shareOut(measured + noise * code[0], energies);
}

} // namespace calolens
