// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "ExportedComparison.h"
#include "SheetExport.h"
#include "error/Error.h"
#include "event/CellsCsv.h"
#include "event/EventFile.h"
#include "event/EventIdentity.h"
#include "version/Version.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

namespace calolens::cli {

namespace {
struct ExportOptions {
    PictureChoice choice;
    std::string output;
    int dpi = 300;
    bool anonymous = false;
};

std::string lowerSuffix(const std::filesystem::path& path) {
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix;
}

/// What the sheet shows, for those who want to make it again.
Session sessionOf(const ExportedComparison& exported, const ExportOptions& options) {
    Session session;
    session.programVersion = programVersion();
    session.files = {{options.choice.file, eventIdentity(*EventFile::open(options.choice.file)),
                      options.choice.event}};
    session.current = 0;
    session.sheet.dpi = options.dpi;
    if (options.anonymous)
        session.files.clear();
    if (const auto& comparison = exported.comparison; !comparison.predicted.empty()) {
        session.picture.kind = SessionPicture::Kind::Stored;
        session.picture.settings = comparison.settings;
        session.picture.draw = options.choice.draw.value_or(SessionPicture::Mean);
        session.picture.setEnergies(comparison.predicted);
    }
    return session;
}

void runExport(const ExportOptions& options) {
    const std::string suffix = lowerSuffix(options.output);
    const bool sheet = suffix == ".pdf" || suffix == ".svg" || suffix == ".png";
    if (!sheet && suffix != ".csv")
        throw UsageError(
            fmt::format("{}: an export ends in .pdf, .svg, .png or .csv", options.output));
    if (sheet && !canWriteSheets())
        throw UsageError(
            fmt::format("{}: this calolens-cli was built without the window's libraries "
                        "and writes .csv only",
                        options.output));
    const ExportedComparison exported = readComparison(options.choice);
    if (sheet)
        writeSheet(exported, sessionOf(exported, options), options.output);
    else
        writeCellsCsv(exported.comparison, options.output);
    fmt::print("{}\n", options.output);
}
} // namespace

void addExportCommand(CLI::App& app) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* command = app.add_subcommand(
        "export", "Write the comparison sheet of an event (.pdf, .svg, .png) or its cells (.csv)");
    command->add_option("EVENTS", options->choice.file, "event file")->required();
    command->add_option("--event", options->choice.event, "number of the event, from 0")
        ->required();
    command->add_option("--prediction", options->choice.prediction,
                        "name of the prediction (default: the only one in the file)");
    auto* draw = command->add_option("--draw", options->choice.draw, "show one draw, from 0");
    command->add_flag("--mean", options->choice.mean, "show the mean of all draws (default)")
        ->excludes(draw);
    command->add_option("--dpi", options->dpi, "resolution of PNG and of the 3D views")
        ->capture_default_str();
    command->add_flag("--anonymous", options->anonymous,
                      "Leave out of the sheet which files of this machine it was made from");
    command->add_option("-o,--output", options->output, "SHEET.pdf, .svg, .png or CELLS.csv")
        ->required();
    command->callback([options] { runExport(*options); });
}

} // namespace calolens::cli
