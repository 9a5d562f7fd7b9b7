// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace calolens {

/// The icon of that name (resources/icons/NAME.svg), drawn in the colours of the theme at the time
/// of painting: it needs not be set again when the theme changes. An unknown name gives a null
/// icon.
[[nodiscard]] QIcon themeIcon(const QString& name);

} // namespace calolens
