// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/SampleReport.h"

#include "export/SheetPage.h"
#include "page/PageFile.h"
#include "plots/RatioPlot.h"
#include "report/FigureGrid.h"
#include "report/ModelCardPage.h"
#include "report/SampleFigures.h"
#include "report/SummaryPage.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>

namespace calolens {

namespace {
const QSizeF a4(210, 297);
constexpr double marginMm = 12, titleMm = 9;
constexpr int columns = 2, rows = 3, perPage = columns * rows;

QString tr(const char* text) {
    return QCoreApplication::translate("SampleReport", text);
}

/// An A4 page of up to six figures under a title.
Page figuresPage(const QString& title, std::vector<CellPainter> figures) {
    return {a4, [title, figures = std::move(figures)](QCPPainter& painter, const QRect& rect) {
                const SheetCanvas canvas(painter);
                painter.fillRect(rect, canvas.style().background);
                const int margin = static_cast<int>(SheetCanvas::mm(marginMm));
                const int head = static_cast<int>(SheetCanvas::mm(titleMm));
                const QRect inner = rect.adjusted(margin, margin, -margin, -margin);
                canvas.text(QRectF(inner.left(), inner.top(), inner.width(), head - 20),
                            Qt::AlignLeft | Qt::AlignVCenter, title, {11, true, {}});
                paintGrid(painter, inner.adjusted(0, head, 0, 0), columns, rows, 4, figures);
            }};
}

void addFigurePages(const QString& title, const std::vector<CellPainter>& figures,
                    std::vector<Page>& pages) {
    for (std::size_t first = 0; first < figures.size(); first += perPage) {
        const auto begin = figures.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = begin + static_cast<std::ptrdiff_t>(
                                     std::min<std::size_t>(perPage, figures.size() - first));
        pages.push_back(figuresPage(title, {begin, end}));
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
    std::vector<Page> pages{summaryPage(findings)};
    std::vector<CellPainter> figures;
    for (const NamedFigure& figure : overviewFigures(findings))
        figures.push_back(figure.page.paint);
    addFigurePages(tr("Energy, maxima and samplers"), figures, pages);
    figures.clear();
    for (const ObservableReport& observable : findings.evaluation.observables)
        figures.push_back([figure = labelledFigure(observable, findings)](QCPPainter& painter,
                                                                          const QRect& rect) {
            RatioPlot plot(PlotStyle::paper(pageUnit));
            plot.setFigure(figure);
            plot.paint(painter, rect);
        });
    addFigurePages(tr("Observables: draws and LR against truth"), figures, pages);
    if (!findings.modelCard.empty())
        pages.push_back(modelCardPage(QString::fromStdString(findings.evaluation.prediction.model),
                                      findings.modelCard));
    for (const ShownEvent& shown : findings.events)
        pages.push_back(eventPage(shown, sheet));
    writePages(pages, metadata, path);
}

} // namespace calolens
