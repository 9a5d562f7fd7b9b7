// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/HeunSampler.h"

namespace calolens {

HeunSampler::HeunSampler(Denoiser& denoiser, std::vector<double> sigmas,
                         std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_slope(m_x.size())
    , m_predicted(m_x.size()) {
}

void HeunSampler::step() {
    if (finished())
        return;
    const double sigma = m_sigmas[static_cast<std::size_t>(m_step)];
    const double next = m_sigmas[static_cast<std::size_t>(m_step) + 1];

    evaluate(m_x, sigma, m_estimate);
    if (next == 0.0) {
        m_x = m_estimate; // Euler to zero noise lands on the estimate exactly
    } else {
        const auto perSigma = static_cast<float>(1.0 / sigma);
        const auto h = static_cast<float>(next - sigma);
        for (std::size_t i = 0; i < m_x.size(); ++i) {
            m_slope[i] = (m_x[i] - m_estimate[i]) * perSigma;
            m_predicted[i] = m_x[i] + h * m_slope[i];
        }
        evaluate(m_predicted, next, m_estimate);
        const auto perNext = static_cast<float>(1.0 / next);
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_x[i] += 0.5f * h * (m_slope[i] + (m_predicted[i] - m_estimate[i]) * perNext);
    }
    ++m_step;
}

} // namespace calolens
