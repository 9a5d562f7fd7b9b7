// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/NetworkDenoiser.h"

#include "diffusion/network/ConditionEstimate.h"
#include "diffusion/network/TorchErrors.h"

#include <numeric>

namespace calolens {

NetworkDenoiser::NetworkDenoiser(std::string name, ModelWeights weights,
                                 const Parametrisation& parametrisation,
                                 std::span<const Event* const> events, torch::Device device)
    : m_name(std::move(name))
    , m_weights(std::move(weights))
    , m_device(device)
    , m_channels(parametrisation.channels()) {
    std::vector<std::int64_t> tokens;
    std::vector<float> features;
    for (const Event* event : events) {
        const std::size_t n = parametrisation.tokens(*event);
        tokens.push_back(static_cast<std::int64_t>(n));
        m_sizes.push_back(n * static_cast<std::size_t>(m_channels));
        const auto f = parametrisation.conditionFeatures(*event);
        features.insert(features.end(), f.begin(), f.end());
    }
    if (features.empty())
        return;
    const torch::InferenceMode guard;
    m_batch.emplace(std::move(tokens));
    m_mask = m_batch->attentionMask();
    if (m_mask.defined())
        m_mask = m_mask.to(m_device);
    auto told = m_batch->padded(features, parametrisation.features()).to(m_device);
    if (!m_weights.estimator.is_empty()) {
        ConditionEstimate estimate =
            estimateCondition(m_weights.estimator, told, m_mask, m_batch->tokenMask().to(m_device));
        told = std::move(estimate.features);
        m_centre = std::move(estimate.centre);
        m_start.resize(std::accumulate(m_sizes.begin(), m_sizes.end(), std::size_t{0}));
        m_batch->unpad(m_centre.to(torch::kCPU).contiguous(), m_channels, m_start);
    }
    m_condition = m_weights.network->embedCondition(told);
    m_input = torch::empty({m_batch->items(), m_batch->longest(), m_channels},
                           torch::TensorOptions().pinned_memory(m_device.is_cuda()));
}

void NetworkDenoiser::denoise(std::span<const float> x, double sigma, std::span<float> clean) {
    if (!m_batch)
        return;
    translatingTorchErrors("model " + m_name + ": evaluating the network", [&] {
        const torch::InferenceMode guard;
        m_batch->pad(x, m_channels, m_input);
        const auto level =
            torch::full({1}, sigma, torch::TensorOptions().dtype(torch::kFloat).device(m_device));
        auto noisy = m_input.to(m_device);
        if (m_centre.defined())
            noisy = noisy - m_centre;
        auto estimate = m_weights.network->denoise(noisy, level, m_condition, m_mask);
        if (m_centre.defined())
            estimate = estimate + m_centre;
        m_batch->unpad(estimate.to(torch::kCPU).contiguous(), m_channels, clean);
    });
}

} // namespace calolens
