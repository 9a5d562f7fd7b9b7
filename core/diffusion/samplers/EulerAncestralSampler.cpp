// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/EulerAncestralSampler.h"

#include <cmath>

namespace calolens {

EulerAncestralSampler::EulerAncestralSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                             std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_z(m_x.size()) {
}

void EulerAncestralSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    drawNoise(m_z);
    const double up = to * std::sqrt(from * from - to * to) / from;
    const double down = std::sqrt(to * to - up * up);
    const auto h = static_cast<float>((down - from) / from);
    const auto spread = static_cast<float>(up);
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] += h * (m_x[i] - m_estimate[i]) + spread * m_z[i];
}

} // namespace calolens
