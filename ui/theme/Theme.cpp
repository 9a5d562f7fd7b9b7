// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/Theme.h"

#include "theme/WindowSheets.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QPointer>
#include <QStyleFactory>

#include <array>
#include <utility>

// Resources of a static library are only kept if somebody asks for them by name.
static void initThemeResources() {
    Q_INIT_RESOURCE(theme);
    Q_INIT_RESOURCE(icons);
}

namespace calolens {
namespace {

ThemeColours darkColours() {
    return {true,
            QColor(0x15181d),
            QColor(0x1b1f26),
            QColor(0x242a33),
            QColor(0x323a46),
            QColor(0xe1e6ee),
            QColor(0x97a3b4),
            QColor(0x5b6675),
            QColor(0x58a6e8),
            QColor(0x0c1620),
            QColor(0xf28482),
            QColor(0xe9b44c),
            QColor(0x63c493),
            QColor(0x101318),
            QColor(0xe8a838),
            QColor(0x5fb3f0),
            QColor(0x4ecb9d)};
}

ThemeColours lightColours() {
    return {false,
            QColor(0xeceff3),
            QColor(0xf7f8fa),
            QColor(0xffffff),
            QColor(0xcfd6df),
            QColor(0x1c222b),
            QColor(0x566171),
            QColor(0x9aa4b2),
            QColor(0x1c6cb4),
            QColor(0xffffff),
            QColor(0xb3261e),
            QColor(0x8a5a00),
            QColor(0x1c7a4a),
            QColor(0xfcfcfd),
            QColor(0xa86200),
            QColor(0x0b6bb0),
            QColor(0x007a58)};
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
                            static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
                            static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

QPalette paletteFor(const ThemeColours& c) {
    QPalette palette;
    const QColor selection = mixed(c.surface, c.accent, 0.30);
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, mixed(c.surface, c.text, 0.03));
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Button, c.raised);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.error);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Highlight, selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::Light, mixed(c.raised, c.text, 0.10));
    palette.setColor(QPalette::Midlight, mixed(c.raised, c.text, 0.05));
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Dark, mixed(c.window, QColor(Qt::black), 0.25));
    palette.setColor(QPalette::Shadow, mixed(c.window, QColor(Qt::black), 0.5));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    return palette;
}

QString styleSheetFor(const ThemeColours& c) {
    QFile file(QStringLiteral(":/theme/calolens.qss"));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    sheet.replace(QLatin1String("@checkIcon"),
                  c.dark ? QLatin1String("check-dark.svg") : QLatin1String("check-light.svg"));
    // Longer names first: "@accent" is the beginning of "@accentText".
    const std::array<std::pair<QLatin1String, QColor>, 19> names{{
        {QLatin1String("@accentHover"), mixed(c.accent, c.text, 0.18)},
        {QLatin1String("@accentText"), c.accentText},
        {QLatin1String("@accent"), c.accent},
        {QLatin1String("@messageBack"), mixed(c.surface, c.error, 0.16)},
        {QLatin1String("@noteBack"), mixed(c.surface, c.accent, 0.14)},
        {QLatin1String("@selection"), mixed(c.surface, c.accent, 0.30)},
        {QLatin1String("@hover"), mixed(c.raised, c.text, 0.07)},
        {QLatin1String("@stripe"), mixed(c.surface, c.text, 0.03)},
        {QLatin1String("@scroll"), mixed(c.border, c.text, 0.12)},
        {QLatin1String("@window"), c.window},
        {QLatin1String("@surface"), c.surface},
        {QLatin1String("@raised"), c.raised},
        {QLatin1String("@border"), c.border},
        {QLatin1String("@text"), c.text},
        {QLatin1String("@muted"), c.muted},
        {QLatin1String("@disabled"), c.disabled},
        {QLatin1String("@error"), c.error},
        {QLatin1String("@warning"), c.warning},
        {QLatin1String("@success"), c.success},
    }};
    for (const auto& [name, colour] : names)
        sheet.replace(name, colour.name());
    return sheet;
}

WindowSheets& windowSheets() {
    static QPointer<WindowSheets> sheets; // of this application
    if (sheets == nullptr)
        sheets = new WindowSheets(qApp);
    return *sheets;
}

} // namespace

const ThemeColours& themeColours(bool dark) {
    static const ThemeColours darkOnes = darkColours();
    static const ThemeColours lightOnes = lightColours();
    return dark ? darkOnes : lightOnes;
}

bool themeFromName(const QString& name, ThemeChoice& choice) {
    for (const auto candidate : {ThemeChoice::System, ThemeChoice::Dark, ThemeChoice::Light}) {
        if (name == themeName(candidate)) {
            choice = candidate;
            return true;
        }
    }
    return false;
}

QString themeName(ThemeChoice choice) {
    switch (choice) {
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

Theme& Theme::instance() {
    // Owned by the application: it dies with it, as its palette and style do.
    static QPointer<Theme> theme;
    if (theme == nullptr)
        theme = new Theme;
    return *theme;
}

Theme::Theme()
    : QObject(qApp)
    , m_desktopIsDark(QApplication::palette().color(QPalette::Window).lightness() < 128)
    , m_colours(&themeColours(m_desktopIsDark)) {
    initThemeResources();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

void Theme::setChoice(ThemeChoice choice) {
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
    Q_EMIT changed();
}

void Theme::apply() {
    const bool dark =
        m_choice == ThemeChoice::System ? m_desktopIsDark : m_choice == ThemeChoice::Dark;
    m_colours = &themeColours(dark);
    QApplication::setPalette(paletteFor(*m_colours));
    windowSheets().set(styleSheetFor(*m_colours));
}

} // namespace calolens
