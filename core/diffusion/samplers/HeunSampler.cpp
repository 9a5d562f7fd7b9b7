// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/HeunSampler.h"

namespace calolens {

HeunSampler::HeunSampler(Denoiser& denoiser, std::vector<double> sigmas,
                         std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_slope(m_x.size())
    , m_predicted(m_x.size()) {
}

void HeunSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    const auto perFrom = static_cast<float>(1.0 / from);
    const auto h = static_cast<float>(to - from);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        m_slope[i] = (m_x[i] - m_estimate[i]) * perFrom;
        m_predicted[i] = m_x[i] + h * m_slope[i];
    }
    evaluate(m_predicted, to, m_estimate);
    const auto perTo = static_cast<float>(1.0 / to);
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] += 0.5f * h * (m_slope[i] + (m_predicted[i] - m_estimate[i]) * perTo);
}

} // namespace calolens
