// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"

namespace calolens {

/// Euler's method on the probability-flow ODE dx/ds = (x - D(x; s)) / s (Karras et al., arXiv
/// 2206.00364, algorithm 1 without lines 6-8). NFE = N.
class EulerSampler : public Sampler {
public:
    EulerSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
};

} // namespace calolens
