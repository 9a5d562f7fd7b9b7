// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"

namespace calolens {

/// Heun's second-order method on the probability-flow ODE dx/ds = (x - D(x; s)) / s
/// (Karras et al., arXiv 2206.00364, algorithm 1). NFE 2 N - 1: the last step, to s = 0, is an
/// Euler step.
class HeunSampler : public Sampler {
public:
    HeunSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise);

protected:
    void advance(double from, double to) override;

private:
    std::vector<float> m_slope;     ///< (x - D(x; s)) / s at the start of the step
    std::vector<float> m_predicted; ///< x after the Euler predictor
};

} // namespace calolens
