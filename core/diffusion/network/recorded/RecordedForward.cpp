// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/recorded/RecordedForward.h"

namespace calolens {

RecordedForward::RecordedForward(const NetworkPass& pass, const BoundCondition& condition,
                                 const Recorder& recorder)
    : m_shape{condition.embedded.size(0), condition.embedded.size(1)}
    , m_channels(pass.channels()) {
    const auto device = condition.embedded.device();
    const std::vector<std::int64_t> sizes{m_shape.items, m_shape.tokens, m_channels};
    const std::int64_t values = m_shape.items * m_shape.tokens * m_channels;
    const auto host = torch::TensorOptions().pinned_memory(device.is_cuda());
    const auto there = torch::TensorOptions().device(device);
    // x and the noise level travel together, in one copy.
    m_hostInput = torch::ones({values + 1}, host);
    m_hostNoisy = m_hostInput.narrow(0, 0, values).view(sizes);
    m_hostLevel = m_hostInput.narrow(0, values, 1);
    m_input = torch::ones({values + 1}, there);
    m_noisy = m_input.narrow(0, 0, values).view(sizes);
    m_level = m_input.narrow(0, values, 1);
    m_condition.embedded = torch::zeros_like(condition.embedded);
    m_condition.mask = torch::zeros({m_shape.items, 1, 1, m_shape.tokens}, there);
    if (condition.centre.defined())
        m_condition.centre = torch::zeros(sizes, there);
    m_clean = torch::empty(sizes, there);
    m_hostClean = torch::empty(sizes, host);
    m_recording =
        recorder([this, pass] { m_clean.copy_(pass.denoise(m_noisy, m_level, m_condition)); });
}

void RecordedForward::load(const BoundCondition& condition) {
    if (m_condition.number == condition.number)
        return;
    m_condition.number = 0; // until all of it is there
    m_condition.embedded.copy_(condition.embedded);
    if (condition.mask.defined())
        m_condition.mask.copy_(condition.mask);
    else
        m_condition.mask.zero_();
    if (condition.centre.defined())
        m_condition.centre.copy_(condition.centre);
    m_condition.number = condition.number;
}

void RecordedForward::denoise(const BoundCondition& condition, const TokenBatch& batch,
                              std::span<const float> x, double sigma, std::span<float> clean) {
    load(condition);
    batch.pad(x, m_channels, m_hostNoisy);
    *m_hostLevel.data_ptr<float>() = static_cast<float>(sigma);
    m_input.copy_(m_hostInput, true);
    m_recording->replay();
    m_hostClean.copy_(m_clean); // waits, for all of the above
    batch.unpad(m_hostClean, m_channels, clean);
}

void RecordedForward::replay(int passes) {
    for (int pass = 0; pass < passes; ++pass)
        m_recording->replay();
    m_hostClean.copy_(m_clean);
}

} // namespace calolens
