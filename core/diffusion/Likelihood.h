// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "diffusion/NoiseSchedule.h"
#include "random/RandomStream.h"

#include <span>
#include <vector>

namespace calolens {

/// How the divergence of the flow is found.
struct LikelihoodSettings {
    int steps = 32; ///< of Dormand and Prince's method, between the levels of the Karras schedule
    int probes = 1; ///< random directions for Hutchinson's estimate; 0: every direction, exact
};

/// Logarithm of the density, per item, with which the probability-flow ODE carries noise
/// N(c, sigmaMax^2), c the denoiser's centre, to x at sigmaMin (Song et al., arXiv 2011.13456, eq.
/// 39): ln p(x) = ln N(x_end; c, sigmaMax^2) + integral of div dx/ds over s, where dx/ds = (x - D)
/// / s and div = (d - tr dD/dx) / s.
///
/// The trace is exact, at d derivatives of the denoiser per evaluation, or Hutchinson's estimate
/// with directions of random signs, which stay the same along the way (arXiv 1810.01367): right on
/// average over the directions. An item's value does not depend on the batch.
/// @param x      as Denoiser::denoise
/// @param random one stream per item; not used for the exact trace
/// @throws UsageError if sizes do not fit, and what the denoiser throws
[[nodiscard]] std::vector<double> logLikelihood(Denoiser& denoiser, std::span<const float> x,
                                                NoiseRange range, LikelihoodSettings settings,
                                                std::vector<RandomStream> random = {});

} // namespace calolens
