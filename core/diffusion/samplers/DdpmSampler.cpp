// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DdpmSampler.h"

#include <cmath>

namespace calolens {

DdpmSampler::DdpmSampler(Denoiser& denoiser, std::vector<double> sigmas,
                         std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_z(m_x.size()) {
}

void DdpmSampler::step() {
    if (finished())
        return;
    const double sigma = m_sigmas[static_cast<std::size_t>(m_step)];
    const double next = m_sigmas[static_cast<std::size_t>(m_step) + 1];

    evaluate(m_x, sigma, m_estimate);
    if (next == 0.0) {
        m_x = m_estimate;
    } else {
        drawNoise(m_z);
        const double ratio = next / sigma;
        const auto keep = static_cast<float>(ratio * ratio);
        const auto spread = static_cast<float>(next * std::sqrt(1.0 - ratio * ratio));
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_x[i] = m_estimate[i] + keep * (m_x[i] - m_estimate[i]) + spread * m_z[i];
    }
    ++m_step;
}

} // namespace calolens
