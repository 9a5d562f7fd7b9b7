// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"
#include "diffusion/samplers/NodeHistory.h"

namespace calolens {

/// DPM-Solver++(3M) for alpha = 1, lambda = -ln s: the exact solution of the probability-flow ODE
/// (Lu et al., arXiv 2211.01095, proposition 4.1) with the estimate as the quadratic in lambda
/// through the last three nodes. NFE = N. The first two steps, and the last two, are of lower
/// order.
class DpmSolver3MSampler : public Sampler {
public:
    DpmSolver3MSampler(Denoiser& denoiser, std::vector<double> sigmas,
                       std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
    NodeHistory m_estimates; ///< at lambda
};

} // namespace calolens
