// SPDX-License-Identifier: GPL-3.0-or-later
#include "PlotFolder.h"

#include "error/Error.h"
#include "page/PageFile.h"

#include <fmt/format.h>

namespace calolens::cli {

void makePlotFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw FileError({folder.string(), {}, {}},
                        fmt::format("the folder for plots cannot be made: {}", error.message()));
}

void writeLinePlot(const LineFigure& figure, const std::filesystem::path& stem) {
    LinePlot plot(figure, PlotStyle::paper(pageUnit));
    const Page page{QSizeF(110, 85),
                    [&plot](QCPPainter& painter, const QRect& rect) { plot.paint(painter, rect); }};
    for (const char* suffix : {".pdf", ".svg", ".png"})
        writePage(page, {figure.title, {}, {}}, std::filesystem::path(stem).concat(suffix));
}

} // namespace calolens::cli
