// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace calolens {

/// What an icon is drawn on.
enum class IconGround {
    Surface, ///< panels, bars and menus: drawn in the colour of text
    Accent   ///< the primary button: drawn in the colour of its text
};

/// The icon of that name (resources/icons/NAME.svg), drawn in the colours of the theme at the time
/// of painting: it needs not be set again when the theme changes. An unknown name gives a null
/// icon.
[[nodiscard]] QIcon themeIcon(const QString& name, IconGround ground = IconGround::Surface);

} // namespace calolens
