// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellFamily.h"
#include "comparison/CellMark.h"

#include <QMetaType>

#include <vector>

namespace calolens {

/// Cells of an event that were chosen together, by a box, a lasso or a click.
struct CellSelection {
    int level = 0;                  ///< at which they were chosen: 0 = LR, last = HR
    std::vector<std::size_t> cells; ///< of that level, ascending

    [[nodiscard]] bool empty() const noexcept { return cells.empty(); }
    bool operator==(const CellSelection&) const = default;
};

/// What a selection means at both ends of the ladder, ascending: the cells themselves where they
/// were chosen; above them all parents, below them all children.
struct SelectedCells {
    std::vector<std::size_t> lr, hr;
};

/// @param selection  its cells are of the event that the tree was made of
[[nodiscard]] SelectedCells selectedCells(const Event& event, const FamilyTree& families,
                                          const CellSelection& selection);

/// Dims every cell that is not listed. @param cells  ascending
void dimOthers(std::vector<CellMark>& marks, const std::vector<std::size_t>& cells);

} // namespace calolens

Q_DECLARE_METATYPE(calolens::CellSelection)
