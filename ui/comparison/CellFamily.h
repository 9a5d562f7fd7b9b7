// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"
#include "event/Event.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace calolens {

/// A cell with its relatives: the LR cell above it and all HR cells of that LR cell.
struct CellFamily {
    CellReference cell;            ///< the cell asked for
    std::size_t lr = 0;            ///< its ancestor at level 0 (or itself)
    std::optional<std::size_t> hr; ///< the cell itself, if it is of the last level
    std::vector<std::size_t>
        children; ///< all HR descendants of lr, the cell and its siblings included
};

/// Who descends from whom in one event; built once, asked often.
class FamilyTree {
public:
    FamilyTree() = default;
    explicit FamilyTree(const Event& event);

    /// nullopt when the event has no such cell.
    [[nodiscard]] std::optional<CellFamily> family(CellReference cell) const;
    /// The LR cell above a cell (or itself), which must be one of the event.
    [[nodiscard]] std::size_t lrAncestor(CellReference cell) const {
        return m_lrAncestor[static_cast<std::size_t>(cell.level)][cell.index];
    }
    /// All HR cells of an LR cell; none if the event has one level.
    [[nodiscard]] std::span<const std::size_t> hrDescendants(std::size_t lr) const;

private:
    std::vector<std::size_t> m_cellCounts;              ///< per level
    std::vector<std::vector<std::size_t>> m_lrAncestor; ///< per level and cell
    std::vector<std::size_t> m_firstChild;              ///< CSR over LR cells, one longer
    std::vector<std::size_t> m_children;                ///< HR cells, sorted by LR ancestor
};

} // namespace calolens
