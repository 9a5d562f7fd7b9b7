// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

#include <cstdint>
#include <span>

namespace calolens {

/// How unevenly a picture shares the energy of its LR cells: ln sum |(I - A+ A) x|^2, MeV^2.
/// Minus infinity if all shares are even.
[[nodiscard]] double logContrast(std::span<const float> picture, const LrBlocks& blocks);

/// Shares each LR cell's energy in proportion to the power `exponent` of the shares: above one the
/// picture gains contrast, below one it loses some. Each LR cell keeps its sum, zeros stay zeros.
void changeContrast(std::span<float> picture, const LrBlocks& blocks, double exponent);

/// Finds the exponent with which the draws of a model have, in the mean over events, the contrast
/// of truth: one step of Newton's method from 1, for exponents near 1.
class ContrastFit {
public:
    /// Takes an event into the fit. Those without truth, draws or contrast are left out.
    void add(const EventEvidence& evidence);
    [[nodiscard]] std::int64_t events() const noexcept { return m_events; }
    /// Mean log contrast of truth less that of the draws.
    [[nodiscard]] double excess() const;
    /// 1 with fewer than 100 events.
    [[nodiscard]] double exponent() const;

private:
    std::int64_t m_events = 0;
    double m_excess = 0; ///< sum over events of ln contrast: truth less mean of draws
    double m_slope = 0;  ///< sum over events of its derivative along the exponent, for the draws
};

} // namespace calolens
