// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QString>

namespace calolens {

/// What the user asks for; System follows the desktop.
enum class ThemeChoice { System, Dark, Light };

/// The colours of one theme. Every widget takes its colours from here, so that a meaning has the
/// same colour everywhere.
struct ThemeColours {
    bool dark = true;
    QColor window;   ///< behind everything: bars, dock titles
    QColor surface;  ///< panels and tables
    QColor raised;   ///< inputs, menus, buttons
    QColor border;   ///< hairlines
    QColor text;     ///< main text
    QColor muted;    ///< labels, units, axis numbers
    QColor disabled; ///< what cannot be used now
    QColor accent;   ///< selection, focus, the primary button
    QColor accentText;
    QColor error;
    QColor warning;
    QColor success;
    QColor view;      ///< background of the three-dimensional panes
    QColor lr;        ///< what was measured
    QColor predicted; ///< what the model says
    QColor truth;     ///< what is known from simulation
};

/// The colours of the dark or the light theme.
[[nodiscard]] const ThemeColours& themeColours(bool dark);

/// "system", "dark" or "light"; nullopt-like: returns false and leaves `choice` for other names.
[[nodiscard]] bool themeFromName(const QString& name, ThemeChoice& choice);
[[nodiscard]] QString themeName(ThemeChoice choice);

/// The theme of the running application: palette, style sheet, icon colours.
class Theme : public QObject {
    Q_OBJECT
public:
    /// The one of this application; created on first use, after QApplication.
    [[nodiscard]] static Theme& instance();

    [[nodiscard]] ThemeChoice choice() const noexcept { return m_choice; }
    [[nodiscard]] bool isDark() const noexcept { return m_colours->dark; }
    [[nodiscard]] const ThemeColours& colours() const noexcept { return *m_colours; }
    /// Applies the theme to the whole application at once.
    void setChoice(ThemeChoice choice);

Q_SIGNALS:
    void changed();

private:
    Theme();
    void apply();

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_desktopIsDark = true;
    const ThemeColours* m_colours;
};

/// Distances in device-independent pixels, the same in every panel.
namespace spacing {
inline constexpr int Tight = 4;
inline constexpr int Normal = 8;
inline constexpr int Wide = 12;
} // namespace spacing

} // namespace calolens
