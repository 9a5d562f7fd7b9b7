// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DpmSolver2MSampler.h"

#include <algorithm>
#include <cmath>

namespace calolens {

DpmSolver2MSampler::DpmSolver2MSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                       std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_estimates(2, m_x.size()) {
}

void DpmSolver2MSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    std::ranges::copy(m_estimate, m_estimates.push(-std::log(from)).begin());
    const double h = std::log(from / to);
    const auto keep = static_cast<float>(to / from); // exp(-h)
    float ahead = 0;                                 // 1 / (2 r), r = h_before / h
    if (m_estimates.size() > 1)
        ahead = static_cast<float>(0.5 * h / (m_estimates.node(0) - m_estimates.node(1)));
    const auto before = m_estimates.values(m_estimates.size() - 1);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        const float extrapolated = m_estimate[i] + ahead * (m_estimate[i] - before[i]);
        m_x[i] = keep * m_x[i] + (1 - keep) * extrapolated;
    }
}

} // namespace calolens
