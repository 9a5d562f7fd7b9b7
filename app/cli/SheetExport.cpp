// SPDX-License-Identifier: GPL-3.0-or-later
#include "SheetExport.h"
#include "UnseenApplication.h"

#include "comparison/ViewSettingsJson.h"
#include "export/ComparisonSheet.h"
#include "page/PageMetadata.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace calolens::cli {

namespace {
/// The view of the window that the session is of, for paper; the usual one if it is of none.
void lookAsBefore(const Session& made, SheetOptions& options) {
    if (made.window.empty() || !made.sheet.viewAsOnScreen)
        return;
    const auto window = nlohmann::json::parse(made.window);
    const LookedAt looked = lookedAtFromJson(window.value("view", nlohmann::json::object()).dump());
    options.view = paperViewLike(looked.settings);
    options.camera = looked.camera;
}
} // namespace

bool canWriteSheets() noexcept {
    return true;
}

std::string embeddedSession(const std::filesystem::path& path) {
    return readPageMetadata(path).provenance.toStdString();
}

void writeSheet(const ExportedComparison& exported, Session made,
                const std::filesystem::path& path) {
    const UnseenApplication application;
    SheetOptions options;
    options.dpi = made.sheet.dpi;
    options.draws = exported.draws;
    lookAsBefore(made, options);
    made.picture.label = exported.comparison.predictedLabel;
    if (made.files.empty()) { // nobody is to know where it comes from
        writeComparisonSheet(exported.comparison, options, path);
        return;
    }
    const auto folder = std::filesystem::absolute(path).parent_path();
    options.provenance = QString::fromStdString(sessionToJson(made, folder));
    writeComparisonSheet(exported.comparison, options, path);
    writeSession(made, sidecarOf(path));
}

} // namespace calolens::cli
