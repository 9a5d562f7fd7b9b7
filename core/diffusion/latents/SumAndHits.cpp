// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/latents/SumAndHits.h"

#include "random/RandomStream.h"

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
        code[1 + k] =
            static_cast<float>(energies[k] > 0 ? m_scale.code(energies[k], random)
                                               : m_settings.zeroCodeMean +
                                                     m_settings.zeroCodeSpread * random.normal());
}

void SumAndHits::decode(std::span<const double> code, double measured, double noise,
                        std::span<float> energies) const {
    double lines = 0, others = 0;
    for (std::size_t k = 0; k < energies.size(); ++k) {
        const HitScale::Hit hit =
            code[1 + k] > m_settings.hitThreshold ? m_scale.hit(code[1 + k]) : HitScale::Hit{};
        energies[k] = static_cast<float>(hit.energy);
        (hit.ofLine ? lines : others) += energies[k];
    }
    const double sum = measured + noise * code[0];
    if (lines == 0 || (others > 0 && sum <= lines)) {
        shareOut(sum, energies);
    } else if (others > 0) {
        const double scale = (sum - lines) / others;
        for (std::size_t k = 0; k < energies.size(); ++k)
            if (!m_scale.hit(code[1 + k]).ofLine)
                energies[k] = static_cast<float>(energies[k] * scale);
    }
}

} // namespace calolens
