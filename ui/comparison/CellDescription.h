// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellFamily.h"
#include "comparison/PaneContent.h"

#include <QString>

#include <vector>

namespace calolens {

/// One line of what is said about a cell.
struct DescriptionRow {
    QString name;
    QString value;
};

/// Layer, place, and the energies of a cell in LR, prediction and truth with their difference; for
/// an LR cell the energies of its children are summed. The map's number, if it has one of the cell
/// or its parent.
[[nodiscard]] std::vector<DescriptionRow> describeCell(const Event& event, const CellFamily& family,
                                                       const ShownPrediction& prediction,
                                                       const PaneMap& map = {});

/// "e-, 50.3 GeV".
[[nodiscard]] QString particleText(const Particle& particle);

} // namespace calolens
