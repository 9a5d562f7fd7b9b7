// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/exact/GaussianMixture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace calolens {

GaussianMixtureDenoiser::GaussianMixtureDenoiser(std::vector<std::size_t> sizes,
                                                 std::vector<double> means, double width)
    : m_sizes(std::move(sizes))
    , m_means(std::move(means))
    , m_width(width) {
}

void GaussianMixtureDenoiser::denoise(std::span<const float> x, double sigma,
                                      std::span<float> clean) {
    const double v = m_width * m_width, total = v + sigma * sigma;
    for (std::size_t i = 0; i < x.size(); ++i) {
        double weights = 0, sum = 0, nearest = std::numeric_limits<double>::max();
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

double GaussianMixtureDenoiser::flow(double x, double from, double to) const {
    const bool upper = cumulative(x, from, false) > 0.5; // count from the nearer end
    const double p = cumulative(x, from, upper);
    double low = -1e3, high = 1e3;
    for (int i = 0; i < 100; ++i) {
        const double middle = 0.5 * (low + high);
        ((cumulative(middle, to, upper) < p) != upper ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double GaussianMixtureDenoiser::variance() const {
    const auto n = static_cast<double>(m_means.size());
    double mean = 0, square = 0;
    for (const double m : m_means) {
        mean += m / n;
        square += m * m / n;
    }
    return m_width * m_width + square - mean * mean;
}

double GaussianMixtureDenoiser::cumulative(double x, double sigma, bool upper) const {
    double sum = 0;
    for (const double m : m_means)
        sum += 0.5 * std::erfc((upper ? 1 : -1) * (x - m) /
                               std::sqrt(2 * (m_width * m_width + sigma * sigma)));
    return sum / static_cast<double>(m_means.size());
}

} // namespace calolens
