// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DpmSolverSde2MSampler.h"

#include <algorithm>
#include <cmath>

namespace calolens {

DpmSolverSde2MSampler::DpmSolverSde2MSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                             std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_estimates(2, m_x.size())
    , m_z(m_x.size()) {
}

void DpmSolverSde2MSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    std::ranges::copy(m_estimate, m_estimates.push(-std::log(from)).begin());
    drawNoise(m_z);
    const double h = std::log(from / to);
    const auto take = static_cast<float>(-std::expm1(-2 * h)); // 1 - exp(-2 h)
    const auto spread = static_cast<float>(to * std::sqrt(-std::expm1(-2 * h)));
    float ahead = 0; // 1 / (2 r)
    if (m_estimates.size() > 1)
        ahead = static_cast<float>(0.5 * h / (m_estimates.node(0) - m_estimates.node(1)));
    const auto before = m_estimates.values(m_estimates.size() - 1);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        const float extrapolated = m_estimate[i] + ahead * (m_estimate[i] - before[i]);
        m_x[i] = (1 - take) * m_x[i] + take * extrapolated + spread * m_z[i];
    }
}

} // namespace calolens
