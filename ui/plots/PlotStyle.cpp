// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/PlotStyle.h"

#include "theme/Theme.h"

#include <QFontDatabase>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
/// The first of the faces usual in journals that this machine has.
QString paperFamily() {
    const QStringList known = QFontDatabase::families();
    for (const char* name : {"Liberation Sans", "Arimo", "Nimbus Sans", "Helvetica", "Arial",
                             "TeX Gyre Heros", "DejaVu Sans"})
        if (known.contains(QLatin1String(name)))
            return QLatin1String(name);
    return QGuiApplication::font().family();
}

QColor blended(const QColor& over, const QColor& under, double share) {
    const auto mix = [share](int a, int b) {
        return static_cast<int>(std::lround(share * a + (1 - share) * b));
    };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()),
            mix(over.blue(), under.blue())};
}
} // namespace

PlotStyle PlotStyle::paper(double unit) {
    PlotStyle style;
    style.unit = unit;
    style.family = paperFamily();
    style.background = Qt::white;
    style.ink = Qt::black;
    style.muted = QColor(0x55, 0x55, 0x55);
    style.grid = QColor(0xd8, 0xd8, 0xd8);
    // Okabe and Ito: vermillion, blue, bluish green.
    style.m_lr = QColor(0xd5, 0x5e, 0x00);
    style.m_predicted = QColor(0x00, 0x72, 0xb2);
    style.m_truth = QColor(0x00, 0x9e, 0x73);
    style.m_truthFill = blended(style.m_truth, style.background, 0.25);
    return style;
}

PlotStyle PlotStyle::screen(bool dark, double unit) {
    const ThemeColours& colours = themeColours(dark);
    PlotStyle style;
    style.unit = unit;
    style.family = QGuiApplication::font().family();
    style.background = colours.surface;
    style.ink = colours.text;
    style.muted = colours.muted;
    style.grid = colours.border;
    style.m_lr = colours.lr;
    style.m_predicted = colours.predicted;
    style.m_truth = colours.truth;
    style.m_truthFill = blended(style.m_truth, style.background, 0.30);
    return style;
}

QFont PlotStyle::font(double points, bool bold) const {
    QFont font(family);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(points * unit))));
    font.setBold(bold);
    return font;
}

QColor PlotStyle::colour(PictureRole role) const {
    switch (role) {
    case PictureRole::Lr:
        return m_lr;
    case PictureRole::Predicted:
        return m_predicted;
    case PictureRole::Truth:
        break;
    }
    return m_truth;
}

QPen PlotStyle::outline(PictureRole role) const {
    QPen pen(colour(role), unit * (role == PictureRole::Truth ? 0.6 : 1.1));
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    if (role == PictureRole::Lr)
        pen.setDashPattern({3.2, 1.8});
    return pen;
}

QBrush PlotStyle::fill(PictureRole role) const {
    return role == PictureRole::Truth ? QBrush(m_truthFill) : QBrush(Qt::NoBrush);
}

QPen PlotStyle::thinPen() const {
    return {ink, unit * 0.5};
}

} // namespace calolens
