// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/latents/SumAndHits.h"

#include "random/RandomStream.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

std::vector<ChannelKind> SumAndHits::channels(int cells) const {
    std::vector kinds(static_cast<std::size_t>(cells) + 1, ChannelKind::Energy);
    kinds.front() = ChannelKind::Sum;
    return kinds;
}

void SumAndHits::encode(std::span<const float> energies, double measured, double noise,
                        RandomStream& random, std::span<float> code) const {
    const double sum = std::accumulate(energies.begin(), energies.end(), 0.0);
    code[0] = static_cast<float>((sum - measured) / noise);
    for (std::size_t k = 0; k < energies.size(); ++k)
        code[1 + k] = static_cast<float>(
            energies[k] > 0
                ? std::log(std::max<double>(energies[k], m_settings.energyFloor))
                : m_settings.zeroCodeMean + m_settings.zeroCodeSpread * random.normal());
}

void SumAndHits::decode(std::span<const double> code, double measured, double noise,
                        std::span<float> energies) const {
    for (std::size_t k = 0; k < energies.size(); ++k)
        // Codes beyond ln(1 TeV) come from noise only; the cap keeps noisy states finite.
        energies[k] = code[1 + k] > m_settings.hitThreshold
                          ? static_cast<float>(std::exp(std::min(code[1 + k], 13.8)))
                          : 0.f;
    shareOut(measured + noise * code[0], energies);
}

} // namespace calolens
