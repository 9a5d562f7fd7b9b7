// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <filesystem>
#include <memory>

/// Made-up events that obey every rule of the format, the same on every machine.
namespace calolens::sample {

/// COCOA's three ECAL layers, LR and HR differing by 2 x 2.
[[nodiscard]] Readout readout();
/// Event number `number`: 0 to 3 particles, 0 to 30 LR cells, their children, 40 % zeros.
[[nodiscard]] Event event(const std::shared_ptr<const Readout>& readout, std::int64_t number);
/// The grid of deposits twice as fine as HR, all six layers.
[[nodiscard]] Granularity depositsGrid();
[[nodiscard]] DepositEvent deposits(std::int64_t number);

/// Writes events 0 to count - 1.
void writeEvents(const std::filesystem::path& path, std::int64_t count, bool hasTruth = true);
void writeDeposits(const std::filesystem::path& path, std::int64_t count);
/// Adds a complete prediction of 3 draws: draw s of an HR cell of true energy E is E + s + 1.
void addPrediction(const std::filesystem::path& path, const std::string& name);

} // namespace calolens::sample
