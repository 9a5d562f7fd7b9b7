// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/DormandPrince.h"
#include "diffusion/Sampler.h"

namespace calolens {

/// Dormand and Prince's method 5(4) with steps of its own choice on the probability-flow ODE
/// dx/ds = (x - D(x; s)) / s (Song et al., arXiv 2011.13456, eq. 13; Karras et al., arXiv
/// 2206.00364, eq. 3), from the first level to the last above zero.
///
/// The levels between say only where one may look: there the continuous solution is shown, at no
/// cost. So NFE depends on the tolerance and not on N, from two steps on. The error of a step is
/// kept below tolerance (1 + |x|), root of the mean square over an item, for the worst item of a
/// batch; all items share the steps. Throws ModelError if an estimate is not a number.
class DormandPrinceSampler : public Sampler {
public:
    DormandPrinceSampler(Denoiser& denoiser, std::vector<double> sigmas,
                         std::vector<RandomStream> noise, double tolerance = 1e-4);

private:
    void advance(double from, double to) override;
    void takeStep();
    /// Of the step that was tried, in units of the tolerance.
    [[nodiscard]] double errorOfStep() const;

    double m_tolerance;
    double m_last; ///< the last level above zero
    double m_h;    ///< the next step to try, negative
    std::vector<float> m_single, m_clean;
    std::vector<double> m_interpolated, m_interpolatedSlope;
    std::unique_ptr<DormandPrince> m_solver; ///< from the first step on
};

} // namespace calolens
