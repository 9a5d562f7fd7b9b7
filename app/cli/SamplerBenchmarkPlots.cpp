// SPDX-License-Identifier: GPL-3.0-or-later
#include "SamplerBenchmarkPlots.h"

#include "UnseenApplication.h"
#include "page/PageFile.h"
#include "plots/SamplerBenchmarkPlot.h"

#include <string>

namespace calolens::cli {

void writeSamplerBenchmarkPlots(const SamplerBenchmark& benchmark,
                                const std::filesystem::path& folder) {
    using Measure = SamplerBenchmarkPlot::Measure;
    const UnseenApplication application;
    const QSizeF sizeMm(120, 90);
    const struct {
        Measure measure;
        const char* name;
    } figures[] = {
        {Measure::Auc, "auc"}, {Measure::Separation, "separation"}, {Measure::Fpd, "fpd"}};
    for (const auto& figure : figures) {
        if (!SamplerBenchmarkPlot::known(benchmark, figure.measure))
            continue;
        SamplerBenchmarkPlot plot(benchmark, figure.measure, PlotStyle::paper(pageUnit));
        for (const char* suffix : {".pdf", ".svg", ".png"})
            writePage({sizeMm, [&plot](QCPPainter& painter,
                                       const QRect& rect) { plot.paint(painter, rect); }},
                      {QStringLiteral("Quality against cost of samplers"), {}, {}},
                      folder / (std::string(figure.name) + suffix));
    }
}

} // namespace calolens::cli
