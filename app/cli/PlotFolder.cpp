// SPDX-License-Identifier: GPL-3.0-or-later
#include "PlotFolder.h"

#include "error/Error.h"
#include "event/Provenance.h"
#include "export/PlotExport.h"
#include "page/PageFile.h"

#include <fmt/format.h>

namespace calolens::cli {

namespace {
PageMetadata metadataOf(const QString& title, const PlotOrigin& origin) {
    calolens::PlotOrigin said{origin.command, origin.source, origin.seed};
    if (!origin.prediction.name.empty()) {
        said.facts = provenanceOf(origin.prediction);
        said.facts.insert(said.facts.begin(), {"prediction", origin.prediction.name});
    }
    return plotMetadata(title, said);
}
} // namespace

void makePlotFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw FileError({folder.string(), {}, {}},
                        fmt::format("the folder for plots cannot be made: {}", error.message()));
}

void writePlot(const Page& page, const QString& title, const PlotOrigin& origin,
               const std::filesystem::path& stem) {
    const PageMetadata metadata = metadataOf(title, origin);
    for (const char* suffix : {".pdf", ".svg", ".png"})
        writePage(page, metadata, std::filesystem::path(stem).concat(suffix));
}

void writeLinePlot(const LineFigure& figure, const PlotOrigin& origin,
                   const std::filesystem::path& stem) {
    LinePlot plot(figure, PlotStyle::paper(pageUnit));
    writePlot({QSizeF(110, 85),
               [&plot](QCPPainter& painter, const QRect& rect) { plot.paint(painter, rect); }},
              figure.title, origin, stem);
}

} // namespace calolens::cli
