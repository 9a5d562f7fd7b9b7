// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ComparisonSheet.h"

#include <QStringList>

#include <optional>
#include <span>

namespace calolens {

/// What can be written of one event; and of its whole file.
enum class ExportKind {
    Sheet,
    View,
    Spectrum,
    Layers,
    Lateral,
    Maps,
    Cells,
    Numbers,
    Film,
    Report,  ///< of the file
    Figures, ///< of the file
    Table    ///< of the events of the file
};

/// Whether it takes its time and is made beside the window: DenoisingFilm, SampleJob.
[[nodiscard]] constexpr bool isJob(ExportKind kind) noexcept {
    return kind >= ExportKind::Film;
}

/// A kind of export, as the dialog offers it.
struct ExportDescription {
    ExportKind kind;
    QString id; ///< on the command line and in sessions: "sheet"
    QString title;
    QString explanation;  ///< one sentence
    QStringList suffixes; ///< the usual one first; "" for a folder
};

[[nodiscard]] std::span<const ExportDescription> exportDescriptions();
[[nodiscard]] const ExportDescription& describe(ExportKind kind);

/// The kind of that id; none if there is none.
[[nodiscard]] std::optional<ExportKind> exportKindNamed(const QString& id);
/// What a file with such a suffix usually is: a table of the cells for .csv and .h5, of the numbers
/// for .json, a film for .mp4, .gif and a folder, else the comparison sheet.
[[nodiscard]] ExportKind usualExportKind(const QString& path);

/// Writes one of them, but jobs (isJob()). The suffix decides on the format. Needs a
/// QApplication, and its thread.
/// @throws UsageError for a suffix that the kind does not have, FileError
void writeEventExport(ExportKind kind, const EventComparison& comparison,
                      const SheetOptions& options, const std::filesystem::path& path);

/// A small picture of what will be written. @param pixels  what it has to fit into
/// @throws Error if it cannot be drawn
[[nodiscard]] QImage previewOf(ExportKind kind, const EventComparison& comparison,
                               const SheetOptions& options, QSize pixels);

} // namespace calolens
