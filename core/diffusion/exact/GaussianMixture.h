// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"

#include <cstddef>
#include <span>
#include <vector>

namespace calolens {

/// The exact denoiser of data made of independent one-dimensional Gaussian mixtures with equal
/// weights and widths: what samplers are measured with, since the answer is known.
class GaussianMixtureDenoiser : public Denoiser {
public:
    /// @param sizes  values of each item
    /// @param means  of the components, at least one
    /// @param width  standard deviation of each component, above 0
    GaussianMixtureDenoiser(std::vector<std::size_t> sizes, std::vector<double> means,
                            double width);

    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return m_sizes; }
    /// The posterior mean: components weighted by their likelihood, each shrunk towards its mean.
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override;
    /// Where the probability-flow ODE leads from x at level `from`: in one dimension the flow keeps
    /// the order of points and the densities, so that it keeps the cumulative distribution.
    [[nodiscard]] double flow(double x, double from, double to) const;
    /// Of the data: of the components and of their means.
    [[nodiscard]] double variance() const;

private:
    [[nodiscard]] double cumulative(double x, double sigma, bool upper) const;

    std::vector<std::size_t> m_sizes;
    std::vector<double> m_means;
    double m_width;
};

} // namespace calolens
