// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/DormandPrinceSampler.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double firstStep = 0.02; // of the noise level
constexpr double safety = 0.9;
constexpr double least = 0.2, most = 5; // change of the step
constexpr double shortestStep = 1e-3;   // of the noise level: taken whatever its error
} // namespace

DormandPrinceSampler::DormandPrinceSampler(Denoiser& denoiser, std::vector<double> sigmas,
                                           std::vector<RandomStream> noise, double tolerance)
    : Sampler(denoiser, std::move(sigmas), std::move(noise))
    , m_tolerance(tolerance)
    , m_last(m_sigmas[m_sigmas.size() - 2])
    , m_h(-firstStep * m_sigmas.front())
    , m_single(m_x.size())
    , m_clean(m_x.size())
    , m_interpolated(m_x.size())
    , m_interpolatedSlope(m_x.size()) {
}

void DormandPrinceSampler::advance(double from, double to) {
    if (!m_solver)
        m_solver = std::make_unique<DormandPrince>(
            from, std::vector<double>(m_x.begin(), m_x.end()),
            [this](double sigma, std::span<const double> x, std::span<double> slope) {
                std::ranges::transform(x, m_single.begin(),
                                       [](double v) { return static_cast<float>(v); });
                evaluate(m_single, sigma, m_clean);
                for (std::size_t i = 0; i < x.size(); ++i)
                    slope[i] = (x[i] - m_clean[i]) / sigma;
            });
    while (m_solver->t() > to)
        takeStep();
    m_solver->interpolate(to, m_interpolated, m_interpolatedSlope);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        m_x[i] = static_cast<float>(m_interpolated[i]);
        m_estimate[i] = static_cast<float>(m_interpolated[i] - to * m_interpolatedSlope[i]);
    }
}

void DormandPrinceSampler::takeStep() {
    for (;;) {
        const double sigma = m_solver->t();
        const bool reachesEnd = sigma + m_h <= m_last * (1 + 1e-9);
        const double h = reachesEnd ? m_last - sigma : m_h;
        m_solver->attempt(h);
        const double error = errorOfStep();
        const double factor =
            std::isfinite(error)
                ? std::clamp(safety * std::pow(std::max(error, 1e-10), -0.2), least, most)
                : least;
        const bool shortest = -h <= 1.01 * shortestStep * sigma;
        if (shortest && !std::isfinite(error))
            throw ModelError(
                fmt::format("the model's estimate at noise level {:.3g} is not a number", sigma));
        const bool accepted = error <= 1 || shortest;
        if (accepted) {
            m_solver->accept();
            if (!reachesEnd)
                m_h = std::min(h * factor, -shortestStep * sigma);
            return;
        }
        m_h = std::min(h * std::min(factor, 1.0), -shortestStep * sigma);
    }
}

double DormandPrinceSampler::errorOfStep() const {
    double worst = 0;
    std::size_t first = 0;
    const auto start = m_solver->y(), end = m_solver->end(), error = m_solver->error();
    for (const std::size_t size : m_denoiser.itemSizes()) {
        double sum = 0;
        for (std::size_t i = first; i < first + size; ++i) {
            const double allowed =
                m_tolerance * (1 + std::max(std::abs(start[i]), std::abs(end[i])));
            sum += (error[i] / allowed) * (error[i] / allowed);
        }
        if (size > 0 && !(sum / static_cast<double>(size) <= worst)) // also if it is no number
            worst = sum / static_cast<double>(size);
        first += size;
    }
    return std::sqrt(worst);
}

} // namespace calolens
