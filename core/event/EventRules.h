// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/CellTable.h"
#include "event/Event.h"

#include <optional>
#include <string>

namespace calolens {

/// What is wrong with an event: the column it shows in ("parent"), and the cause for a FileError.
struct Flaw {
    std::string column;
    std::string cause;
};

/// Whether the readout is a ladder: every level has the same layers, and each level's cells are
/// made of a whole number r x r of the next one's. @returns what is wrong
[[nodiscard]] std::optional<std::string> ladderFlaw(const Readout& readout);

/// Whether a cell is listed twice.
[[nodiscard]] std::optional<Flaw> duplicateFlaw(const CellSet& cells);

/// Whether `children` are exactly the children of all cells of `parents`, in their order and,
/// within a parent, in that of childOf().
[[nodiscard]] std::optional<Flaw> childrenFlaw(const CellSet& parents, const CellSet& children,
                                               const Granularity& coarse, const Granularity& fine);

/// How many children the cells have together.
[[nodiscard]] std::int64_t childrenCount(const CellSet& parents, const Granularity& coarse,
                                         const Granularity& fine);

/// Everything that a file may not say of one level of an event by itself: columns of different
/// lengths, cells outside the grid, energies that break the rule.
[[nodiscard]] std::optional<Flaw> cellsFlaw(const CellSet& cells, const Granularity& granularity,
                                            EnergyRule rule);

/// Whether a particle's numbers are finite and its energy not negative.
[[nodiscard]] std::optional<Flaw> particlesFlaw(const std::vector<Particle>& particles);

} // namespace calolens
