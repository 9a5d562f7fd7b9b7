// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <cstddef>
#include <span>
#include <vector>

namespace calolens {

/// The map A from HR to LR, which sums the HR cells of each LR cell, and what follows from it:
/// its pseudo-inverse A+ = A^T / m shares an LR cell's energy evenly among its m HR cells, so that
/// x = A+ A x + (x - A+ A x) is a part that the LR cells fix and a part that they cannot see
/// (range and null space of A). Any number of levels: HR cells belong to their forefather at
/// level 0.
class LrBlocks {
public:
    LrBlocks() = default;
    explicit LrBlocks(const Event& event);

    [[nodiscard]] std::size_t hrCells() const noexcept { return m_lrOf.size(); }
    [[nodiscard]] std::size_t lrCells() const noexcept { return m_count.size(); }
    /// Index of the LR cell that HR cell i is part of.
    [[nodiscard]] std::size_t lrOf(std::size_t i) const { return m_lrOf[i]; }
    /// Indices of the HR cells of LR cell j.
    [[nodiscard]] const std::vector<std::size_t>& cellsOf(std::size_t j) const {
        return m_cellsOf[j];
    }
    /// A x, MeV per LR cell. @param x MeV per HR cell
    [[nodiscard]] std::vector<double> sum(std::span<const float> x) const;
    /// A+ A x, MeV per HR cell.
    [[nodiscard]] std::vector<float> measuredPart(std::span<const float> x) const;
    /// (I - A+ A) x, MeV per HR cell; sums to zero in every LR cell.
    [[nodiscard]] std::vector<float> nullPart(std::span<const float> x) const;

private:
    std::vector<std::size_t> m_lrOf;
    std::vector<double> m_count;
    std::vector<std::vector<std::size_t>> m_cellsOf;
};

} // namespace calolens
