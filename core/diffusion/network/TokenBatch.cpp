// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/TokenBatch.h"

#include <algorithm>

namespace calolens {

TokenBatch::TokenBatch(std::vector<std::int64_t> tokens)
    : m_tokens(std::move(tokens))
    , m_longest(*std::max_element(m_tokens.begin(), m_tokens.end())) {
}

TokenBatch::TokenBatch(std::vector<std::int64_t> tokens, std::int64_t items, std::int64_t longest)
    : m_tokens(std::move(tokens))
    , m_longest(longest) {
    m_tokens.resize(static_cast<std::size_t>(items), 0);
}

void TokenBatch::pad(std::span<const float> ragged, std::int64_t channels,
                     torch::Tensor& padded) const {
    float* out = padded.data_ptr<float>();
    const float* in = ragged.data();
    for (const std::int64_t n : m_tokens) {
        std::copy(in, in + n * channels, out);
        std::fill(out + n * channels, out + m_longest * channels, 0.f);
        in += n * channels;
        out += m_longest * channels;
    }
}

torch::Tensor TokenBatch::padded(std::span<const float> ragged, std::int64_t channels) const {
    auto result = torch::empty({items(), m_longest, channels});
    pad(ragged, channels, result);
    return result;
}

void TokenBatch::unpad(const torch::Tensor& padded, std::int64_t channels,
                       std::span<float> ragged) const {
    const float* in = padded.data_ptr<float>();
    float* out = ragged.data();
    for (const std::int64_t n : m_tokens) {
        std::copy(in, in + n * channels, out);
        in += m_longest * channels;
        out += n * channels;
    }
}

torch::Tensor TokenBatch::attentionMask() const {
    if (std::all_of(m_tokens.begin(), m_tokens.end(),
                    [this](std::int64_t n) { return n == m_longest; }))
        return {};
    return ((tokenMask() - 1) * 1e9f).view({items(), 1, 1, m_longest});
}

torch::Tensor TokenBatch::tokenMask() const {
    auto mask = torch::zeros({items(), m_longest, 1});
    for (std::int64_t i = 0; i < items(); ++i)
        mask[i].narrow(0, 0, m_tokens[static_cast<std::size_t>(i)]).fill_(1);
    return mask;
}

} // namespace calolens
