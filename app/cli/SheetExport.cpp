// SPDX-License-Identifier: GPL-3.0-or-later
#include "SheetExport.h"
#include "UnseenApplication.h"

#include "comparison/ViewSettingsJson.h"
#include "document/Paths.h"
#include "error/Error.h"
#include "export/EventExport.h"
#include "page/PageMetadata.h"

#include <fmt/format.h>

#include <utility>

namespace calolens::cli {

namespace {
/// The view of the window that the session is of, for paper; the usual one if it is of none.
void lookAsBefore(const Session& made, SheetOptions& options) {
    if (made.window.empty() || !made.sheet.viewAsOnScreen)
        return;
    const LookedAt looked = lookedAtInWindow(made.window);
    options.view = paperViewLike(looked.settings);
    options.camera = looked.camera;
}
} // namespace

std::vector<std::string> exportNames() {
    std::vector<std::string> names;
    for (const ExportDescription& one : exportDescriptions())
        if (!isJob(one.kind)) // of a run, or of the whole file
            names.push_back(one.id.toStdString());
    return names;
}

std::string usualExport(const std::filesystem::path& path) {
    return describe(usualExportKind(toQString(path))).id.toStdString();
}

std::string embeddedSession(const std::filesystem::path& path) {
    return readPageMetadata(path).provenance.toStdString();
}

void writeExport(const ExportedComparison& exported, Session made,
                 const std::filesystem::path& path) {
    const UnseenApplication application;
    const auto kind = exportKindNamed(QString::fromStdString(made.sheet.what));
    if (!kind)
        throw UsageError(
            fmt::format("{}: there is no export '{}'", path.string(), made.sheet.what));
    SheetOptions options;
    options.dpi = made.sheet.dpi;
    options.draws = exported.draws;
    lookAsBefore(made, options);
    made.picture.label = exported.comparison.predictedLabel;
    const bool anonymous = made.files.empty();
    if (!anonymous)
        options.provenance = QString::fromStdString(
            sessionToJson(made, std::filesystem::absolute(path).parent_path()));
    writeEventExport(*kind, exported.comparison, options, path);
    if (!anonymous)
        writeSession(made, sidecarOf(path));
}

} // namespace calolens::cli
