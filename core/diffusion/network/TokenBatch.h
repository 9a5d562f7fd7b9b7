// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"

#include <span>
#include <vector>

namespace calolens {

/// Ragged items brought to one tensor [items, largest token count, channels], padded with zeros.
class TokenBatch {
public:
    /// @param tokens token count of each item; at least one item
    explicit TokenBatch(std::vector<std::int64_t> tokens);
    /// The same items with room for more: items without a token behind them, and padding for
    /// `longest` tokens. @param items, longest no less than the batch needs
    TokenBatch(std::vector<std::int64_t> tokens, std::int64_t items, std::int64_t longest);

    [[nodiscard]] std::int64_t items() const noexcept {
        return static_cast<std::int64_t>(m_tokens.size());
    }
    [[nodiscard]] std::int64_t longest() const noexcept { return m_longest; }
    [[nodiscard]] const std::vector<std::int64_t>& tokens() const noexcept { return m_tokens; }

    /// Copies items lying one behind the other into `padded` (CPU, float, contiguous, [items,
    /// longest, channels]).
    void pad(std::span<const float> ragged, std::int64_t channels, torch::Tensor& padded) const;
    /// A new padded tensor.
    [[nodiscard]] torch::Tensor padded(std::span<const float> ragged, std::int64_t channels) const;
    /// The reverse of pad().
    void unpad(const torch::Tensor& padded, std::int64_t channels, std::span<float> ragged) const;
    /// Additive attention mask [items, 1, 1, longest]: 0 for tokens, -1e9 for padding; undefined if
    /// there is no padding.
    [[nodiscard]] torch::Tensor attentionMask() const;
    /// 1 for tokens, 0 for padding: [items, longest, 1].
    [[nodiscard]] torch::Tensor tokenMask() const;

private:
    std::vector<std::int64_t> m_tokens;
    std::int64_t m_longest = 0;
};

} // namespace calolens
