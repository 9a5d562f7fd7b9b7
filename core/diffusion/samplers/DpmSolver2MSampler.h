// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"
#include "diffusion/samplers/NodeHistory.h"

namespace calolens {

/// DPM-Solver++(2M) (Lu et al., arXiv 2211.01095, algorithm 2) for alpha = 1, lambda = -ln s: the
/// estimate, extrapolated from the last two nodes to the middle of the step. NFE = N. The first
/// step, and the last one to s = 0, are of first order.
class DpmSolver2MSampler : public Sampler {
public:
    DpmSolver2MSampler(Denoiser& denoiser, std::vector<double> sigmas,
                       std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
    NodeHistory m_estimates; ///< at lambda
};

} // namespace calolens
