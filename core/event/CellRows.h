// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace calolens {

/// An HR cell as tables of cells show it.
struct CellRow {
    std::int32_t layer = 0, ieta = 0, iphi = 0;
    double eta = 0, phi = 0; ///< of its centre; phi in rad
    std::size_t lrCell = 0;  ///< index of the LR cell that holds it
    float lrMeV = 0;         ///< what that one measured
    std::optional<float> predictedMeV, trueMeV;
};

/// One row per HR cell, in the order of the event.
[[nodiscard]] std::vector<CellRow> cellRows(const EventComparison& comparison);

} // namespace calolens
