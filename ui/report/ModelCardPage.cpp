// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/ModelCardPage.h"

#include "export/SheetCanvas.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;
constexpr double marginMm = 15, rowMm = 3.7, keyMm = 62, textPt = 7;

struct Line {
    QString key, value;
};

/// Objects become dotted keys; short lists stand on one line.
void flatten(const Json& json, const QString& key, std::vector<Line>& lines) {
    if (json.is_object()) {
        for (const auto& [name, value] : json.items())
            flatten(value,
                    key.isEmpty() ? QString::fromStdString(name)
                                  : key + QLatin1Char('.') + QString::fromStdString(name),
                    lines);
        return;
    }
    const std::string text = json.is_string() ? json.get<std::string>() : json.dump();
    lines.push_back({key, QString::fromStdString(text).simplified()});
}

std::vector<Line> linesOf(const std::string& card) {
    std::vector<Line> lines;
    const Json json = Json::parse(card, nullptr, false);
    if (json.is_discarded())
        lines.push_back({QString(), QString::fromStdString(card)});
    else
        flatten(json, {}, lines);
    return lines;
}
} // namespace

Page modelCardPage(const QString& model, const std::string& card) {
    return {QSizeF(210, 297),
            [model, lines = linesOf(card)](QCPPainter& painter, const QRect& rect) {
                const SheetCanvas canvas(painter);
                painter.fillRect(rect, canvas.style().background);
                const double margin = SheetCanvas::mm(marginMm), row = SheetCanvas::mm(rowMm);
                const double keys = SheetCanvas::mm(keyMm);
                const QRectF page = QRectF(rect).adjusted(margin, margin, -margin, -margin);
                const int left = Qt::AlignLeft | Qt::AlignVCenter;
                const auto tr = [](const char* text) {
                    return QCoreApplication::translate("ModelCardPage", text);
                };
                canvas.text({page.left(), page.top(), page.width(), 2 * row}, left,
                            tr("The model %1").arg(model), {13, true, {}});
                double y = page.top() + 2.5 * row;
                for (std::size_t i = 0; i < lines.size(); ++i) {
                    if (y + 2 * row > page.bottom()) {
                        canvas.text(
                            {page.left(), y, page.width(), row}, left,
                            tr("%1 further entries are in the card's file.").arg(lines.size() - i),
                            {textPt, false, canvas.style().muted});
                        break;
                    }
                    canvas.text({page.left(), y, keys, row}, left, lines[i].key,
                                {textPt, false, canvas.style().muted});
                    canvas.text({page.left() + keys, y, page.width() - keys, row}, left,
                                lines[i].value, {textPt, false, {}});
                    y += row;
                }
            }};
}

} // namespace calolens
