// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DdimSampler.h"

namespace calolens {

DdimSampler::DdimSampler(Denoiser& denoiser, std::vector<double> sigmas,
                         std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise)) {
}

void DdimSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        const float noise = (m_x[i] - m_estimate[i]) / static_cast<float>(from);
        m_x[i] = m_estimate[i] + static_cast<float>(to) * noise;
    }
}

} // namespace calolens
