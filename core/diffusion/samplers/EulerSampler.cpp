// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/EulerSampler.h"

namespace calolens {

EulerSampler::EulerSampler(Denoiser& denoiser, std::vector<double> sigmas,
                           std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise)) {
}

void EulerSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    const auto h = static_cast<float>((to - from) / from);
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] += h * (m_x[i] - m_estimate[i]);
}

} // namespace calolens
