// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"

namespace calolens {

/// Whether fusedAttention() can take the place of Torch's operations here: float on the CPU, no
/// gradient wanted, heads of a multiple of 16 values.
[[nodiscard]] bool canFuseAttention(const torch::Tensor& qkv, std::int64_t heads);

/// softmax(q k^T / sqrt(width / heads) + mask) v of all heads in one pass over the tokens, straight
/// from the output of the layer that makes q, k and v: what Torch needs three copies, two batched
/// products and a softmax for. Small events are bound by those, not by the products. Keys that the
/// mask hides are not looked at.
/// @param qkv  [B, T, 3 * width], float, on the CPU
/// @param mask [B, 1, 1, T] additive, 0 for tokens and large negative numbers for padding, which
///             follows the tokens; or undefined if all tokens count
/// @return [B, T, width]; zeros in the padding
[[nodiscard]] torch::Tensor fusedAttention(const torch::Tensor& qkv, const torch::Tensor& mask,
                                           std::int64_t heads);

} // namespace calolens
