// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/ThemeIcon.h"

#include "theme/Theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace calolens {
namespace {

class ThemeIconEngine : public QIconEngine {
public:
    ThemeIconEngine(QString name, QByteArray svg, IconGround ground)
        : m_name(std::move(name))
        , m_svg(std::move(svg))
        , m_ground(ground) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour(mode).name().toLatin1());
        QSvgRenderer renderer(svg);
        const int side = std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        const QString key = QStringLiteral("calolens-%1-%2x%3-%4")
                                .arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(colour(mode).name());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine* clone() const override { return new ThemeIconEngine(m_name, m_svg, m_ground); }
    QString iconName() override { return m_name; }
    QString key() const override { return QStringLiteral("calolens-theme-icon"); }
    bool isNull() override { return m_svg.isEmpty(); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const {
        const ThemeColours& colours = Theme::instance().colours();
        if (mode == QIcon::Disabled)
            return colours.disabled;
        return m_ground == IconGround::Accent ? colours.accentText : colours.text;
    }

    QString m_name;
    QByteArray m_svg;
    IconGround m_ground;
};

} // namespace

QIcon themeIcon(const QString& name, IconGround ground) {
    (void)Theme::instance(); // The resources are there once the theme is.
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new ThemeIconEngine(name, file.readAll(), ground));
}

} // namespace calolens
