// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Prediction.h"
#include "page/Page.h"
#include "page/PageMetadata.h"
#include "plots/LinePlot.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace calolens::cli {

/// Where the plots of a command come from: each of them says so.
struct PlotOrigin {
    std::string command;       ///< that makes them: "evaluate"
    std::string source;        ///< event file; empty: none
    PredictionInfo prediction; ///< without a name if they are of none
    std::uint64_t seed = 0;    ///< of what is random in the command itself
};

/// Makes the folder if it is not there. @throws FileError
void makePlotFolder(const std::filesystem::path& folder);

/// Writes STEM.pdf, .svg and .png. Needs a QApplication. @throws FileError
void writePlot(const Page& page, const QString& title, const PlotOrigin& origin,
               const std::filesystem::path& stem);
/// The same of a figure of lines.
void writeLinePlot(const LineFigure& figure, const PlotOrigin& origin,
                   const std::filesystem::path& stem);

} // namespace calolens::cli
