// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DenoisingInformation.h"

#include "diffusion/GaussLegendre.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <numeric>

namespace calolens {

namespace {
double variableOf(double sigma) {
    return -0.5 * std::log1p(1 / (sigma * sigma));
}

double sigmaOf(double variable) {
    return 1 / std::sqrt(std::expm1(-2 * variable));
}

void check(std::span<const std::size_t> sizes, std::size_t values, std::size_t streams,
           NoiseRange range, double resolution) {
    const std::size_t total = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
    if (values != total)
        throw UsageError(fmt::format("{} values were given, expected {}", values, total));
    if (streams != sizes.size())
        throw UsageError(
            fmt::format("{} random streams were given for {} items", streams, sizes.size()));
    if (!(resolution >= range.sigmaMin) || !(resolution < range.sigmaMax))
        throw UsageError(fmt::format("the resolution must lie between the noise levels that the "
                                     "model was trained for, {} and {}; it is {}",
                                     range.sigmaMin, range.sigmaMax, resolution));
}
} // namespace

std::optional<std::vector<double>> denoisingInformation(Denoiser& denoiser,
                                                        std::span<const float> x, NoiseRange range,
                                                        DenoisingInformationSettings settings,
                                                        std::vector<RandomStream> random,
                                                        const std::function<bool()>& goOn) {
    const auto sizes = denoiser.itemSizes();
    check(sizes, x.size(), random.size(), range, settings.resolution);
    std::vector<double> bits(x.size(), 0.0);
    std::vector<float> noisy(x.size()), clean(x.size());
    const auto nodes =
        gaussLegendre(settings.levels, variableOf(settings.resolution), variableOf(range.sigmaMax));
    for (std::size_t level = 0; level < nodes.size(); ++level) {
        if (goOn && !goOn())
            return std::nullopt;
        const double sigma = sigmaOf(nodes[level].at), variance = sigma * sigma;
        std::size_t first = 0;
        for (std::size_t item = 0; item < sizes.size(); ++item) {
            for (std::size_t i = first; i < first + sizes[item]; ++i)
                noisy[i] = static_cast<float>(x[i] + sigma * random[item].normal());
            first += sizes[item];
        }
        denoiser.denoise(noisy, sigma, clean);
        // ds / s^3 = dv (1 + s^2) / s^2
        double weight = nodes[level].weight * (1 + variance) / variance;
        if (level + 1 == nodes.size())
            weight += 0.5 / (range.sigmaMax * range.sigmaMax);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double error = double{x[i]} - double{clean[i]};
            bits[i] += weight / std::numbers::ln2 * error * error;
        }
    }
    return bits;
}

} // namespace calolens
