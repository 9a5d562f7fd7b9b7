// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/exact/Convergence.h"

#include "diffusion/Sampler.h"
#include "diffusion/exact/GaussianMixture.h"

#include <cmath>

namespace calolens {

namespace {

constexpr std::size_t trajectories = 100;

GaussianMixtureDenoiser twoPeaks(std::size_t values) {
    return {{values}, {-1.0, 0.5}, 0.4};
}

std::unique_ptr<Sampler> start(const std::string& sampler, const std::string& schedule, int steps,
                               Denoiser& denoiser) {
    return makeSampler(sampler, denoiser, noiseSchedule(schedule, steps, convergenceRange),
                       {RandomStream(1, RandomPurpose::Sampling, 1)});
}

} // namespace

double ConvergenceLine::order(double least) const {
    const ConvergencePoint *before = nullptr, *last = nullptr;
    for (const ConvergencePoint& point : points)
        if (point.error > least) {
            before = last;
            last = &point;
        }
    if (before == nullptr)
        return 0;
    return std::log(before->error / last->error) /
           std::log(static_cast<double>(last->steps - 1) / (before->steps - 1));
}

ConvergenceLine trajectoryConvergence(const std::string& sampler, const std::string& schedule,
                                      const std::vector<int>& steps) {
    ConvergenceLine line{sampler, schedule, {}};
    for (const int n : steps) {
        auto denoiser = twoPeaks(trajectories);
        const auto s = start(sampler, schedule, n, denoiser);
        std::vector<double> exact;
        for (const float x : s->state())
            exact.push_back(denoiser.flow(x, convergenceRange.sigmaMax, convergenceRange.sigmaMin));
        for (int i = 0; i + 1 < n; ++i)
            s->step();
        double sum = 0;
        for (std::size_t i = 0; i < exact.size(); ++i)
            sum += std::pow(s->state()[i] - exact[i], 2);
        const double error = std::sqrt(sum / static_cast<double>(exact.size()));
        s->step();
        line.points.push_back({n, s->evaluations(), error});
    }
    return line;
}

ConvergenceLine varianceConvergence(const std::string& sampler, const std::string& schedule,
                                    const std::vector<int>& steps, std::size_t samples) {
    ConvergenceLine line{sampler, schedule, {}};
    for (const int n : steps) {
        auto denoiser = twoPeaks(samples);
        const auto s = start(sampler, schedule, n, denoiser);
        while (!s->finished())
            s->step();
        double mean = 0, square = 0;
        for (const float x : s->state()) {
            mean += x;
            square += double{x} * x;
        }
        mean /= static_cast<double>(samples);
        square /= static_cast<double>(samples);
        const double variance = square - mean * mean;
        line.points.push_back({n, s->evaluations(), std::abs(variance / denoiser.variance() - 1)});
    }
    return line;
}

} // namespace calolens
