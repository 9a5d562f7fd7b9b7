// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DpmSolver2SSampler.h"

#include <cmath>

namespace calolens {

DpmSolver2SSampler::DpmSolver2SSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                       std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_middle(m_x.size()) {
}

void DpmSolver2SSampler::advance(double from, double to) {
    const double middle = std::sqrt(from * to);
    evaluate(m_x, from, m_estimate);
    const auto keepHalf = static_cast<float>(middle / from); // exp(-h / 2)
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_middle[i] = m_estimate[i] + keepHalf * (m_x[i] - m_estimate[i]);
    evaluate(m_middle, middle, m_estimate);
    const auto keep = static_cast<float>(to / from); // exp(-h)
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] = m_estimate[i] + keep * (m_x[i] - m_estimate[i]);
}

} // namespace calolens
