// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"

namespace calolens {

/// DDIM (Song et al., arXiv 2010.02502, eq. 12 with sigma_t = 0): the estimate of the clean x plus
/// the estimated noise n = (x - D) / s at the next level. NFE = N.
///
/// In x_s = x + s n this is Euler's method (eq. 14 there), to rounding.
class DdimSampler : public Sampler {
public:
    DdimSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise);

private:
    void advance(double from, double to) override;
};

} // namespace calolens
