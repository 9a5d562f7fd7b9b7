// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "diffusion/NoiseSchedule.h"
#include "random/RandomStream.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace calolens {

/// How finely the information of a latent is told, and how closely it is integrated.
struct DenoisingInformationSettings {
    double resolution = 0.1; ///< noise level below which differences do not count
    int levels = 16;         ///< noise levels at which the denoiser is asked
};

/// Bits that x costs someone who knows what the denoiser knows, told to the resolution r: the
/// relation of information and estimation (Guo, Shamai and Verdu, arXiv cs/0412108; pointwise: Kong
/// et al., arXiv 2302.03792),
///
///     i(x) = 1 / ln 2 * integral from r to infinity of E_n |x - D(x + s n; s)|^2 / s^3 ds,
///
/// whose mean over x of the denoiser's own distribution is the mutual information of X and X + r n:
/// its entropy to this resolution. Finite also where X is exactly certain, or lies on a surface.
/// A sum over values, and returned value by value: what values know of one another is shared among
/// them.
///
/// The integral runs over v = ln(s / sqrt(1 + s^2)), in which that of a normal value of unit spread
/// is constant, by Gauss and Legendre's rule up to sigmaMax; beyond, the error is that at the last
/// level. One noise per level and item: unbiased, and the same whatever the batch.
///
/// @param x      as Denoiser::denoise; items should be repeated for a smaller statistical error
/// @param random one stream per item
/// @param goOn   asked before each level; false gives up
/// @returns bits per value, in the layout of x; nullopt if given up
/// @throws UsageError if sizes do not fit or the resolution lies outside of the range of levels,
///         and what the denoiser throws
[[nodiscard]] std::optional<std::vector<double>>
denoisingInformation(Denoiser& denoiser, std::span<const float> x, NoiseRange range,
                     DenoisingInformationSettings settings, std::vector<RandomStream> random,
                     const std::function<bool()>& goOn = {});

} // namespace calolens
