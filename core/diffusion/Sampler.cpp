// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Sampler.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace calolens {

namespace {

/// The levels without those that (nearly) repeat the one before: a multistep method divides by
/// their distance. @throws UsageError
std::vector<double> distinctLevels(std::vector<double> sigmas) {
    if (sigmas.size() < 2 || sigmas.back() != 0.0)
        throw UsageError(
            "a sampler needs a schedule of at least one step that ends at noise level 0");
    constexpr double same = 1 - 1e-6;
    std::vector<double> levels{sigmas.front()};
    for (std::size_t i = 1; i < sigmas.size(); ++i) {
        const double before = sigmas[i - 1];
        if (!(std::isfinite(before) && before > 0 && sigmas[i] <= before))
            throw UsageError(fmt::format(
                "noise level {} follows {} in a schedule, expected finite levels that fall to 0",
                sigmas[i], before));
        if (sigmas[i] < same * levels.back())
            levels.push_back(sigmas[i]);
    }
    return levels;
}

} // namespace

Sampler::Sampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise)
    : m_denoiser(denoiser)
    , m_sigmas(distinctLevels(std::move(sigmas)))
    , m_noise(std::move(noise)) {
    const auto sizes = m_denoiser.itemSizes();
    if (sizes.size() != m_noise.size())
        throw UsageError(
            fmt::format("{} random streams were given for {} items", m_noise.size(), sizes.size()));
    m_x.resize(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
    m_estimate.assign(m_x.size(), 0.f);
    drawNoise(m_x);
    for (float& x : m_x)
        x *= static_cast<float>(m_sigmas.front());
    const auto centre = m_denoiser.centre();
    if (!centre.empty() && centre.size() != m_x.size())
        throw UsageError(fmt::format("the denoiser is centred on {} values, but x has {}",
                                     centre.size(), m_x.size()));
    for (std::size_t i = 0; i < centre.size(); ++i)
        m_x[i] += centre[i];
}

void Sampler::step() {
    if (finished())
        return;
    const double from = m_sigmas[static_cast<std::size_t>(m_step)];
    const double to = m_sigmas[static_cast<std::size_t>(m_step) + 1];
    if (to == 0.0) {
        evaluate(m_x, from, m_estimate);
        m_x = m_estimate;
    } else {
        advance(from, to);
    }
    ++m_step;
}

void Sampler::evaluate(std::span<const float> x, double sigma, std::span<float> clean) {
    m_denoiser.denoise(x, sigma, clean);
    ++m_evaluations;
}

void Sampler::drawNoise(std::span<float> z) {
    std::size_t first = 0;
    const auto sizes = m_denoiser.itemSizes();
    for (std::size_t item = 0; item < sizes.size(); ++item) {
        m_noise[item].fillNormal(z.subspan(first, sizes[item]));
        first += sizes[item];
    }
}

void Sampler::raiseNoise(double from, double to, std::span<float> z) {
    drawNoise(z);
    const auto spread = static_cast<float>(std::sqrt(to * to - from * from));
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_x[i] += spread * z[i];
}

} // namespace calolens
