// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplers/SamplerQualityWindow.h"

#include "document/Paths.h"
#include "error/Error.h"
#include "export/PlotExport.h"
#include "plots/SamplerBenchmarkPlot.h"
#include "theme/Theme.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace calolens {

namespace {

QString describe(const SamplerBenchmark& b) {
    const QLocale locale;
    return SamplerQualityWindow::tr(
               "%1, measured on %2 events of %3 with %4 draw(s) each (%5). Lower is better; the "
               "dashed line is what truth gives against truth, bars are standard errors.")
        .arg(QString::fromStdString(b.model), locale.toString(static_cast<qlonglong>(b.events)),
             QString::fromStdString(b.source), locale.toString(b.samples),
             QString::fromStdString(b.device));
}

PlotToExport exported(const SamplerBenchmark& benchmark, SamplerBenchmarkPlot::Measure measure) {
    using Measure = SamplerBenchmarkPlot::Measure;
    PlotToExport plot;
    plot.title = SamplerQualityWindow::tr("Quality against cost of samplers");
    plot.name = measure == Measure::Auc          ? QStringLiteral("samplers-auc")
                : measure == Measure::Separation ? QStringLiteral("samplers-separation")
                                                 : QStringLiteral("samplers-fpd");
    plot.origin = {"benchmark samplers",
                   benchmark.source,
                   benchmark.seed,
                   {{"model", benchmark.model}, {"model checksum", benchmark.modelChecksum}}};
    plot.page = [benchmark, measure] {
        return Page{QSizeF(140, 90), [benchmark, measure](QCPPainter& painter, const QRect& rect) {
                        SamplerBenchmarkPlot paper(benchmark, measure, PlotStyle::paper(pageUnit));
                        paper.putLegendBeside();
                        paper.paint(painter, rect);
                    }};
    };
    return plot;
}

QString howToMeasure(const std::filesystem::path& model) {
    return SamplerQualityWindow::tr(
               "It is measured by\n\n    calolens-cli benchmark samplers EVENTS.h5 --model %1 -o "
               "FOLDER\n\non events that the model was not trained on. Then put "
               "FOLDER/benchmark.json beside the model as %2.")
        .arg(toQString(model), toQString(samplerBenchmarkOf(model).filename()));
}

} // namespace

std::filesystem::path samplerBenchmarkOf(const std::filesystem::path& model) {
    std::filesystem::path path = model;
    path.replace_extension(".samplers.json");
    return path;
}

SamplerQualityWindow::SamplerQualityWindow(const std::filesystem::path& model,
                                           const std::string& checksum, std::optional<int> cost,
                                           QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_cost(cost)
    , m_text(new QLabel)
    , m_plots(new QGridLayout) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Quality against cost: %1").arg(toQString(model.stem())));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_text);
    layout->addLayout(m_plots, 1);

    const std::filesystem::path path = samplerBenchmarkOf(model);
    if (!QFileInfo::exists(toQString(path))) {
        m_text->setText(tr("The samplers of this model have not been measured. ") +
                        howToMeasure(model));
        return;
    }
    try {
        SamplerBenchmark benchmark = readSamplerBenchmark(path);
        if (benchmark.modelChecksum != checksum) {
            m_text->setText(
                tr("%1 was measured with other weights than this model's. ").arg(toQString(path)) +
                howToMeasure(model));
            return;
        }
        m_benchmark = std::move(benchmark);
    } catch (const Error& error) {
        m_text->setText(QString::fromUtf8(error.what()));
        return;
    }
    m_text->setText(describe(*m_benchmark));
    connect(&Theme::instance(), &Theme::changed, this, &SamplerQualityWindow::showPlots);
    showPlots();
}

QString SamplerQualityWindow::message() const {
    return m_text->text();
}

QSize SamplerQualityWindow::sizeHint() const {
    return m_benchmark ? QSize{1180, 480} : QSize{640, 240};
}

void SamplerQualityWindow::showPlots() {
    while (QLayoutItem* item = m_plots->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    // A typographic point on a screen of 96 dots per inch.
    const PlotStyle style = PlotStyle::screen(Theme::instance().isDark(), 4.0 / 3);
    using Measure = SamplerBenchmarkPlot::Measure;
    int column = 0;
    for (const Measure measure : {Measure::Auc, Measure::Separation, Measure::Fpd}) {
        if (!SamplerBenchmarkPlot::known(*m_benchmark, measure))
            continue;
        auto* plot = new SamplerBenchmarkPlot(*m_benchmark, measure, style);
        if (m_cost)
            plot->markCost(*m_cost);
        plot->setMinimumSize(280, 260);
        offerExport(*plot,
                    [benchmark = *m_benchmark, measure] { return exported(benchmark, measure); });
        m_plots->addWidget(plot, 0, column++);
    }
}

} // namespace calolens
