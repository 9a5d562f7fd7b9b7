// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ComparisonSheet.h"

#include <QStringList>

#include <span>

namespace calolens {

/// What can be written of one event.
enum class ExportKind { Sheet, View, Spectrum, Layers, Lateral, Maps, Cells, Numbers, Film };

/// A kind of export, as the dialog offers it.
struct ExportDescription {
    ExportKind kind;
    QString title;
    QString explanation;  ///< one sentence
    QStringList suffixes; ///< the usual one first; "" for a folder
};

[[nodiscard]] std::span<const ExportDescription> exportDescriptions();
[[nodiscard]] const ExportDescription& describe(ExportKind kind);

/// Writes one of them, but the film (DenoisingFilm). The suffix decides on the format. Needs a
/// QApplication, and its thread.
/// @throws UsageError for a suffix that the kind does not have, FileError
void writeEventExport(ExportKind kind, const EventComparison& comparison,
                      const SheetOptions& options, const std::filesystem::path& path);

/// A small picture of what will be written. @param pixels  what it has to fit into
/// @throws Error if it cannot be drawn
[[nodiscard]] QImage previewOf(ExportKind kind, const EventComparison& comparison,
                               const SheetOptions& options, QSize pixels);

} // namespace calolens
