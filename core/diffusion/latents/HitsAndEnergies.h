// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/latents/LatentCode.h"

namespace calolens {

/// The denoised sum, then the presence of each child (+1, -1: analog bits, arXiv 2208.04202), then
/// ln(E / MeV) of each child. The energy of a child that is absent is a number without meaning,
/// drawn from the distribution of those that are present, and is ignored when decoding: which cells
/// are hit is decided before their energies, as in a pyramid that goes from hits to energies.
class HitsAndEnergies : public LatentCode {
public:
    explicit HitsAndEnergies(const ParametrisationSettings& settings)
        : m_settings(settings) {}
    [[nodiscard]] std::vector<ChannelKind> channels(int cells) const override;
    void encode(std::span<const float> energies, double measured, double noise,
                RandomStream& random, std::span<float> code) const override;
    void decode(std::span<const double> code, double measured, double noise,
                std::span<float> energies) const override;

private:
    ParametrisationSettings m_settings;
};

} // namespace calolens
