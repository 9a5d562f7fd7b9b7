// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "diffusion/exact/GaussianMixture.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

namespace calolens::test {

/// The program's own exact denoiser, counting its calls.
class MixtureDenoiser : public GaussianMixtureDenoiser {
public:
    using GaussianMixtureDenoiser::GaussianMixtureDenoiser;
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        ++calls;
        GaussianMixtureDenoiser::denoise(x, sigma, clean);
    }
    int calls = 0;
};

/// The exact denoiser of vectors from a Gaussian mixture in many dimensions. All components have
/// the same covariance, sum_k variances[k] u_k u_k^T, whose axes u_k are those of a reflection, so
/// that every value depends on all others.
class VectorMixtureDenoiser : public Denoiser {
public:
    /// @param count   vectors, all in one item
    /// @param means   of the components, each of the length of variances
    VectorMixtureDenoiser(std::size_t count, std::vector<std::vector<double>> means,
                          std::vector<double> variances)
        : m_size(count * variances.size())
        , m_means(std::move(means))
        , m_variances(std::move(variances)) {}

    [[nodiscard]] std::size_t dimension() const { return m_variances.size(); }
    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return {&m_size, 1}; }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        const std::size_t d = dimension();
        std::vector<double> v(d), distance(m_means.size());
        for (std::size_t first = 0; first < x.size(); first += d) {
            for (std::size_t c = 0; c < m_means.size(); ++c) {
                v = along(x.subspan(first, d), m_means[c]);
                distance[c] = 0;
                for (std::size_t k = 0; k < d; ++k)
                    distance[c] += v[k] * v[k] / (m_variances[k] + sigma * sigma);
            }
            const double nearest = *std::min_element(distance.begin(), distance.end());
            std::vector<double> sum(d, 0.0);
            double weights = 0;
            for (std::size_t c = 0; c < m_means.size(); ++c) {
                const double w = std::exp(-0.5 * (distance[c] - nearest));
                weights += w;
                v = along(x.subspan(first, d), m_means[c]);
                for (std::size_t k = 0; k < d; ++k)
                    v[k] *= m_variances[k] / (m_variances[k] + sigma * sigma);
                v = reflected(v);
                for (std::size_t k = 0; k < d; ++k)
                    sum[k] += w * (m_means[c][k] + v[k]);
            }
            for (std::size_t k = 0; k < d; ++k)
                clean[first + k] = static_cast<float>(sum[k] / weights);
        }
    }
    /// Components of x - mean along the axes.
    [[nodiscard]] std::vector<double> along(std::span<const float> x,
                                            const std::vector<double>& mean) const {
        std::vector<double> difference(x.begin(), x.end());
        for (std::size_t k = 0; k < difference.size(); ++k)
            difference[k] -= mean[k];
        return reflected(difference);
    }
    /// The reflection I - 2 n n^T, n along (1, 1, ... 1): its own inverse.
    [[nodiscard]] static std::vector<double> reflected(std::vector<double> v) {
        const double mean =
            std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
        for (double& value : v)
            value -= 2 * mean;
        return v;
    }

private:
    std::size_t m_size;
    std::vector<std::vector<double>> m_means;
    std::vector<double> m_variances;
};

/// The exact denoiser of independent Gaussians of given means and one width, centred on the
/// means: what is left when the posterior mean is known.
class CentredGaussianDenoiser : public Denoiser {
public:
    CentredGaussianDenoiser(std::vector<float> means, double width, bool centred = true)
        : m_sizes{means.size()}
        , m_means(std::move(means))
        , m_width(width)
        , m_centred(centred) {}

    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return m_sizes; }
    [[nodiscard]] std::span<const float> centre() const override {
        return m_centred ? std::span<const float>(m_means) : std::span<const float>();
    }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        const double v = m_width * m_width;
        for (std::size_t i = 0; i < x.size(); ++i)
            clean[i] = static_cast<float>(m_means[i] + v / (v + sigma * sigma) *
                                                           (double{x[i]} - double{m_means[i]}));
    }

private:
    std::vector<std::size_t> m_sizes;
    std::vector<float> m_means;
    double m_width;
    bool m_centred;
};

} // namespace calolens::test
