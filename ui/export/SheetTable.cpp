// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/SheetTable.h"

#include <algorithm>

namespace calolens {

namespace {
constexpr double rowMm = 3.55;
constexpr double textPt = 7;
constexpr int left = Qt::AlignLeft | Qt::AlignVCenter;
constexpr int right = Qt::AlignRight | Qt::AlignVCenter;
} // namespace

double paintNumbers(const SheetCanvas& canvas, const QRectF& rect,
                    const std::vector<NumbersRow>& rows) {
    const double row = SheetCanvas::mm(rowMm);
    const double gap = SheetCanvas::mm(2.5);
    const auto& style = canvas.style();
    // Each column of numbers is as wide as its widest entry; what is left belongs to the names.
    const auto width = [&](const QString& head, QString NumbersRow::*column) {
        double widest = canvas.textWidth(head, {textPt, true, {}});
        for (const NumbersRow& r : rows)
            widest = std::max(widest, canvas.textWidth(r.*column, {textPt, false, {}}));
        return widest;
    };
    const struct {
        QString head;
        QString NumbersRow::*column;
        PictureRole role;
    } columns[] = {{QStringLiteral("LR"), &NumbersRow::lr, PictureRole::Lr},
                   {QStringLiteral("Predicted"), &NumbersRow::predicted, PictureRole::Predicted},
                   {QStringLiteral("Truth"), &NumbersRow::truth, PictureRole::Truth}};
    double widths[3];
    double names = rect.width();
    for (int i = 0; i < 3; ++i) {
        widths[i] = width(columns[i].head, columns[i].column);
        names -= widths[i] + gap;
    }
    double y = rect.top();
    canvas.line({rect.left(), y}, {rect.right(), y}, 0.8, style.ink);
    const auto paintRow = [&](const QString& name, bool head, const NumbersRow* r) {
        canvas.text({rect.left(), y, names, row}, left, name, {textPt, head, {}});
        double x = rect.left() + names;
        for (int i = 0; i < 3; ++i) {
            x += gap;
            canvas.text({x, y, widths[i] + 1, row}, right,
                        head ? columns[i].head : r->*columns[i].column,
                        {textPt, head, head ? style.colour(columns[i].role) : style.ink});
            x += widths[i];
        }
        y += row;
    };
    y += 0.1 * row;
    paintRow(QStringLiteral("Event"), true, nullptr);
    y += 0.1 * row;
    canvas.line({rect.left(), y}, {rect.right(), y}, 0.4, style.ink);
    y += 0.1 * row;
    for (const NumbersRow& r : rows)
        paintRow(r.quantity, false, &r);
    y += 0.1 * row;
    canvas.line({rect.left(), y}, {rect.right(), y}, 0.8, style.ink);
    return y;
}

double paintSettings(const SheetCanvas& canvas, const QRectF& rect, const QString& title,
                     const std::vector<std::pair<QString, QString>>& entries) {
    const double row = SheetCanvas::mm(rowMm);
    double keys = 0;
    for (const auto& [key, value] : entries)
        keys = std::max(keys, canvas.textWidth(key, {textPt, false, {}}));
    keys += SheetCanvas::mm(3);
    double y = rect.top();
    canvas.text({rect.left(), y, rect.width(), row}, left, title, {textPt, true, {}});
    y += 1.1 * row;
    canvas.line({rect.left(), y}, {rect.right(), y}, 0.4, canvas.style().ink);
    y += 0.1 * row;
    for (const auto& [key, value] : entries) {
        canvas.text({rect.left(), y, keys, row}, left, key, {textPt, false, canvas.style().muted});
        canvas.text({rect.left() + keys, y, rect.width() - keys, row}, left, value,
                    {textPt, false, {}});
        y += row;
    }
    return y;
}

} // namespace calolens
