// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/SampleFigures.h"

#include "analysis/observables/LocalMaxima.h"
#include "export/ComparisonSheet.h"
#include "export/EtaPhiMaps.h"
#include "export/LegendLine.h"
#include "export/ParticlesText.h"
#include "plots/EnsemblePlot.h"
#include "plots/EvaluationFigures.h"
#include "plots/MaximaCountPlot.h"
#include "plots/RatioPlot.h"
#include "plots/SamplerBenchmarkPlot.h"
#include "plots/StatusLabel.h"
#include "report/FigureGrid.h"

#include <QCoreApplication>

#include <algorithm>
#include <string>

namespace calolens {

namespace {
const QSizeF singleMm(86, 80);    // one column of a journal
const QSizeF sixMm(178, 165);     // two columns
const QSizeF samplersMm(140, 90); // with a legend beside it
constexpr double mapsWidthMm = 150;
constexpr double headMm = 12; // of the maps: three lines
constexpr double observablesHeadMm = 9;
constexpr double marginMm = 1.5; // around every figure
constexpr int mostInRow = 3;

QString tr(const char* text) {
    return QCoreApplication::translate("SampleFigures", text);
}

PlotStyle pageStyle() {
    return PlotStyle::paper(pageUnit);
}

QString sampleText(const SampleFindings& findings) {
    return tr("%1 events, %2")
        .arg(findings.evaluation.events)
        .arg(QString::fromStdString(findings.evaluation.prediction.model));
}

/// A figure of that size with a little room around it.
NamedFigure named(const QString& name, const QString& title, const QSizeF& sizeMm,
                  const CellPainter& paint) {
    return {name, title, {sizeMm, [paint](QCPPainter& painter, const QRect& rect) {
                              const int margin = qRound(SheetCanvas::mm(marginMm));
                              paint(painter, rect.adjusted(margin, margin, -margin, -margin));
                          }}};
}

CellPainter painterOf(const RatioFigure& figure, bool withLegend = true) {
    return [figure, withLegend](QCPPainter& painter, const QRect& rect) {
        RatioPlot plot(pageStyle());
        plot.setLegendShown(withLegend);
        plot.setFigure(figure);
        plot.paint(painter, rect);
    };
}

/// Paints a plot that is made anew each time, with lines of text in its corner.
template<typename Make>
CellPainter painterOf(Make make, const QStringList& lines) {
    return [make, lines](QCPPainter& painter, const QRect& rect) {
        const auto plot = make();
        addStatusLabel(*plot->axisRect(), pageStyle(), lines);
        plot->paint(painter, rect);
    };
}

/// What stands over the maps of an event: status, file, event, what is predicted, particles.
void paintMapsHead(const SheetCanvas& canvas, const QRectF& rect, const SampleFindings& findings,
                   const EventComparison& comparison) {
    const double row = SheetCanvas::mm(headMm - 1.5) / 3;
    const int left = Qt::AlignLeft | Qt::AlignVCenter;
    const PlotStyle& style = canvas.style();
    const SheetCanvas::TextLook small{style.tickPt, false, style.muted};
    QRectF line(rect.left(), rect.top(), rect.width(), row);
    canvas.text(line, left, findings.status, {style.titlePt, true, {}});
    line.translate(0, row);
    const QString predicted =
        comparison.predicted.empty()
            ? tr("nothing")
            : tr("%1, %2").arg(QString::fromStdString(comparison.predictedLabel),
                               QString::fromStdString(comparison.settings.model));
    canvas.text(line, left,
                tr("%1, event %2; predicted: %3")
                    .arg(QString::fromStdString(comparison.source))
                    .arg(comparison.event->number)
                    .arg(predicted),
                small);
    line.translate(0, row);
    canvas.text(line, left, particlesText(*comparison.event), small);
}

NamedFigure cellMaps(const ShownEvent& shown, const SampleFindings& findings) {
    const EventComparison& comparison = shown.comparison;
    const double height = EtaPhiMaps(comparison, paperView()).heightMm(mapsWidthMm);
    return named(QStringLiteral("cells-event-%1").arg(comparison.event->number),
                 tr("Cells of event %1 of %2")
                     .arg(comparison.event->number)
                     .arg(QString::fromStdString(comparison.source)),
                 QSizeF(mapsWidthMm + 2 * marginMm, height + headMm + 2 * marginMm),
                 [&comparison, &findings](QCPPainter& painter, const QRect& rect) {
                     const SheetCanvas canvas(painter);
                     paintMapsHead(canvas, rect, findings, comparison);
                     EtaPhiMaps(comparison, paperView())
                         .paint(canvas, QRectF(rect).adjusted(0, SheetCanvas::mm(headMm), 0, 0));
                 });
}

void addSamplers(const SampleFindings& findings, std::vector<NamedFigure>& figures) {
    using Measure = SamplerBenchmarkPlot::Measure;
    const SamplerBenchmark& benchmark = *findings.samplers;
    const struct {
        Measure measure;
        QString name, bars;
    } all[] = {{Measure::Auc, QStringLiteral("samplers-auc"), tr("bars: standard errors")},
               {Measure::Separation, QStringLiteral("samplers-separation"),
                tr("bars: mean of the observables' errors")},
               {Measure::Fpd, QStringLiteral("samplers-fpd"), tr("bars: standard errors")}};
    for (const auto& one : all) {
        if (!SamplerBenchmarkPlot::known(benchmark, one.measure))
            continue;
        const Measure measure = one.measure;
        const auto make = [&benchmark, measure] {
            auto plot = std::make_unique<SamplerBenchmarkPlot>(benchmark, measure, pageStyle());
            plot->putLegendBeside();
            return plot;
        };
        // Measured on events of its own, not on those of the sample.
        const QStringList corner{findings.status,
                                 tr("%1, %2 other events")
                                     .arg(QString::fromStdString(benchmark.model))
                                     .arg(benchmark.events),
                                 one.bars};
        figures.push_back(named(one.name, tr("Samplers: quality against cost"), samplersMm,
                                painterOf(make, corner)));
    }
}

const ObservableReport* findObservable(const EvaluationReport& report, const std::string& start) {
    const auto found =
        std::find_if(report.observables.begin(), report.observables.end(),
                     [&](const ObservableReport& o) { return o.info.name.starts_with(start); });
    return found == report.observables.end() ? nullptr : &*found;
}

QStringList maximaCorner(const SampleFindings& findings) {
    QStringList lines{findings.status, sampleText(findings)};
    if (const auto* maxima = findObservable(findings.evaluation, "maxima_"))
        lines << tr("%1, \u2265 %2 MeV")
                     .arg(QString::fromStdString(maxima->info.title))
                     .arg(MaximaCriteria().threshold);
    return lines;
}
} // namespace

std::vector<const ObservableReport*> usualObservables(const EvaluationReport& report) {
    // Shapes are those of the layer in which maxima are counted: the thickest one.
    const ObservableReport* maxima = findObservable(report, "maxima_");
    const std::string layer = maxima == nullptr ? "" : maxima->info.name.substr(7);
    std::vector<const ObservableReport*> usual;
    for (const std::string& name :
         {std::string("energy_over_incident"), "fraction_" + layer, "eta_width_" + layer,
          std::string("c2"), std::string("d2"), std::string("cell_energy_spectrum")})
        if (const ObservableReport* observable = findObservable(report, name))
            usual.push_back(observable);
    return usual;
}

RatioFigure labelledFigure(const ObservableReport& observable, const SampleFindings& findings) {
    RatioFigure figure = observableFigure(observable, static_cast<int>(findings.evaluation.events));
    figure.title = findings.status;
    figure.smallPrint = QStringList{sampleText(findings), figure.outside};
    figure.lower = findings.lower;
    return figure;
}

void paintObservables(QCPPainter& painter, const QRect& rect, int columns, int rows, double gapMm,
                      const std::vector<const ObservableReport*>& observables,
                      const SampleFindings& findings) {
    const SheetCanvas canvas(painter);
    const PlotStyle& style = canvas.style();
    const double head = SheetCanvas::mm(observablesHeadMm), row = head / 2.2;
    const QString sample = sampleText(findings);
    const SheetCanvas::TextLook title{style.titlePt, true, {}},
        small{style.labelPt, false, style.muted};
    const double width = canvas.textWidth(findings.status, title) + SheetCanvas::mm(4);
    const int left = Qt::AlignLeft | Qt::AlignVCenter;
    canvas.text(QRectF(rect.left(), rect.top(), width, row), left, findings.status, title);
    canvas.text(QRectF(rect.left() + width, rect.top(), rect.width() - width, row), left, sample,
                small);
    std::vector<CellPainter> figures;
    for (const ObservableReport* observable : observables) {
        RatioFigure figure = labelledFigure(*observable, findings);
        if (figures.empty())
            paintLegendLine(canvas, QPointF(rect.left(), rect.top() + row), row, figure.series);
        figure.title.clear();
        figure.smallPrint = {figure.outside};
        figures.push_back(painterOf(figure, false));
    }
    paintGrid(painter, rect.adjusted(0, qRound(head), 0, 0), columns, rows, gapMm, figures);
}

std::vector<NamedFigure> overviewFigures(const SampleFindings& findings) {
    const EvaluationReport& report = findings.evaluation;
    std::vector<NamedFigure> figures;
    RatioFigure residual = residualFigure(report);
    residual.title = findings.status;
    residual.smallPrint = QStringList{sampleText(findings), residual.outside};
    figures.push_back(named(QStringLiteral("energy-residuals"), tr("Event-energy residuals"),
                            singleMm, painterOf(residual)));
    figures.push_back(
        named(QStringLiteral("residual-against-draws"),
              tr("Spread of the event-energy residual against the number of draws"), singleMm,
              painterOf([&report] { return std::make_unique<EnsemblePlot>(report, pageStyle()); },
                        {findings.status, sampleText(findings)})));
    // Where all events have as many, the summary's share says it all.
    if (report.maximaCounts.size() > 1)
        figures.push_back(named(
            QStringLiteral("maxima"), tr("Counts of maxima"), singleMm,
            painterOf([&report] { return std::make_unique<MaximaCountPlot>(report, pageStyle()); },
                      maximaCorner(findings))));
    if (findings.samplers)
        addSamplers(findings, figures);
    return figures;
}

std::vector<NamedFigure> sampleFigures(const SampleFindings& findings) {
    std::vector<NamedFigure> figures;
    for (const ShownEvent& shown : findings.events)
        figures.push_back(cellMaps(shown, findings));
    for (NamedFigure& figure : overviewFigures(findings))
        figures.push_back(std::move(figure));
    figures.push_back(named(QStringLiteral("observables"), tr("Observables"), sixMm,
                            [&findings](QCPPainter& painter, const QRect& rect) {
                                paintObservables(painter, rect, mostInRow, 2, 2,
                                                 usualObservables(findings.evaluation), findings);
                            }));
    for (const ObservableReport& observable : findings.evaluation.observables)
        figures.push_back(
            named(QStringLiteral("observables/") + QString::fromStdString(observable.info.name),
                  QString::fromStdString(observable.info.title), singleMm,
                  painterOf(labelledFigure(observable, findings))));
    return figures;
}

} // namespace calolens
