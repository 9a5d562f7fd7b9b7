// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/SheetPage.h"

#include "analysis/LrClusters.h"
#include "comparison/ComparisonPicture.h"
#include "error/Error.h"
#include "export/LegendLine.h"
#include "export/ParticlesText.h"
#include "export/SheetTable.h"
#include "plots/EventFigures.h"
#include "plots/RatioPlot.h"
#include "version/Version.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double pageWidth = 210; // mm, as all lengths here
constexpr double pageHeight = 297;
constexpr double margin = 10;
constexpr double content = pageWidth - 2 * margin;
constexpr double headerHeight = 15;
constexpr double viewsHeight = 62;
constexpr double mapsWidth = 113;
constexpr double sectionGap = 3;
constexpr double plotsHeight = 77;
constexpr double legendHeight = 5;
constexpr double plotGap = 4;
constexpr double plotLeftPt = 35;
constexpr double footerHeight = 9;
// Text inside the 3D views has 14 pixels at scale 1; on paper it is as large as the rest.
constexpr double viewTextScale = 7.0 / 72 / 14;

QString tr(const char* text) {
    return QCoreApplication::translate("SheetPage", text);
}

QRectF units(const QRectF& mm) {
    return SheetCanvas::rectMm(mm.x(), mm.y(), mm.width(), mm.height());
}

QImage drawViews(const EventComparison& comparison, const ViewSettings& view,
                 const CameraState* camera, QSize pixels, double fontScale) {
    return renderComparison(comparison, view, camera, pixels, fontScale);
}

} // namespace

SheetPage::SheetPage(const EventComparison& comparison, const SheetOptions& options)
    : m_comparison(comparison)
    , m_options(options)
    , m_maps(comparison, options.view) {
}

QRectF SheetPage::headerRect() const {
    return {margin, margin, content, headerHeight};
}

QRectF SheetPage::viewsRect() const {
    return {margin, headerRect().bottom() + 2, content, viewsHeight};
}

QRectF SheetPage::mapsRect() const {
    return {margin, viewsRect().bottom() + sectionGap, mapsWidth, m_maps.heightMm(mapsWidth)};
}

QRectF SheetPage::tablesRect() const {
    const QRectF maps = mapsRect();
    return {maps.right() + 5, maps.top(), content - mapsWidth - 5, maps.height()};
}

QRectF SheetPage::plotsRect() const {
    return {margin, mapsRect().bottom() + sectionGap, content, legendHeight + plotsHeight};
}

QRectF SheetPage::footerRect() const {
    return {margin, sizeMm().height() - margin - footerHeight, content, footerHeight};
}

QSizeF SheetPage::sizeMm() const {
    const double needed = plotsRect().bottom() + 2 + footerHeight + margin;
    return {pageWidth, std::max(pageHeight, needed)};
}

void SheetPage::paint(QCPPainter& painter) const {
    const SheetCanvas canvas(painter);
    painter.fillRect(SheetCanvas::rectMm(0, 0, sizeMm().width(), sizeMm().height()),
                     canvas.style().background);
    paintHeader(canvas);
    paintViews(canvas);
    m_maps.paint(canvas, units(mapsRect()));
    paintTables(canvas);
    paintPlots(canvas);
    paintFooter(canvas);
}

void SheetPage::paintHeader(const SheetCanvas& canvas) const {
    const Event& event = *m_comparison.event;
    const QRectF rect = units(headerRect());
    const double row = SheetCanvas::mm(4);
    QRectF line(rect.left(), rect.top(), rect.width(), SheetCanvas::mm(6));
    canvas.text(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        tr("%1, event %2").arg(QString::fromStdString(m_comparison.source)).arg(event.number),
        {13, true, {}});
    canvas.text(line, Qt::AlignRight | Qt::AlignVCenter,
                QStringLiteral("CaloLens ") + QString::fromStdString(programVersion()),
                {9, true, canvas.style().muted});
    line = QRectF(rect.left(), line.bottom(), rect.width(), row);
    canvas.text(line, Qt::AlignLeft | Qt::AlignVCenter,
                tr("%1: %2").arg(QString::fromStdString(event.readout->detector.name),
                                 particlesText(event)),
                {8, false, {}});
    line.translate(0, row);
    const QString predicted = m_comparison.predicted.empty()
                                  ? tr("nothing predicted")
                                  : QString::fromStdString(m_comparison.predictedLabel);
    canvas.text(line, Qt::AlignLeft | Qt::AlignVCenter,
                tr("%1 measured cells (LR), %2 cells at high resolution (HR). Prediction: %3.")
                    .arg(event.lr().size())
                    .arg(event.hr().size())
                    .arg(predicted),
                {8, false, {}});
}

void SheetPage::paintViews(const SheetCanvas& canvas) const {
    const QRectF rect = units(viewsRect());
    QCPPainter& painter = canvas.painter();
    QString failure;
    try {
        ViewSettings view = m_options.view;
        view.dark = false;
        const double perUnit = m_options.dpi / SheetCanvas::UnitsPerInch;
        const QSize pixels((rect.size() * perUnit).toSize());
        const ViewRenderer renderer = m_options.renderer ? m_options.renderer : drawViews;
        const QImage image =
            renderer(m_comparison, view, m_options.camera ? &*m_options.camera : nullptr, pixels,
                     m_options.dpi * viewTextScale);
        if (image.isNull())
            failure = tr("the picture came out empty");
        else
            painter.drawImage(rect, image);
    } catch (const std::exception& error) {
        failure = QString::fromUtf8(error.what());
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(canvas.style().grid, 0.5 * SheetCanvas::UnitsPerPoint));
    painter.drawRect(rect);
    if (failure.isEmpty())
        return;
    const double inset = SheetCanvas::mm(8);
    canvas.text({rect.left(), rect.top() + SheetCanvas::mm(20), rect.width(), SheetCanvas::mm(5)},
                Qt::AlignCenter,
                tr("The 3D views could not be drawn here; the maps below show the cells."),
                {9, true, {}});
    canvas.paragraph(rect.adjusted(inset, SheetCanvas::mm(28), -inset, -SheetCanvas::mm(2)),
                     failure, {7.5, false, canvas.style().muted});
}

void SheetPage::paintTables(const SheetCanvas& canvas) const {
    QRectF rect = units(tablesRect());
    const double end =
        paintNumbers(canvas, rect, comparisonNumbers(m_comparison, m_options.draws.get()));
    rect.setTop(end + SheetCanvas::mm(3));
    auto settings = predictionSettings(m_comparison);
    if (settings.empty())
        settings = {{tr("Nothing has been predicted for this event."), {}}};
    paintSettings(canvas, rect, tr("Prediction"), settings);
}

void SheetPage::paintPlots(const SheetCanvas& canvas) const {
    const QRectF rect = units(plotsRect());
    const auto figures = eventFigures(m_comparison, m_options.draws.get());
    paintLegendLine(canvas, rect.topLeft() + QPointF(SheetCanvas::mm(10), 0),
                    SheetCanvas::mm(legendHeight - 1), figures.front().series);
    const double width =
        (rect.width() - 2 * SheetCanvas::mm(plotGap)) / static_cast<double>(figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        RatioPlot plot(canvas.style());
        plot.setLegendShown(false);
        plot.setLeftMargin(plotLeftPt);
        plot.setFigure(figures[i]);
        const QRectF place(
            rect.left() + static_cast<double>(i) * (width + SheetCanvas::mm(plotGap)),
            rect.top() + SheetCanvas::mm(legendHeight), width, SheetCanvas::mm(plotsHeight));
        plot.paint(canvas.painter(), place.toRect());
    }
}

void SheetPage::paintFooter(const SheetCanvas& canvas) const {
    QString text =
        tr("Error bars: in the spectrum \u221an; in the profiles the readout noise for LR");
    if (m_options.draws && m_options.draws->samples > 1)
        text += tr(" and the standard deviation over %1 draws for the prediction")
                    .arg(m_options.draws->samples);
    text += tr(
        ". Lateral profile: the energy of a cell counts at the cell's centre, for LR as for HR. ");
    text += spectrumFigure(m_comparison).note;
    const std::size_t far =
        m_comparison.event->lr().size() - mainLrCells(*m_comparison.event).size();
    if (far > 0)
        text +=
            tr(" Outside of the pictures: %1 measured cells in weak clusters far from the rest.")
                .arg(far);
    if (!m_comparison.event->particles.empty())
        text += tr(" Crosses in the maps: directions of the true particles.");
    canvas.paragraph(units(footerRect()), text, {6.5, false, canvas.style().muted});
}

} // namespace calolens
