// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/NetworkDenoiser.h"

#include "diffusion/network/ConditionEstimate.h"
#include "diffusion/network/TorchErrors.h"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace calolens {

namespace {

std::uint64_t nextNumber() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

/// Recorded evaluations take batches of certain shapes only.
TokenBatch bucket(std::vector<std::int64_t> tokens) {
    const ForwardShape shape = bucketOf({static_cast<std::int64_t>(tokens.size()),
                                         *std::max_element(tokens.begin(), tokens.end())});
    return {std::move(tokens), shape.items, shape.tokens};
}

} // namespace

NetworkDenoiser::NetworkDenoiser(std::string name, ModelWeights weights,
                                 const Parametrisation& parametrisation,
                                 std::span<const Event* const> events, torch::Device device,
                                 Precision precision, std::shared_ptr<RecordedForwards> recorded)
    : m_name(std::move(name))
    , m_pass(weights.network, precision)
    , m_device(device)
    , m_channels(parametrisation.channels())
    , m_recorded(std::move(recorded)) {
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
    if (m_recorded)
        m_batch.emplace(bucket(std::move(tokens)));
    else
        m_batch.emplace(std::move(tokens));
    m_condition.number = nextNumber();
    m_condition.mask = m_batch->attentionMask();
    if (m_condition.mask.defined())
        m_condition.mask = m_condition.mask.to(m_device);
    auto told = m_batch->padded(features, parametrisation.features()).to(m_device);
    if (!weights.estimator.is_empty()) {
        ConditionEstimate estimate = estimateCondition(weights.estimator, told, m_condition.mask,
                                                       m_batch->tokenMask().to(m_device));
        told = std::move(estimate.features);
        m_condition.centre = std::move(estimate.centre);
        m_start.resize(std::accumulate(m_sizes.begin(), m_sizes.end(), std::size_t{0}));
        m_batch->unpad(m_condition.centre.to(torch::kCPU).contiguous(), m_channels, m_start);
    }
    m_condition.embedded = weights.network->embedCondition(told);
}

void NetworkDenoiser::denoise(std::span<const float> x, double sigma, std::span<float> clean) {
    if (!m_batch)
        return;
    translatingTorchErrors("model " + m_name + ": evaluating the network", [&] {
        const torch::InferenceMode guard;
        if (m_recorded && m_recorded->denoise(m_condition, *m_batch, x, sigma, clean))
            return;
        if (!m_input.defined()) {
            const auto there = torch::TensorOptions().device(m_device);
            const auto host = torch::TensorOptions().pinned_memory(m_device.is_cuda());
            m_input = torch::empty({m_batch->items(), m_batch->longest(), m_channels}, host);
            m_output = m_device.is_cuda() ? torch::empty(m_input.sizes(), host) : torch::Tensor();
            m_noisy = m_device.is_cuda() ? torch::empty(m_input.sizes(), there) : m_input;
            m_level = torch::empty({1}, there);
        }
        m_batch->pad(x, m_channels, m_input);
        m_level.fill_(sigma);
        if (m_device.is_cuda())
            m_noisy.copy_(m_input, true);
        const auto estimate = m_pass.denoise(m_noisy, m_level, m_condition);
        if (m_output.defined()) {
            m_output.copy_(estimate); // waits
            m_batch->unpad(m_output, m_channels, clean);
        } else {
            m_batch->unpad(estimate.contiguous(), m_channels, clean);
        }
    });
}

bool NetworkDenoiser::forwardAlone(int passes) {
    if (!m_batch)
        return false;
    translatingTorchErrors("model " + m_name + ": evaluating the network", [&] {
        const torch::InferenceMode guard;
        if (m_recorded && m_recorded->replay(m_condition, passes))
            return;
        TORCH_CHECK(m_noisy.defined(), "nothing was evaluated before");
        torch::Tensor estimate;
        for (int pass = 0; pass < passes; ++pass)
            estimate = m_pass.denoise(m_noisy, m_level, m_condition);
        if (m_output.defined())
            m_output.copy_(estimate); // waits
    });
    return true;
}

} // namespace calolens
