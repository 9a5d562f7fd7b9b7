// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellSelection.h"

#include <algorithm>

namespace calolens {
namespace {

void sortUnique(std::vector<std::size_t>& cells) {
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
}

} // namespace

SelectedCells selectedCells(const Event& event, const FamilyTree& families,
                            const CellSelection& selection) {
    SelectedCells selected;
    for (const std::size_t cell : selection.cells)
        selected.lr.push_back(families.lrAncestor({selection.level, cell}));
    sortUnique(selected.lr);
    const bool finest = selection.level + 1 == static_cast<int>(event.levels.size());
    if (finest && selection.level > 0) {
        selected.hr = selection.cells;
        return selected;
    }
    for (const std::size_t parent : selected.lr) {
        const auto children = families.hrDescendants(parent);
        selected.hr.insert(selected.hr.end(), children.begin(), children.end());
    }
    sortUnique(selected.hr);
    return selected;
}

void dimOthers(std::vector<CellMark>& marks, const std::vector<std::size_t>& cells) {
    auto next = cells.begin();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (next != cells.end() && *next == i)
            ++next;
        else if (marks[i] == CellMark::None)
            marks[i] = CellMark::Dimmed;
    }
}

} // namespace calolens
