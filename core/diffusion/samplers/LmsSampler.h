// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"
#include "diffusion/samplers/NodeHistory.h"

namespace calolens {

/// Linear multistep method of Adams and Bashforth for unequal steps, up to fourth order (Hairer,
/// Norsett and Wanner, Solving Ordinary Differential Equations I, III.5), on dx/ds = (x - D(x; s))
/// / s: the integral over the step of the polynomial in s through the last slopes. NFE = N. The
/// order rises with the slopes known.
class LmsSampler : public Sampler {
public:
    LmsSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
    NodeHistory m_slopes; ///< at s
};

} // namespace calolens
