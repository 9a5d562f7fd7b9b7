// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/NetworkDenoiser.h"

#include "diffusion/network/TorchErrors.h"

namespace calolens {

NetworkDenoiser::NetworkDenoiser(std::string name, SuperResolutionNetwork network,
                                 const Parametrisation& parametrisation,
                                 std::span<const Event* const> events, torch::Device device)
    : m_name(std::move(name))
    , m_network(std::move(network))
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
    m_condition = m_network->embedCondition(
        m_batch->padded(features, parametrisation.features()).to(m_device));
    m_mask = m_batch->attentionMask();
    if (m_mask.defined())
        m_mask = m_mask.to(m_device);
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
        const auto estimate = m_network->denoise(m_input.to(m_device), level, m_condition, m_mask);
        m_batch->unpad(estimate.to(torch::kCPU).contiguous(), m_channels, clean);
    });
}

} // namespace calolens
