// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/CellRows.h"

namespace calolens {

namespace {
/// Index of the level-0 cell that holds cell i of the last level.
std::size_t lrIndex(const Event& event, std::size_t i) {
    for (std::size_t level = event.levels.size() - 1; level > 0; --level)
        i = static_cast<std::size_t>(event.levels[level].parent.at(i));
    return i;
}
} // namespace

std::vector<CellRow> cellRows(const EventComparison& comparison) {
    const Event& event = *comparison.event;
    const CellSet& cells = event.hr();
    std::vector<CellRow> rows;
    rows.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellBounds bounds =
            cellBounds(event.readout->detector, event.readout->levels.back(), cells.id(i));
        CellRow row;
        row.layer = cells.layer[i];
        row.ieta = cells.ieta[i];
        row.iphi = cells.iphi[i];
        row.eta = bounds.eta();
        row.phi = bounds.phi();
        row.lrCell = lrIndex(event, i);
        row.lrMeV = event.lr().energy.at(row.lrCell);
        if (!comparison.predicted.empty())
            row.predictedMeV = comparison.predicted.at(i);
        if (event.hasTruth())
            row.trueMeV = cells.energy[i];
        rows.push_back(row);
    }
    return rows;
}

} // namespace calolens
