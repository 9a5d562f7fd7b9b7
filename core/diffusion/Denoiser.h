// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace calolens {

/// The one seam between models and samplers: an estimate of the clean x from x + sigma n, n ~ N(0,
/// 1).
///
/// A denoiser is bound to its condition (the LR events) when it is made, so that what depends on
/// the condition alone is computed once and not at every step. It works on a batch of items laid
/// one behind the other: item i holds itemSizes()[i] values. Items do not influence one another.
class Denoiser {
public:
    virtual ~Denoiser() = default;

    /// Number of values of each item of the batch.
    [[nodiscard]] virtual std::span<const std::size_t> itemSizes() const = 0;

    /// What the noise starts from: a sampler begins at centre() + sigma n. Zeros unless the
    /// denoiser knows the condition's mean already; layout of x, or empty for zeros.
    [[nodiscard]] virtual std::span<const float> centre() const { return {}; }

    /// Writes E[x_clean | x_sigma = x] to `clean` (same layout as x).
    /// @param sigma noise level, > 0, the same for all items
    /// @throws ModelError, DeviceError
    virtual void denoise(std::span<const float> x, double sigma, std::span<float> clean) = 0;

    /// Writes the derivative of the estimate along `direction`, the product of its Jacobian with
    /// it, to `out` (same layout as x). Here by a central difference of two evaluations, with a
    /// step of one per cent of the noise level; a denoiser that knows better overrides it.
    /// @throws ModelError, DeviceError
    virtual void derivative(std::span<const float> x, double sigma,
                            std::span<const float> direction, std::span<float> out);
};

} // namespace calolens
