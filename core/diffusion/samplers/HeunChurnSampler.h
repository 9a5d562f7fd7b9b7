// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/samplers/HeunSampler.h"

namespace calolens {

/// EDM's stochastic sampler (Karras et al., arXiv 2206.00364, algorithm 2): before each step noise
/// is added from s to (1 + gamma) s, gamma = min(churn / N, sqrt(2) - 1), for s within a range.
///
/// NFE 2 N - 1. S_noise is 1: any other value changes the distribution of an exact denoiser's
/// samples. The level is never raised above the schedule's first, for which alone the model was
/// trained.
class HeunChurnSampler : public HeunSampler {
public:
    struct Churn {
        double amount = 40;    ///< S_churn
        double sigmaMin = 0.1; ///< S_tmin; the paper's 0.05 at its data's spread of 0.5
        double sigmaMax = 100; ///< S_tmax; the paper's 50
    };
    HeunChurnSampler(Denoiser& denoiser, std::vector<double> sigmas,
                     std::vector<RandomStream> noise);
    HeunChurnSampler(Denoiser& denoiser, std::vector<double> sigmas,
                     std::vector<RandomStream> noise, const Churn& churn);

private:
    void advance(double from, double to) override;
    Churn m_churn;
    std::vector<float> m_z;
};

} // namespace calolens
