// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "ExportedComparison.h"
#include "SheetExport.h"
#include "event/EventFile.h"
#include "event/EventIdentity.h"
#include "version/Version.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace calolens::cli {

namespace {
struct ExportOptions {
    PictureChoice choice;
    std::string output, what;
    int dpi = 300;
    bool anonymous = false;
};

/// What the sheet shows, for those who want to make it again.
Session sessionOf(const ExportedComparison& exported, const ExportOptions& options) {
    Session session;
    session.programVersion = programVersion();
    session.files = {{options.choice.file, eventIdentity(*EventFile::open(options.choice.file)),
                      options.choice.event}};
    session.current = 0;
    session.sheet.dpi = options.dpi;
    session.sheet.what = options.what.empty() ? usualExport(options.output) : options.what;
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
    const ExportedComparison exported = readComparison(options.choice);
    writeExport(exported, sessionOf(exported, options), options.output);
    fmt::print("{}\n", options.output);
}
} // namespace

void addExportCommand(CLI::App& app) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* command = app.add_subcommand(
        "export",
        "Write the comparison sheet of an event, its views, plots, maps, cells or numbers");
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
    command
        ->add_option("--what", options->what,
                     "What is written: sheet, view (.png), spectrum, layers, lateral, maps (.pdf, "
                     ".svg, .png; plots also as .csv, .json), cells (.csv, .json, .h5), numbers "
                     "(.csv, .json). Default: what the suffix usually is")
        ->check(CLI::Validator(
            [](const std::string& name) {
                const auto known = exportNames();
                return known.empty() || std::find(known.begin(), known.end(), name) != known.end()
                           ? std::string()
                           : fmt::format("there is no '{}', only: {}", name,
                                         fmt::join(known, ", "));
            },
            std::string(), std::string()));
    command->add_option("-o,--output", options->output, "FILE.pdf, .svg, .png, .csv, .json or .h5")
        ->required();
    command->callback([options] { runExport(*options); });
}

} // namespace calolens::cli
