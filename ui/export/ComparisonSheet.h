// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"
#include "event/EventComparison.h"

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace calolens {

/// Draws the three-dimensional views of a sheet. @throws Error if that is impossible here
using ViewRenderer = std::function<QImage(const EventComparison&, const ViewSettings&,
                                          const CameraState*, QSize pixels, double fontScale)>;

/// The usual view in colours for white paper: the more energy, the darker.
[[nodiscard]] ViewSettings paperView();

/// What a sheet takes over from a view on the screen; its colours are its own, for paper.
[[nodiscard]] ViewSettings paperViewLike(const ViewSettings& screen);

/// How a comparison sheet is made.
struct SheetOptions {
    ViewSettings view = paperView();   ///< of the 3D views; always drawn on white
    std::optional<CameraState> camera; ///< none: the default view of the event
    int dpi = 300;                     ///< of PNG sheets, and of the 3D views inside PDF and SVG
    /// All draws of the event, where there are any: they give the prediction error bars.
    std::shared_ptr<const Prediction> draws;
    ViewRenderer renderer; ///< empty: renderComparison()
    QString provenance;    ///< PageMetadata::provenance of the file
};

/// Writes the comparison sheet of one event: 3D views, eta-phi maps per layer, spectrum and
/// profiles with ratio panels, a table of numbers, and how the prediction was made. The suffix
/// decides on the format: .pdf and .svg (plots as vectors, text as text) or .png. The sheet is
/// always light. What is not known (truth, a prediction) is said in its place, and so is an
/// impossible 3D rendering. Needs a QApplication, and its
/// thread.
/// @throws UsageError for another suffix or a senseless resolution, FileError if PATH cannot be
/// written
void writeComparisonSheet(const EventComparison& comparison, const SheetOptions& options,
                          const std::filesystem::path& path);

/// The same as the bytes of a PNG, for previews. @throws UsageError for a senseless resolution
[[nodiscard]] QByteArray comparisonSheetPng(const EventComparison& comparison,
                                            const SheetOptions& options);

} // namespace calolens
