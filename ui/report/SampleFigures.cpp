// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/SampleFigures.h"

#include "export/ComparisonSheet.h"
#include "export/EtaPhiMaps.h"
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
const QSizeF singleMm(86, 76); // one column of a journal
const QSizeF sixMm(178, 158);  // two columns
const QSizeF samplersMm(120, 90);
constexpr double mapsWidthMm = 150;
constexpr int mostInRow = 3;

QString tr(const char* text) {
    return QCoreApplication::translate("SampleFigures", text);
}

PlotStyle pageStyle() {
    return PlotStyle::paper(pageUnit);
}

QStringList corner(const SampleFindings& findings) {
    const EvaluationReport& report = findings.evaluation;
    return {findings.status, tr("%1 events, %2")
                                 .arg(report.events)
                                 .arg(QString::fromStdString(report.prediction.model))};
}

CellPainter painterOf(const RatioFigure& figure) {
    return [figure](QCPPainter& painter, const QRect& rect) {
        RatioPlot plot(pageStyle());
        plot.setFigure(figure);
        plot.paint(painter, rect);
    };
}

/// Paints a plot that is made anew each time, with the status in its corner.
template<typename Make>
CellPainter painterOf(const SampleFindings& findings, Make make, bool label = true) {
    return [&findings, make, label](QCPPainter& painter, const QRect& rect) {
        const auto plot = make();
        if (label)
            addStatusLabel(*plot->axisRect(), pageStyle(), corner(findings));
        plot->paint(painter, rect);
    };
}

NamedFigure cellMaps(const ShownEvent& shown) {
    const EventComparison& comparison = shown.comparison;
    const double height = EtaPhiMaps(comparison, paperView()).heightMm(mapsWidthMm);
    const Page page{QSizeF(mapsWidthMm, height),
                    [&comparison](QCPPainter& painter, const QRect& rect) {
                        const EtaPhiMaps maps(comparison, paperView());
                        maps.paint(SheetCanvas(painter), QRectF(rect));
                    }};
    return {QStringLiteral("cells-event-%1").arg(comparison.event->number),
            tr("Cells of event %1 of %2")
                .arg(comparison.event->number)
                .arg(QString::fromStdString(comparison.source)),
            page};
}

void addSamplers(const SampleFindings& findings, std::vector<NamedFigure>& figures) {
    using Measure = SamplerBenchmarkPlot::Measure;
    const struct {
        Measure measure;
        QString name;
    } all[] = {{Measure::Auc, QStringLiteral("samplers-auc")},
               {Measure::Separation, QStringLiteral("samplers-separation")},
               {Measure::Fpd, QStringLiteral("samplers-fpd")}};
    for (const auto& one : all) {
        if (!SamplerBenchmarkPlot::known(*findings.samplers, one.measure))
            continue;
        const Measure measure = one.measure;
        const auto make = [&findings, measure] {
            return std::make_unique<SamplerBenchmarkPlot>(*findings.samplers, measure, pageStyle());
        };
        figures.push_back({one.name,
                           tr("Samplers: quality against cost"),
                           {samplersMm, painterOf(findings, make, false)}});
    }
}
} // namespace

std::vector<const ObservableReport*> usualObservables(const EvaluationReport& report) {
    const auto startsWith = [&](const std::string& name) {
        const auto found =
            std::find_if(report.observables.begin(), report.observables.end(),
                         [&](const ObservableReport& o) { return o.info.name.starts_with(name); });
        return found == report.observables.end() ? nullptr : &*found;
    };
    // Shapes are those of the layer in which maxima are counted: the thickest one.
    const ObservableReport* maxima = startsWith("maxima_");
    const std::string layer = maxima == nullptr ? "" : maxima->info.name.substr(7);
    std::vector<const ObservableReport*> usual;
    for (const std::string& name :
         {std::string("energy_over_lr"), "fraction_" + layer, "eta_width_" + layer,
          std::string("c2"), std::string("d2"), std::string("cell_energy_spectrum")})
        if (const ObservableReport* observable = startsWith(name))
            usual.push_back(observable);
    return usual;
}

RatioFigure labelledFigure(const ObservableReport& observable, const SampleFindings& findings) {
    RatioFigure figure = observableFigure(observable, static_cast<int>(findings.evaluation.events));
    figure.title = findings.status;
    figure.smallPrint = corner(findings).mid(1) << figure.outside;
    return figure;
}

std::vector<NamedFigure> overviewFigures(const SampleFindings& findings) {
    const EvaluationReport& report = findings.evaluation;
    std::vector<NamedFigure> figures;
    RatioFigure residual = residualFigure(report);
    residual.title = findings.status;
    residual.smallPrint = corner(findings).mid(1) << residual.outside;
    figures.push_back({QStringLiteral("energy-residuals"),
                       tr("Event-energy residuals"),
                       {singleMm, painterOf(residual)}});
    figures.push_back({QStringLiteral("residual-against-draws"),
                       tr("Spread of the event-energy residual against the number of draws"),
                       {singleMm, painterOf(findings, [&report] {
                            return std::make_unique<EnsemblePlot>(report, pageStyle());
                        })}});
    if (!report.maximaCounts.empty())
        figures.push_back({QStringLiteral("maxima"),
                           tr("Counts of maxima"),
                           {singleMm, painterOf(findings, [&report] {
                                return std::make_unique<MaximaCountPlot>(report, pageStyle());
                            })}});
    if (findings.samplers)
        addSamplers(findings, figures);
    return figures;
}

std::vector<NamedFigure> sampleFigures(const SampleFindings& findings) {
    std::vector<NamedFigure> figures;
    for (const ShownEvent& shown : findings.events)
        figures.push_back(cellMaps(shown));
    for (NamedFigure& figure : overviewFigures(findings))
        figures.push_back(std::move(figure));
    std::vector<CellPainter> six;
    for (const ObservableReport* observable : usualObservables(findings.evaluation))
        six.push_back(painterOf(labelledFigure(*observable, findings)));
    figures.push_back({QStringLiteral("observables"),
                       tr("Observables"),
                       {sixMm, [six](QCPPainter& painter, const QRect& rect) {
                            paintGrid(painter, rect, mostInRow, 2, 2, six);
                        }}});
    for (const ObservableReport& observable : findings.evaluation.observables)
        figures.push_back(
            {QStringLiteral("observables/") + QString::fromStdString(observable.info.name),
             QString::fromStdString(observable.info.title),
             {singleMm, painterOf(labelledFigure(observable, findings))}});
    return figures;
}

} // namespace calolens
