// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/SampleReport.h"

#include "export/SheetPage.h"
#include "page/PageFile.h"
#include "report/FigureGrid.h"
#include "report/ModelCardPage.h"
#include "report/SampleFigures.h"
#include "report/SummaryPage.h"
#include "version/Version.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>
#include <utility>

namespace calolens {

namespace {
const QSizeF a4(210, 297);
constexpr double marginMm = 12, titleMm = 9;
constexpr int columns = 2, rows = 3, perPage = columns * rows;
constexpr int observableColumns = 3, observableRows = 4;
constexpr std::size_t observablesPerPage = observableColumns * observableRows;

QString tr(const char* text) {
    return QCoreApplication::translate("SampleReport", text);
}

/// An A4 page under a title.
Page figuresPage(const QString& title, CellPainter paint) {
    return {a4, [title, paint = std::move(paint)](QCPPainter& painter, const QRect& rect) {
                const SheetCanvas canvas(painter);
                painter.fillRect(rect, canvas.style().background);
                const int margin = static_cast<int>(SheetCanvas::mm(marginMm));
                const int head = static_cast<int>(SheetCanvas::mm(titleMm));
                const QRect inner = rect.adjusted(margin, margin, -margin, -margin);
                canvas.text(QRectF(inner.left(), inner.top(), inner.width(), head - 20),
                            Qt::AlignLeft | Qt::AlignVCenter, title, {11, true, {}});
                paint(painter, inner.adjusted(0, head, 0, 0));
            }};
}

void addFigurePages(const QString& title, const std::vector<CellPainter>& figures,
                    std::vector<Page>& pages) {
    for (std::size_t first = 0; first < figures.size(); first += perPage) {
        const auto begin = figures.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = begin + static_cast<std::ptrdiff_t>(
                                     std::min<std::size_t>(perPage, figures.size() - first));
        pages.push_back(figuresPage(title, [some = std::vector<CellPainter>(begin, end)](
                                               QCPPainter& painter, const QRect& rect) {
            paintGrid(painter, rect, columns, rows, 4, some);
        }));
    }
}

void addObservablePages(const SampleFindings& findings, std::vector<Page>& pages) {
    const auto& all = findings.evaluation.observables;
    for (std::size_t first = 0; first < all.size(); first += observablesPerPage) {
        std::vector<const ObservableReport*> some;
        for (std::size_t i = first; i < std::min(first + observablesPerPage, all.size()); ++i)
            some.push_back(&all[i]);
        pages.push_back(figuresPage(tr("Observables: one draw and LR against truth"),
                                    [some, &findings](QCPPainter& painter, const QRect& rect) {
                                        paintObservables(painter, rect, observableColumns,
                                                         observableRows, 3, some, findings);
                                    }));
    }
}

/// At the foot of every page: what it belongs to, and its number.
void numberPages(const SampleFindings& findings, std::vector<Page>& pages) {
    constexpr double sideMm = 12, footMm = 9, rowMm = 4;
    const PredictionInfo& p = findings.evaluation.prediction;
    const QString left =
        tr("%1, prediction '%2' of %3 (%4), CaloLens %5")
            .arg(QString::fromStdString(findings.evaluation.source), QString::fromStdString(p.name),
                 QString::fromStdString(p.model), QString::fromStdString(p.modelChecksum),
                 QString::fromStdString(programVersion()));
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const QString right = tr("%1 / %2").arg(i + 1).arg(pages.size());
        pages[i].paint = [paint = pages[i].paint, left, right](QCPPainter& painter,
                                                               const QRect& rect) {
            paint(painter, rect);
            const SheetCanvas canvas(painter);
            const SheetCanvas::TextLook look{6.5, false, canvas.style().muted};
            const double side = SheetCanvas::mm(sideMm);
            const QRectF foot(rect.left() + side, rect.bottom() - SheetCanvas::mm(footMm),
                              rect.width() - 2 * side, SheetCanvas::mm(rowMm));
            canvas.text(foot, Qt::AlignLeft | Qt::AlignVCenter, left, look);
            canvas.text(foot, Qt::AlignRight | Qt::AlignVCenter, right, look);
        };
    }
}

/// The comparison sheet of an event; the reason for showing it stands in its upper margin.
Page eventPage(const ShownEvent& shown, const SheetOptions& options) {
    const auto how = std::make_shared<SheetOptions>(options);
    how->draws = shown.draws;
    return {SheetPage(shown.comparison, *how).sizeMm(),
            [&shown, how](QCPPainter& painter, const QRect& rect) {
                SheetPage(shown.comparison, *how).paint(painter);
                const SheetCanvas canvas(painter);
                canvas.text(
                    QRectF(rect.left() + SheetCanvas::mm(10), rect.top() + SheetCanvas::mm(4),
                           rect.width() - SheetCanvas::mm(20), SheetCanvas::mm(5)),
                    Qt::AlignLeft | Qt::AlignVCenter, shown.why, {8, true, canvas.style().muted});
            }};
}
} // namespace

void writeSampleReport(const SampleFindings& findings, const SheetOptions& sheet,
                       const PageMetadata& metadata, const std::filesystem::path& path) {
    std::vector<Page> pages = summaryPages(findings);
    std::vector<CellPainter> figures;
    for (const NamedFigure& figure : overviewFigures(findings))
        figures.push_back(figure.page.paint);
    addFigurePages(tr("Energy, maxima and samplers"), figures, pages);
    addObservablePages(findings, pages);
    if (!findings.modelCard.empty())
        pages.push_back(modelCardPage(QString::fromStdString(findings.evaluation.prediction.model),
                                      findings.modelCard));
    for (const ShownEvent& shown : findings.events)
        pages.push_back(eventPage(shown, sheet));
    numberPages(findings, pages);
    writePages(pages, metadata, path);
}

} // namespace calolens
