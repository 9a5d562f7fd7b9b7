// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/latents/HitScale.h"
#include "diffusion/latents/LatentCode.h"

namespace calolens {

/// The denoised sum (sum of children - y) / sigma_noise, and ln(E / MeV) of each child (HitScale);
/// a child with exactly no energy is coded by a normal number well below the smallest hit (a
/// dequantised zero), so that presence and energy are one continuous variable.
///
/// Back: children above the threshold are hits; their shares of the token's sum are those of
/// exp(code), and the sum comes from its own channel, so that the event's energy does not depend on
/// the shares. A token without hits is empty: its measured energy was noise. Hits of a line keep
/// their energy: the others share what is left, and where there are no others the lines are the
/// token's energy.
class SumAndHits : public LatentCode {
public:
    explicit SumAndHits(const ParametrisationSettings& settings)
        : m_settings(settings)
        , m_scale(settings.energyFloor, settings.lines, settings.lineWidth) {}
    [[nodiscard]] std::vector<ChannelKind> channels(int cells) const override;
    void encode(std::span<const float> energies, double measured, double noise,
                RandomStream& random, std::span<float> code) const override;
    void decode(std::span<const double> code, double measured, double noise,
                std::span<float> energies) const override;

private:
    ParametrisationSettings m_settings;
    HitScale m_scale;
};

} // namespace calolens
