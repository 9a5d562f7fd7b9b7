// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"

namespace calolens {

/// An Euler step down to below the next level, and fresh noise back up to it: from s to t with
/// t_up^2 = t^2 (s^2 - t^2) / s^2 and t_down^2 = t^2 - t_up^2. NFE = N.
///
/// These are the moments of DDPM's posterior (arXiv 2006.11239, eq. 7), reached through DDIM's
/// family with eta = 1 (arXiv 2010.02502, eq. 16): for x_s = x + s n the step is DdpmSampler's.
class EulerAncestralSampler : public Sampler {
public:
    EulerAncestralSampler(Denoiser& denoiser, std::vector<double> sigmas,
                          std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
    std::vector<float> m_z;
};

} // namespace calolens
