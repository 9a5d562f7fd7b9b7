// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DdpmSampler.h"

#include <cmath>

namespace calolens {

DdpmSampler::DdpmSampler(Denoiser& denoiser, std::vector<double> sigmas,
                         std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_z(m_x.size()) {
}

void DdpmSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    drawNoise(m_z);
    const double ratio = to / from;
    const auto keep = static_cast<float>(ratio * ratio);
    const auto spread = static_cast<float>(to * std::sqrt(1.0 - ratio * ratio));
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] = m_estimate[i] + keep * (m_x[i] - m_estimate[i]) + spread * m_z[i];
}

} // namespace calolens
