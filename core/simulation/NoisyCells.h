// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"
#include "random/NormalSequence.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace calolens {

/// The LR cells of one event: deposits plus Gaussian noise on every cell of the detector, hit or
/// not. Noise is drawn when a cell is asked for; its number in the detector names it, so that
/// neither the order nor the number of the questions matters.
class NoisyCells {
public:
    NoisyCells(const Granularity& granularity, const Detector& detector, const RandomStream& noise);

    /// Adds to the deposits of a cell; all deposits come before the first question.
    void deposit(CellId cell, float energy);
    [[nodiscard]] float energy(CellId cell);       ///< MeV
    [[nodiscard]] float significance(CellId cell); ///< energy over the cell's noise
    /// Every cell whose significance may exceed the threshold: those with deposits, and those whose
    /// noise alone may do it.
    [[nodiscard]] std::vector<CellId> candidatesAbove(double threshold) const;

private:
    struct Cell {
        float energy = 0;
        bool measured = false; ///< whether it has its noise
    };
    [[nodiscard]] std::uint32_t number(CellId cell) const;

    const Granularity& m_granularity;
    std::vector<double> m_noise;               ///< MeV, per layer
    std::vector<std::uint32_t> m_firstOfLayer; ///< number of the layer's first cell; the last: all
    NormalSequence m_normals;
    std::unordered_map<std::uint32_t, Cell> m_cells;
};

} // namespace calolens
