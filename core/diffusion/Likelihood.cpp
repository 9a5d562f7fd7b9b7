// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Likelihood.h"

#include "diffusion/DormandPrince.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace calolens {

namespace {

/// Slopes of the states and, behind them, of the items' logarithms of density.
class DensityFlow {
public:
    DensityFlow(Denoiser& denoiser, std::vector<std::vector<float>> directions, double scale)
        : m_denoiser(denoiser)
        , m_directions(std::move(directions))
        , m_scale(scale)
        , m_size(m_directions.empty() ? 0 : m_directions.front().size())
        , m_x(m_size)
        , m_clean(m_size)
        , m_derivative(m_size) {}

    void operator()(double sigma, std::span<const double> y, std::span<double> slope) {
        std::transform(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(m_size), m_x.begin(),
                       [](double v) { return static_cast<float>(v); });
        m_denoiser.denoise(m_x, sigma, m_clean);
        for (std::size_t i = 0; i < m_size; ++i)
            slope[i] = (y[i] - m_clean[i]) / sigma;
        const auto sizes = m_denoiser.itemSizes();
        for (std::size_t item = 0; item < sizes.size(); ++item)
            slope[m_size + item] = static_cast<double>(sizes[item]) / sigma;
        for (const std::vector<float>& direction : m_directions) {
            m_denoiser.derivative(m_x, sigma, direction, m_derivative);
            std::size_t first = 0;
            for (std::size_t item = 0; item < sizes.size(); ++item) {
                double along = 0;
                for (std::size_t i = first; i < first + sizes[item]; ++i)
                    along += double{direction[i]} * m_derivative[i];
                slope[m_size + item] -= m_scale * along / sigma;
                first += sizes[item];
            }
        }
    }

private:
    Denoiser& m_denoiser;
    std::vector<std::vector<float>> m_directions;
    double m_scale; ///< of the sum over directions
    std::size_t m_size;
    std::vector<float> m_x, m_clean, m_derivative;
};

/// Direction k is the k-th axis of every item that has so many.
std::vector<std::vector<float>> axes(std::span<const std::size_t> sizes, std::size_t total) {
    const std::size_t most = sizes.empty() ? 0 : *std::max_element(sizes.begin(), sizes.end());
    std::vector<std::vector<float>> directions(most, std::vector<float>(total, 0.f));
    std::size_t first = 0;
    for (const std::size_t size : sizes) {
        for (std::size_t k = 0; k < size; ++k)
            directions[k][first + k] = 1;
        first += size;
    }
    return directions;
}

std::vector<std::vector<float>> randomSigns(std::span<const std::size_t> sizes, std::size_t total,
                                            int count, std::vector<RandomStream>& random) {
    std::vector<std::vector<float>> directions;
    for (int k = 0; k < count; ++k) {
        std::vector<float>& signs = directions.emplace_back(total);
        std::size_t first = 0;
        for (std::size_t item = 0; item < sizes.size(); ++item) {
            for (std::size_t i = first; i < first + sizes[item]; ++i)
                signs[i] = random[item].below(2) == 0 ? -1.f : 1.f;
            first += sizes[item];
        }
    }
    return directions;
}

} // namespace

std::vector<double> logLikelihood(Denoiser& denoiser, std::span<const float> x, NoiseRange range,
                                  LikelihoodSettings settings, std::vector<RandomStream> random) {
    const auto sizes = denoiser.itemSizes();
    const std::size_t total = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
    if (x.size() != total)
        throw UsageError(fmt::format("{} values were given, expected {}", x.size(), total));
    if (settings.steps < 1)
        throw UsageError("the number of steps must be 1 or more");
    if (settings.probes < 0)
        throw UsageError("the number of probes must be 0 or more");
    const bool exact = settings.probes == 0;
    if (!exact && random.size() != sizes.size())
        throw UsageError(
            fmt::format("{} random streams were given for {} items", random.size(), sizes.size()));

    std::vector<double> levels = karrasSchedule(settings.steps + 1, range);
    levels.pop_back(); // 0
    std::reverse(levels.begin(), levels.end());

    std::vector<double> y(x.begin(), x.end());
    y.resize(total + sizes.size(), 0.0);
    DensityFlow flow(
        denoiser, exact ? axes(sizes, total) : randomSigns(sizes, total, settings.probes, random),
        exact ? 1.0 : 1.0 / settings.probes);
    DormandPrince solver(levels.front(), std::move(y), std::ref(flow));
    for (std::size_t i = 1; i < levels.size(); ++i) {
        solver.attempt(levels[i] - solver.t());
        solver.accept();
    }

    std::vector<double> result(solver.y().begin() + static_cast<std::ptrdiff_t>(total),
                               solver.y().end());
    const double variance = range.sigmaMax * range.sigmaMax;
    const double perValue = 0.5 * std::log(2 * std::numbers::pi * variance);
    const auto centre = denoiser.centre();
    std::size_t first = 0;
    for (std::size_t item = 0; item < sizes.size(); ++item) {
        for (std::size_t i = first; i < first + sizes[item]; ++i) {
            const double end = solver.y()[i] - (centre.empty() ? 0.0 : double{centre[i]});
            result[item] -= perValue + 0.5 * end * end / variance;
        }
        first += sizes[item];
    }
    return result;
}

} // namespace calolens
