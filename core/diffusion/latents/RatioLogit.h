// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/latents/LatentCode.h"

namespace calolens {

/// Each cell's energy over 1.2 times that of its LR cell, clamped to [0, 1], squeezed into
/// [1e-6, 1 - 1e-6], as a logit (De-noising graph super-resolution, arXiv 2409.16052, public code).
/// Zeros are a spike, and the energy of a token follows from its cells: the record to compare with.
class RatioLogit : public LatentCode {
public:
    [[nodiscard]] std::vector<ChannelKind> channels(int cells) const override;
    void encode(std::span<const float> energies, double measured, double noise,
                RandomStream& random, std::span<float> code) const override;
    void decode(std::span<const double> code, double measured, double noise,
                std::span<float> energies) const override;
};

} // namespace calolens
