// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/ModelCardPage.h"

#include "export/SheetCanvas.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;
constexpr double marginMm = 15, rowMm = 3.7, keyMm = 42, textPt = 7;
/// Of the keys of short entries in two columns: of the recipe, and of measured numbers.
constexpr double recipeKeyMm = 52, numberKeyMm = 70;
/// A number that is longer stands among the facts.
constexpr qsizetype shortText = 14;

QString tr(const char* text) {
    return QCoreApplication::translate("ModelCardPage", text);
}

struct Line {
    QString key, value;
};

/// What a card says, in the order of a page.
struct Card {
    QString description;
    std::vector<Line> facts;   ///< long ones: how it was made
    QStringList measured;      ///< sentences
    std::vector<Line> numbers; ///< measured, short ones
    std::vector<Line> details; ///< short ones: the recipe
};

QString textOf(const Json& json) {
    if (json.is_array() && !json.empty() && json.front().is_string()) {
        QStringList list;
        for (const Json& one : json)
            list << textOf(one);
        return list.join(QStringLiteral("; "));
    }
    return QString::fromStdString(json.is_string()
                                      ? json.get<std::string>()
                                      : json.dump(-1, ' ', false, Json::error_handler_t::replace))
        .simplified();
}

/// Objects become dotted keys.
void flatten(const Json& json, const QString& key, std::vector<Line>& lines) {
    if (!json.is_object()) {
        lines.push_back({key, textOf(json)});
        return;
    }
    for (const auto& [name, value] : json.items())
        flatten(value,
                key.isEmpty() ? QString::fromStdString(name)
                              : key + QLatin1Char('.') + QString::fromStdString(name),
                lines);
}

/// "ev.h5, 1000 events, 10 draws: ..." of one evaluation in the card.
QString measuredText(const Json& entry) {
    QString text =
        tr("%1, %2 events, %3 draws each")
            .arg(textOf(entry.value("source", Json("?"))), textOf(entry.value("events", Json("?"))),
                 textOf(entry.value("samples", Json("?"))));
    const auto residuals = entry.find("event_energy_residual");
    if (residuals == entry.end() || !residuals->is_object())
        return text;
    QStringList spreads;
    for (const auto& [key, name] : {std::pair("lr", tr("LR")), std::pair("sr", tr("one draw")),
                                    std::pair("sr_mean", tr("mean of the draws"))}) {
        const Json part = residuals->value(key, Json());
        const Json sd = part.is_object() ? part.value("sd_gev", Json()) : Json();
        if (sd.is_number())
            spreads << tr("%1 %2").arg(name).arg(sd.get<double>(), 0, 'f', 3);
    }
    return spreads.isEmpty()
               ? text
               : text + tr(". Spread of the event energy, GeV: ") + spreads.join(tr(", "));
}

Card cardOf(const std::string& text) {
    Card card;
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        card.facts.push_back({QString(), QString::fromStdString(text)});
        return card;
    }
    for (const auto& [key, value] : json.items()) {
        if (key == "recipe" && value.is_object()) {
            if (const auto found = value.find("description"); found != value.end())
                card.description = textOf(*found);
            flatten(value, {}, card.details);
            std::erase_if(card.details, [](const Line& line) {
                return line.key == QStringLiteral("description");
            });
        } else if (key == "measured" && value.is_array()) {
            for (const Json& entry : value)
                if (entry.is_object())
                    card.measured << measuredText(entry);
        } else if (key == "measured" && value.is_object()) {
            std::vector<Line> lines;
            flatten(value, {}, lines);
            for (Line& line : lines) {
                line.key.replace(QLatin1Char('_'), QLatin1Char(' '))
                    .replace(QLatin1Char('.'), QStringLiteral(", "));
                if (line.value.size() <= shortText)
                    card.numbers.push_back(std::move(line));
                else
                    card.measured << line.key + QStringLiteral(": ") + line.value;
            }
        } else {
            flatten(value, QString::fromStdString(key).replace(QLatin1Char('_'), QLatin1Char(' ')),
                    card.facts);
        }
    }
    return card;
}

/// Writes a page from top to bottom, as far as there is room.
class Writer {
public:
    Writer(const SheetCanvas& canvas, const QRect& rect)
        : m_canvas(canvas)
        , m_page(QRectF(rect).adjusted(mm(marginMm), mm(marginMm), -mm(marginMm), -mm(marginMm)))
        , m_y(m_page.top()) {}

    void title(const QString& text, double points) {
        m_canvas.text({m_page.left(), m_y, m_page.width(), mm(points * 0.5)},
                      Qt::AlignLeft | Qt::AlignVCenter, text, {points, true, {}});
        m_y += mm(points * 0.55);
    }
    void gap() { m_y += mm(rowMm); }
    /// A key with a text of as many lines as it needs. @returns whether there was room
    bool fact(const QString& key, const QString& text) {
        const double keys = key.isEmpty() ? 0 : mm(keyMm);
        const double height =
            m_canvas.paragraphHeight(m_page.width() - keys, text, {textPt, false, {}});
        if (m_y + height > m_page.bottom())
            return false;
        m_canvas.text({m_page.left(), m_y, keys, mm(rowMm)}, Qt::AlignLeft | Qt::AlignTop, key,
                      muted());
        m_canvas.paragraph({m_page.left() + keys, m_y, m_page.width() - keys, height + mm(1)}, text,
                           {textPt, false, {}});
        m_y += height + mm(0.8);
        return true;
    }
    /// Short entries in two columns. @returns how many found room
    std::size_t details(const std::vector<Line>& lines, double keysMm) {
        const double row = mm(rowMm), column = m_page.width() / 2, keys = mm(keysMm);
        const auto room = static_cast<std::size_t>(std::max(0.0, (m_page.bottom() - m_y) / row));
        const std::size_t rows = std::min(room, (lines.size() + 1) / 2);
        const std::size_t shown = std::min(2 * rows, lines.size());
        for (std::size_t i = 0; i < shown; ++i) {
            const double x = m_page.left() + (i < rows ? 0 : column);
            const double y = m_y + static_cast<double>(i % rows) * row;
            m_canvas.text({x, y, keys, row}, Qt::AlignLeft | Qt::AlignVCenter, lines[i].key,
                          muted());
            m_canvas.text({x + keys, y, column - keys - mm(3), row},
                          Qt::AlignLeft | Qt::AlignVCenter, lines[i].value, {textPt, false, {}});
        }
        m_y += static_cast<double>(rows) * row;
        return shown;
    }
    /// In the lower margin.
    void leftOut(std::size_t entries) {
        if (entries > 0)
            m_canvas.text({m_page.left(), m_page.bottom(), m_page.width(), mm(rowMm)},
                          Qt::AlignLeft | Qt::AlignVCenter,
                          tr("%1 further entries are in the card's file.").arg(entries), muted());
    }

private:
    static double mm(double x) { return SheetCanvas::mm(x); }
    [[nodiscard]] SheetCanvas::TextLook muted() const {
        return {textPt, false, m_canvas.style().muted};
    }
    const SheetCanvas& m_canvas;
    QRectF m_page;
    double m_y;
};

void paintCard(QCPPainter& painter, const QRect& rect, const QString& model, const Card& card) {
    const SheetCanvas canvas(painter);
    painter.fillRect(rect, canvas.style().background);
    Writer page(canvas, rect);
    page.title(tr("The model %1").arg(model), 13);
    std::size_t leftOut = 0;
    if (!card.description.isEmpty())
        page.fact({}, card.description);
    page.gap();
    page.title(tr("How it was made"), 9);
    for (const Line& line : card.facts)
        leftOut += page.fact(line.key, line.value) ? 0 : 1;
    if (!card.measured.isEmpty() || !card.numbers.empty()) {
        page.gap();
        page.title(tr("Measured when it was made"), 9);
        for (const QString& one : card.measured)
            leftOut += page.fact({}, one) ? 0 : 1;
        leftOut += card.numbers.size() - page.details(card.numbers, numberKeyMm);
    }
    if (!card.details.empty()) {
        page.gap();
        page.title(tr("Recipe"), 9);
        leftOut += card.details.size() - page.details(card.details, recipeKeyMm);
    }
    page.leftOut(leftOut);
}
} // namespace

Page modelCardPage(const QString& model, const std::string& card) {
    return {QSizeF(210, 297),
            [model, content = cardOf(card)](QCPPainter& painter, const QRect& rect) {
                paintCard(painter, rect, model, content);
            }};
}

} // namespace calolens
