// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"

namespace calolens {

/// DPM-Solver++(2S) (Lu et al., arXiv 2211.01095, algorithm 1) with r = 1/2, for alpha = 1,
/// lambda = -ln s: a first-order step to the middle of the step in lambda, whose estimate then
/// stands for the whole step. NFE 2 N - 1: the last step, to s = 0, needs one.
class DpmSolver2SSampler : public Sampler {
public:
    DpmSolver2SSampler(Denoiser& denoiser, std::vector<double> sigmas,
                       std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
    std::vector<float> m_middle; ///< x in the middle of the step
};

} // namespace calolens
