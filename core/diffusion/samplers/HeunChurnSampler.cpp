// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/HeunChurnSampler.h"

#include <algorithm>
#include <numbers>

namespace calolens {

HeunChurnSampler::HeunChurnSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                   std::vector<RandomStream> noise)
    : HeunChurnSampler(denoiser, std::move(sigmas), std::move(noise), Churn{}) {
}

HeunChurnSampler::HeunChurnSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                   std::vector<RandomStream> noise, const Churn& churn)
    : HeunSampler(denoiser, std::move(sigmas), std::move(noise))
    , m_churn(churn)
    , m_z(m_x.size()) {
}

void HeunChurnSampler::advance(double from, double to) {
    double raised = from;
    if (from >= m_churn.sigmaMin && from <= m_churn.sigmaMax) {
        const double gamma = std::min(m_churn.amount / stepCount(), std::numbers::sqrt2 - 1);
        raised = std::min((1 + gamma) * from, m_sigmas.front());
    }
    if (raised > from)
        raiseNoise(from, raised, m_z);
    HeunSampler::advance(raised, to);
}

} // namespace calolens
