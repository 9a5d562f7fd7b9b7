// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"

#include <optional>
#include <string>
#include <string_view>

namespace calolens {

/// How an event is looked at: everything that a picture of it depends on but the event, the size
/// and the theme.
struct LookedAt {
    ViewSettings settings;
    std::optional<CameraState> camera; ///< none: the default view of the event
    std::optional<CellReference> pinned;
};

/// A JSON object; one key per member of ViewSettings.
[[nodiscard]] std::string toJson(const LookedAt& looked);
/// Keys that are missing keep their defaults; unknown ones, which a later program may write, are
/// ignored.
/// @throws UsageError naming a key whose value makes no sense
[[nodiscard]] LookedAt lookedAtFromJson(std::string_view json);

} // namespace calolens
