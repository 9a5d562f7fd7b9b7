// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"

#include <optional>
#include <string>

namespace calolens {

/// What keeps a model from working on events: other levels, layers, grids or noise than those it
/// was trained on. nullopt if nothing does.
/// @param trained  readout of the model's training events
/// @param events   readout of the events
[[nodiscard]] std::optional<std::string> readoutMisfit(const Readout& trained,
                                                       const Readout& events);

} // namespace calolens
