// SPDX-License-Identifier: GPL-3.0-or-later
#include "SamplerBenchmarkPlots.h"

#include "PlotFolder.h"
#include "UnseenApplication.h"
#include "plots/SamplerBenchmarkPlot.h"

namespace calolens::cli {

void writeSamplerBenchmarkPlots(const SamplerBenchmark& benchmark,
                                const std::filesystem::path& folder) {
    using Measure = SamplerBenchmarkPlot::Measure;
    const UnseenApplication application;
    const QSizeF sizeMm(120, 90);
    PlotOrigin origin{"benchmark samplers", benchmark.source, {}, benchmark.seed};
    origin.prediction.name = origin.prediction.model = benchmark.model;
    origin.prediction.modelChecksum = benchmark.modelChecksum;
    origin.prediction.samples = benchmark.samples;
    origin.prediction.seed = benchmark.seed;
    origin.prediction.programVersion = benchmark.programVersion;
    origin.prediction.sampler = origin.prediction.schedule = "several";
    const struct {
        Measure measure;
        const char* name;
    } figures[] = {
        {Measure::Auc, "auc"}, {Measure::Separation, "separation"}, {Measure::Fpd, "fpd"}};
    for (const auto& figure : figures) {
        if (!SamplerBenchmarkPlot::known(benchmark, figure.measure))
            continue;
        SamplerBenchmarkPlot plot(benchmark, figure.measure, PlotStyle::paper(pageUnit));
        writePlot({sizeMm,
                   [&plot](QCPPainter& painter, const QRect& rect) { plot.paint(painter, rect); }},
                  QStringLiteral("Quality against cost of samplers"), origin, folder / figure.name);
    }
}

} // namespace calolens::cli
