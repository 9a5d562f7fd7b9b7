// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace calolens {

/// The files of demo events that come with the program, the one to show first: beside an installed
/// program, else in the source tree it was built from. Those that are not there are left out.
[[nodiscard]] QStringList demoEventsPaths();
/// Whether it is one of them.
[[nodiscard]] bool isDemo(const QString& path);

} // namespace calolens
