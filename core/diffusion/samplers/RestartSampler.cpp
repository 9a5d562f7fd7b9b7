// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/RestartSampler.h"

#include "diffusion/NoiseSchedule.h"

#include <algorithm>
#include <cmath>

namespace calolens {

RestartSampler::RestartSampler(Denoiser& denoiser, std::vector<double> sigmas,
                               std::vector<RandomStream> noise)
    : RestartSampler(denoiser, std::move(sigmas), std::move(noise), Interval{}) {
}

RestartSampler::RestartSampler(Denoiser& denoiser, std::vector<double> sigmas,
                               std::vector<RandomStream> noise, const Interval& interval)
    : HeunSampler(denoiser, std::move(sigmas), std::move(noise))
    , m_z(m_x.size()) {
    plan(interval);
}

int RestartSampler::evaluationsFor(int steps) noexcept {
    const Interval interval;
    return 2 * steps - 1 + (steps > 1 ? 2 * interval.repeats * (interval.nodes - 1) : 0);
}

/// Puts the levels of the restarts behind the node they begin at.
void RestartSampler::plan(const Interval& interval) {
    m_restarts.assign(m_sigmas.size() - 1, false);
    if (m_sigmas.size() < 3)
        return; // a single step meets no level at which to restart
    const auto distance = [&](double a, double b) {
        return std::abs(std::log(a / interval.low)) < std::abs(std::log(b / interval.low));
    };
    const auto place = std::min_element(m_sigmas.begin() + 1, m_sigmas.end() - 1, distance);
    const double low = *place;
    m_high =
        std::min(std::max(interval.high, low * interval.high / interval.low), m_sigmas.front());
    std::vector<double> again = karrasSchedule(interval.nodes, {low, m_high});
    again.erase(again.begin()); // m_high, where the noise leads
    again.pop_back();           // 0
    again.back() = low;
    auto at = place - m_sigmas.begin() + 1;
    for (int k = 0; k < interval.repeats; ++k) {
        m_sigmas.insert(m_sigmas.begin() + at, again.begin(), again.end());
        m_restarts.insert(m_restarts.begin() + at - 1, again.size(), false);
        m_restarts[static_cast<std::size_t>(at) - 1] = true;
        at += static_cast<std::ptrdiff_t>(again.size());
    }
}

void RestartSampler::advance(double from, double to) {
    if (!m_restarts[static_cast<std::size_t>(m_step)])
        return HeunSampler::advance(from, to);
    raiseNoise(from, m_high, m_z);
    HeunSampler::advance(m_high, to);
}

} // namespace calolens
