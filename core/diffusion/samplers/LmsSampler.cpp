// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/LmsSampler.h"

#include "diffusion/samplers/LagrangeWeights.h"

namespace calolens {

namespace {
constexpr std::size_t highestOrder = 4;
}

LmsSampler::LmsSampler(Denoiser& denoiser, std::vector<double> sigmas,
                       std::vector<RandomStream> noise)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_slopes(highestOrder, m_x.size()) {
}

void LmsSampler::advance(double from, double to) {
    evaluate(m_x, from, m_estimate);
    const auto slope = m_slopes.push(from);
    const auto perFrom = static_cast<float>(1.0 / from);
    for (std::size_t i = 0; i < m_x.size(); ++i)
        slope[i] = (m_x[i] - m_estimate[i]) * perFrom;

    std::vector<double> nodes; // in units of the step, from its start
    for (std::size_t j = 0; j < m_slopes.size(); ++j)
        nodes.push_back((m_slopes.node(j) - from) / (to - from));
    const auto weights = lagrangeWeights(nodes, plainMoments(nodes.size()));
    for (std::size_t j = 0; j < nodes.size(); ++j) {
        const auto w = static_cast<float>(weights[j] * (to - from));
        const auto values = m_slopes.values(j);
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_x[i] += w * values[i];
    }
}

} // namespace calolens
