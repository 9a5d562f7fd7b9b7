// SPDX-License-Identifier: GPL-3.0-or-later
#include "PlotFolder.h"

#include "error/Error.h"
#include "event/Provenance.h"
#include "export/ExportMetadata.h"
#include "page/PageFile.h"
#include "session/Session.h"
#include "version/Version.h"

#include <fmt/format.h>

#include <utility>

namespace calolens::cli {

namespace {
PageMetadata metadataOf(const QString& title, const PlotOrigin& origin) {
    std::vector<ProvenanceEntry> facts{{"made by", "calolens-cli " + origin.command}};
    if (!origin.source.empty())
        facts.push_back({"source", origin.source});
    if (!origin.prediction.name.empty()) {
        facts.push_back({"prediction", origin.prediction.name});
        for (ProvenanceEntry& entry : provenanceOf(origin.prediction))
            facts.push_back(std::move(entry));
    }
    Session session;
    session.programVersion = programVersion();
    session.sample.emplace();
    session.sample->made = origin.command;
    session.sample->source = origin.source;
    session.sample->seed = origin.seed;
    return {title, exportDescription(std::move(facts)),
            QString::fromStdString(sessionToJson(session, "."))};
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
