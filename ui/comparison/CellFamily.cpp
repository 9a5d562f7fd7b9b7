// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellFamily.h"

#include <numeric>

namespace calolens {

FamilyTree::FamilyTree(const Event& event) {
    if (event.levels.empty())
        return;
    for (const CellSet& cells : event.levels)
        m_cellCounts.push_back(cells.size());
    m_lrAncestor.resize(event.levels.size());
    m_lrAncestor[0].resize(event.lr().size());
    std::iota(m_lrAncestor[0].begin(), m_lrAncestor[0].end(), std::size_t{0});
    for (std::size_t level = 1; level < event.levels.size(); ++level) {
        const CellSet& cells = event.levels[level];
        for (std::size_t i = 0; i < cells.size(); ++i)
            m_lrAncestor[level].push_back(
                m_lrAncestor[level - 1].at(static_cast<std::size_t>(cells.parent.at(i))));
    }
    const std::vector<std::size_t>& ancestors = m_lrAncestor.back();
    m_firstChild.assign(event.lr().size() + 1, 0);
    for (const std::size_t ancestor : ancestors)
        ++m_firstChild[ancestor + 1];
    std::partial_sum(m_firstChild.begin(), m_firstChild.end(), m_firstChild.begin());
    std::vector<std::size_t> next(m_firstChild.begin(), m_firstChild.end() - 1);
    m_children.resize(ancestors.size());
    for (std::size_t i = 0; i < ancestors.size(); ++i)
        m_children[next[ancestors[i]]++] = i;
}

std::optional<CellFamily> FamilyTree::family(CellReference cell) const {
    if (cell.level < 0 || static_cast<std::size_t>(cell.level) >= m_cellCounts.size() ||
        cell.index >= m_cellCounts[static_cast<std::size_t>(cell.level)])
        return std::nullopt;
    CellFamily family;
    family.cell = cell;
    family.lr = m_lrAncestor[static_cast<std::size_t>(cell.level)][cell.index];
    if (static_cast<std::size_t>(cell.level) + 1 == m_cellCounts.size() && cell.level > 0)
        family.hr = cell.index;
    const auto children = hrDescendants(family.lr);
    family.children.assign(children.begin(), children.end());
    return family;
}

std::span<const std::size_t> FamilyTree::hrDescendants(std::size_t lr) const {
    if (m_cellCounts.size() < 2)
        return {};
    return std::span(m_children).subspan(m_firstChild[lr], m_firstChild[lr + 1] - m_firstChild[lr]);
}

} // namespace calolens
