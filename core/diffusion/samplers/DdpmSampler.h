// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"

namespace calolens {

/// Ancestral sampling of DDPM (Ho et al., arXiv 2006.11239, eq. 6-7), as SR3 (arXiv 2104.07636)
/// samples, written for x_s = x + s n: from s to t < s, x_t ~ N(D + (t/s)^2 (x_s - D), t^2 (s^2 -
/// t^2) / s^2). NFE = N.
class DdpmSampler : public Sampler {
public:
    DdpmSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
    std::vector<float> m_z;
};

} // namespace calolens
