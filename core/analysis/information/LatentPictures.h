// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/information/EventInformation.h"

#include <functional>
#include <optional>
#include <vector>

namespace calolens {

/// What a picture costs a model, in bits.
struct PictureCost {
    std::vector<double> cells; ///< per LR cell
    double ofSums = 0;         ///< the part of all LR cells' energies; the rest is in their shares
};

/// What the codes of an empty cell, and of a hit of a line, scatter by at random: no part of the
/// picture, in bits (of a Gaussian of the same variance).
struct DequantisationBits {
    double emptyCell = 0, lineCell = 0;
};

/// Pictures of one event as a model's latents, and what each costs it in bits: the first draws, and
/// where it is known the truth, as often, each time with other codes of its empty cells and other
/// noise.
class LatentPictures {
public:
    /// Views evidence and model, which must outlive it.
    LatentPictures(const EventEvidence& evidence, const Model& model, int draws,
                   const InformationSettings& settings);

    /// Of each picture; nullopt if given up.
    /// @param spare is taken off
    [[nodiscard]] std::optional<std::vector<PictureCost>>
    costs(const DequantisationBits& spare, const std::function<bool()>& goOn) const;

    /// The same of the event for the draws alone, by the probability flow: logarithm of how much
    /// likelier the picture with noise of the resolution is if one knows the picture (arXiv
    /// 2302.03792, eq. 6).
    [[nodiscard]] std::optional<std::vector<double>>
    likelihoodCosts(const DequantisationBits& spare, const std::function<bool()>& goOn) const;

private:
    [[nodiscard]] std::span<const float> energies(std::size_t picture) const;
    /// Of each LR cell, bits.
    [[nodiscard]] std::vector<double> spareBits(std::size_t picture,
                                                const DequantisationBits& spare) const;

    const EventEvidence& m_evidence;
    const Model& m_model;
    InformationSettings m_settings;
    std::size_t m_draws, m_pictures;
    std::vector<float> m_latents; ///< of all pictures, one behind the other
};

} // namespace calolens
