// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/NoiseAxis.h"

#include <algorithm>
#include <cmath>

namespace calolens {

NoiseAxis::NoiseAxis(double sigmaMin, double sigmaMax)
    : m_min(std::min(sigmaMin, sigmaMax))
    , m_max(std::max(sigmaMin, sigmaMax)) {
    constexpr double SmallestSigma = 1e-12;
    m_min = std::max(m_min, SmallestSigma);
    m_max = std::max(m_max, m_min * 1.01);
}

double NoiseAxis::positionOf(double sigma) const {
    if (!(sigma > 0))
        return 1;
    const double share =
        std::log(m_max / std::clamp(sigma, m_min, m_max)) / std::log(m_max / m_min);
    return share * (1 - CleanGap);
}

double NoiseAxis::sigmaAt(double position) const {
    if (position > 1 - CleanGap / 2)
        return 0;
    const double share = std::clamp(position / (1 - CleanGap), 0.0, 1.0);
    return m_max * std::pow(m_min / m_max, share);
}

std::vector<NoiseAxis::Tick> NoiseAxis::ticks() const {
    std::vector<Tick> result;
    constexpr double Rounding = 1e-9;
    for (int decade = static_cast<int>(std::floor(std::log10(m_min)));
         decade <= static_cast<int>(std::floor(std::log10(m_max))); ++decade) {
        for (int digit = 1; digit <= 9; ++digit) {
            const double sigma = digit * std::pow(10.0, decade);
            if (sigma >= m_min * (1 - Rounding) && sigma <= m_max * (1 + Rounding))
                result.push_back({sigma, digit == 1});
        }
    }
    result.push_back({0, true});
    return result;
}

} // namespace calolens
