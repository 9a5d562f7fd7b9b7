// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"
#include "page/PageMetadata.h"
#include "plots/RatioFigure.h"

#include <QStringList>

#include <filesystem>

namespace calolens {

/// What a figure can be written as: "pdf", "svg", "png", and its numbers as "csv" or "json".
[[nodiscard]] const QStringList& figureSuffixes();

/// A figure as a page that fits a column of a journal.
[[nodiscard]] Page figurePage(const RatioFigure& figure);

/// Writes a figure; the suffix decides on the format. @throws UsageError for another suffix,
/// FileError
void writeFigure(const RatioFigure& figure, const PageMetadata& metadata,
                 const std::filesystem::path& path, int dpi);

} // namespace calolens
