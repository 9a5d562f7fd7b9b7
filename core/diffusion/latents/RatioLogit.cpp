// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/latents/RatioLogit.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double largestRatio = 1.2;
constexpr double squeeze = 1e-6;
/// Half-way, as a logit, between the spike of zeros and the smallest energies (0.3 MeV in 30 GeV).
constexpr double zeroLogit = -13.0;
} // namespace

std::vector<ChannelKind> RatioLogit::channels(int cells) const {
    return std::vector(static_cast<std::size_t>(cells), ChannelKind::Energy);
}

void RatioLogit::encode(std::span<const float> energies, double measured, double /*noise*/,
                        RandomStream& /*random*/, std::span<float> code) const {
    const double scale = largestRatio * std::max(measured, 1e-3);
    for (std::size_t k = 0; k < energies.size(); ++k) {
        const double ratio =
            squeeze + (1 - 2 * squeeze) * std::clamp(energies[k] / scale, 0.0, 1.0);
        code[k] = static_cast<float>(std::log(ratio / (1 - ratio)));
    }
}

void RatioLogit::decode(std::span<const double> code, double measured, double /*noise*/,
                        std::span<float> energies) const {
    const double scale = largestRatio * std::max(measured, 1e-3);
    for (std::size_t k = 0; k < energies.size(); ++k) {
        const double ratio = 1 / (1 + std::exp(-std::clamp(code[k], -50.0, 50.0)));
        energies[k] =
            code[k] > zeroLogit
                ? static_cast<float>(scale * std::max((ratio - squeeze), 0.0) / (1 - 2 * squeeze))
                : 0.f;
    }
}

} // namespace calolens
