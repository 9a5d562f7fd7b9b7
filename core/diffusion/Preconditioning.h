// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace calolens {

/// EDM preconditioning, D(x; s) = skip x + out F(in x; noise) (Karras et al., arXiv 2206.00364,
/// table 1).
struct Preconditioning {
    double skip, out, in, noise;

    /// @param sigma     noise level, > 0
    /// @param sigmaData spread of the clean data
    [[nodiscard]] static Preconditioning edm(double sigma, double sigmaData) noexcept {
        const double total = sigma * sigma + sigmaData * sigmaData;
        return {sigmaData * sigmaData / total, sigma * sigmaData / std::sqrt(total),
                1.0 / std::sqrt(total), 0.25 * std::log(sigma)};
    }
};

/// Weight of the squared error at noise level sigma that gives every level unit weight at the start
/// of training (same source, table 1): (s^2 + sd^2) / (s sd)^2.
[[nodiscard]] inline double edmLossWeight(double sigma, double sigmaData) noexcept {
    return (sigma * sigma + sigmaData * sigmaData) / (sigma * sigma * sigmaData * sigmaData);
}

} // namespace calolens
