// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Parametrisation.h"

#include <memory>
#include <span>

namespace calolens {

/// What a latent channel holds; channels of one kind share their mean and spread.
enum class ChannelKind : int {
    Sum,     ///< (sum of the token's cells - y) / sigma_noise
    Energy,  ///< a cell's energy, on the scale of the code
    Presence ///< +1 for a cell with energy, -1 without; not standardised
};

/// How the true energies of one token's cells become numbers and back, before standardisation. A
/// token is one LR cell with its children, or one HR cell.
class LatentCode {
public:
    virtual ~LatentCode() = default;

    /// Kinds of the channels of a token of `cells` cells.
    [[nodiscard]] virtual std::vector<ChannelKind> channels(int cells) const = 0;
    /// @param measured y, the energy of the LR cell, MeV; @param noise its noise, MeV
    /// @param random   dequantises what is discrete
    virtual void encode(std::span<const float> energies, double measured, double noise,
                        RandomStream& random, std::span<float> code) const = 0;
    /// Energies in MeV, finite and not negative whatever the code.
    virtual void decode(std::span<const double> code, double measured, double noise,
                        std::span<float> energies) const = 0;
};

/// @throws UsageError naming the known kinds
[[nodiscard]] std::shared_ptr<const LatentCode> makeLatentCode(const ParametrisationSettings& s);

/// Gives hits their shares of a token's energy, in proportion to their own codes: hits are what
/// `energies` holds above zero.
/// @param sum what the token should carry; where that is not positive, the hits' own energies stay
void shareOut(double sum, std::span<float> energies);

} // namespace calolens
