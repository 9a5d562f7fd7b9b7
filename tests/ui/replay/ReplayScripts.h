// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/MainWindow.h"

#include <functional>
#include <vector>

namespace calolens::test {

/// What a user does in the window, a step at a time; between the steps it comes to rest.
struct ReplayScript {
    const char* name;
    std::vector<std::function<void(MainWindow&)>> steps;
};

/// The recordings of this folder were made of these.
[[nodiscard]] std::vector<ReplayScript> replayScripts();

} // namespace calolens::test
