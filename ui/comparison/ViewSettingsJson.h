// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellSelection.h"
#include "comparison/ViewSettings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calolens {

/// How an event is looked at: everything that a picture of it depends on but the event, the size
/// and the theme.
struct LookedAt {
    ViewSettings settings;
    std::optional<CameraState> camera; ///< none: the default view of the event
    std::optional<CellReference> pinned;
    CellSelection selection = {}; ///< cells beside which all others are dimmed; empty: none
    /// Keys of the text it was read from that this program does not know. Not written.
    std::vector<std::string> unknownKeys = {};
};

/// A JSON object; one key per member of ViewSettings.
[[nodiscard]] std::string toJson(const LookedAt& looked);
/// Keys that are missing keep their defaults; unknown ones, which a later program may write, are
/// named in LookedAt::unknownKeys.
/// @throws UsageError naming a key whose value makes no sense
[[nodiscard]] LookedAt lookedAtFromJson(std::string_view json);
/// The view in a session's part about the window (Session::window); the usual view if there is
/// none. @throws UsageError
[[nodiscard]] LookedAt lookedAtInWindow(std::string_view window);

} // namespace calolens
