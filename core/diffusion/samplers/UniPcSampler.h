// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Sampler.h"
#include "diffusion/samplers/NodeHistory.h"

namespace calolens {

/// UniPC-p (Zhao et al., arXiv 2302.04867, algorithms 1 and 2, multistep, data prediction) for
/// alpha = 1, lambda = -ln s.
///
/// UniP-p predicts with the estimates at the last p nodes; once the next estimate is known, UniC-p
/// takes the step again with it and the p before, at no cost. The coefficients solve eq. 5 in full,
/// so that B(h) drops out of them. The estimate is not renewed at the corrected point. NFE = N,
/// order p + 1. The order is lower at the start, and in the last p - 1 steps.
class UniPcSampler : public Sampler {
public:
    /// @param order p, at least 1
    UniPcSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise,
                 int order);

private:
    void advance(double from, double to) override;
    /// Sets m_x from m_start by the `known` newest estimates and, if given, the one at `to`.
    void integrate(double from, double to, std::size_t known, std::span<const float> atEnd);

    std::size_t m_order;
    NodeHistory m_estimates;    ///< at lambda
    std::vector<float> m_start; ///< x at the start of the last step
    double m_startSigma = 0;
    std::size_t m_known = 0; ///< estimates that the last prediction used
};

} // namespace calolens
