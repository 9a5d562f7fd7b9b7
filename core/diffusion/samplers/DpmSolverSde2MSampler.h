// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"
#include "diffusion/samplers/NodeHistory.h"

namespace calolens {

/// SDE-DPM-Solver++(2M) (Lu et al., arXiv 2211.01095) for alpha = 1, lambda = -ln s:
/// x_t = e^-2h x_s + (1 - e^-2h) (D + (D - D_before) / 2r) + t sqrt(1 - e^-2h) z, r = h_before / h.
/// NFE = N. The first step is DDPM's.
class DpmSolverSde2MSampler : public Sampler {
public:
    DpmSolverSde2MSampler(Denoiser& denoiser, std::vector<double> sigmas,
                          std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
    NodeHistory m_estimates; ///< at lambda
    std::vector<float> m_z;
};

} // namespace calolens
