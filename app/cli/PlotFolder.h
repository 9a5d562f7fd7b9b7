// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/LinePlot.h"

#include <filesystem>

namespace calolens::cli {

/// Makes the folder if it is not there. @throws FileError
void makePlotFolder(const std::filesystem::path& folder);

/// Writes STEM.pdf, .svg and .png. Needs a QApplication. @throws FileError
void writeLinePlot(const LineFigure& figure, const std::filesystem::path& stem);

} // namespace calolens::cli
