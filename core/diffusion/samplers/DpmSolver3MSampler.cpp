// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DpmSolver3MSampler.h"

#include <algorithm>
#include <cmath>

namespace calolens {

DpmSolver3MSampler::DpmSolver3MSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                       std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_estimates(3, m_x.size()) {
}

void DpmSolver3MSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    std::ranges::copy(m_estimate, m_estimates.push(-std::log(from)).begin());
    const double h = std::log(from / to);
    const std::size_t order = std::min(m_estimates.size(), static_cast<std::size_t>(stepsLeft()));
    // x_t = exp(-h) x_s + h phi1 D + h^2 phi2 D' + h^3 phi3 D'', phi_k of -h, with D' and D'' by
    // divided differences.
    const double a0 = -std::expm1(-h); // h phi1
    const double a1 = h - a0;          // h^2 phi2
    const double a2 = h * h / 2 - a1;  // h^3 phi3
    double w0 = a0, w1 = 0, w2 = 0;    // weights of the estimates, the newest first
    if (order > 1) {
        const double h0 = m_estimates.node(0) - m_estimates.node(1);
        w0 += a1 / h0;
        w1 -= a1 / h0;
        if (order > 2) {
            const double h1 = m_estimates.node(1) - m_estimates.node(2);
            const double b = (a1 * h0 + 2 * a2) / (h0 + h1); // of the second divided difference
            w0 += b / h0;
            w1 -= b / h0 + b / h1;
            w2 += b / h1;
        }
    }
    const auto keep = static_cast<float>(to / from);
    const auto f0 = static_cast<float>(w0), f1 = static_cast<float>(w1),
               f2 = static_cast<float>(w2);
    const auto d1 = m_estimates.values(order > 1 ? 1 : 0),
               d2 = m_estimates.values(order > 2 ? 2 : 0);
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] = keep * m_x[i] + f0 * m_estimate[i] + f1 * d1[i] + f2 * d2[i];
}

} // namespace calolens
