// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/LrBlocks.h"

namespace calolens {

LrBlocks::LrBlocks(const Event& event)
    : m_count(event.lr().size(), 0.0)
    , m_cellsOf(event.lr().size()) {
    if (event.levels.size() < 2)
        return;
    m_lrOf.resize(event.hr().size());
    for (std::size_t i = 0; i < m_lrOf.size(); ++i) {
        std::size_t cell = i;
        for (std::size_t level = event.levels.size() - 1; level > 0; --level)
            cell = static_cast<std::size_t>(event.levels[level].parent.at(cell));
        m_lrOf[i] = cell;
        m_count.at(cell) += 1;
        m_cellsOf[cell].push_back(i);
    }
}

std::vector<double> LrBlocks::sum(std::span<const float> x) const {
    std::vector<double> sums(lrCells(), 0.0);
    for (std::size_t i = 0; i < m_lrOf.size(); ++i)
        sums[m_lrOf[i]] += x[i];
    return sums;
}

std::vector<float> LrBlocks::measuredPart(std::span<const float> x) const {
    const std::vector<double> sums = sum(x);
    std::vector<float> part(m_lrOf.size());
    for (std::size_t i = 0; i < part.size(); ++i)
        part[i] = static_cast<float>(sums[m_lrOf[i]] / m_count[m_lrOf[i]]);
    return part;
}

std::vector<float> LrBlocks::nullPart(std::span<const float> x) const {
    std::vector<float> part = measuredPart(x);
    for (std::size_t i = 0; i < part.size(); ++i)
        part[i] = x[i] - part[i];
    return part;
}

} // namespace calolens
