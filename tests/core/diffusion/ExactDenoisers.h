// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"

#include <cmath>
#include <vector>

namespace calolens::test {

/// The exact denoiser of data made of independent one-dimensional Gaussian mixtures with equal
/// weights and widths.
class MixtureDenoiser : public Denoiser {
public:
    MixtureDenoiser(std::vector<std::size_t> sizes, std::vector<double> means, double width)
        : m_sizes(std::move(sizes))
        , m_means(std::move(means))
        , m_width(width) {}

    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return m_sizes; }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        ++calls;
        const double v = m_width * m_width, total = v + sigma * sigma;
        for (std::size_t i = 0; i < x.size(); ++i) {
            // Posterior mean: components weighted by their likelihood, each shrunk towards its own
            // mean.
            double weights = 0, sum = 0, nearest = 1e300;
            for (const double m : m_means)
                nearest = std::min(nearest, (x[i] - m) * (x[i] - m));
            for (const double m : m_means) {
                const double w = std::exp(-((x[i] - m) * (x[i] - m) - nearest) / (2 * total));
                weights += w;
                sum += w * (m + v / total * (x[i] - m));
            }
            clean[i] = static_cast<float>(sum / weights);
        }
    }
    int calls = 0;

private:
    std::vector<std::size_t> m_sizes;
    std::vector<double> m_means;
    double m_width;
};

} // namespace calolens::test
