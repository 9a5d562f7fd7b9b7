// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/UniPcSampler.h"

#include "diffusion/samplers/LagrangeWeights.h"

#include <algorithm>
#include <cmath>

namespace calolens {

UniPcSampler::UniPcSampler(Denoiser& denoiser, std::vector<double> sigmas,
                           std::vector<RandomStream> noise, int order)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_order(static_cast<std::size_t>(order))
    , m_estimates(m_order, m_x.size())
    , m_start(m_x.size()) {
}

void UniPcSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    if (m_known > 0)
        integrate(m_startSigma, from, m_known, m_estimate); // UniC: m_x is what was predicted
    std::ranges::copy(m_estimate, m_estimates.push(-std::log(from)).begin());
    m_start = m_x;
    m_startSigma = from;
    m_known = std::min(m_estimates.size(), static_cast<std::size_t>(stepsLeft()));
    integrate(from, to, m_known, {}); // UniP
}

void UniPcSampler::integrate(double from, double to, std::size_t known,
                             std::span<const float> atEnd) {
    const double h = std::log(from / to);
    const double start = -std::log(from);
    std::vector<double> nodes; // in units of the step, from its start
    for (std::size_t j = 0; j < known; ++j)
        nodes.push_back((m_estimates.node(j) - start) / h);
    if (!atEnd.empty())
        nodes.push_back(1);
    const auto weights = lagrangeWeights(nodes, exponentialMoments(h, nodes.size()));
    const auto keep = static_cast<float>(to / from);
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] = keep * m_start[i];
    for (std::size_t j = 0; j < nodes.size(); ++j) {
        const auto values = j < known ? m_estimates.values(j) : atEnd;
        const auto w = static_cast<float>(weights[j]);
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_x[i] += w * values[i];
    }
}

} // namespace calolens
