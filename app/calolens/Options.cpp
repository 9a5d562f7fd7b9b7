// SPDX-License-Identifier: GPL-3.0-or-later
#include "Options.h"

#include "analysis/checks/CheckRegistry.h"
#include "diffusion/ChoiceCheck.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/Sampler.h"
#include "information/InformationPanel.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <limits>
#include <string_view>

namespace calolens {
namespace {

constexpr int WrongUsage = 2;

/// "1280x800" as a size. @throws CLI::ValidationError
QSize sizeFrom(const std::string& text) {
    const QStringList parts = QString::fromStdString(text).split(QLatin1Char('x'));
    bool widthValid = false, heightValid = false;
    const int width = parts.value(0).toInt(&widthValid);
    const int height = parts.value(1).toInt(&heightValid);
    constexpr int Smallest = 200, Largest = 16384;
    if (parts.size() != 2 || !widthValid || !heightValid || std::min(width, height) < Smallest ||
        std::max(width, height) > Largest)
        throw CLI::ValidationError("--size", "write it as 1280x800, between 200 and 16384");
    return {width, height};
}

template<typename Descriptions>
std::string namesOf(const Descriptions& descriptions) {
    std::string names;
    for (const auto& description : descriptions)
        names += (names.empty() ? "" : ", ") + std::string(description.name);
    return names;
}

/// Where the picture comes from is no check, but stands beside them.
std::string knownChecks() {
    std::string ids;
    for (const EventCheck& check : eventChecks())
        ids += check.info.id + ", ";
    return ids + InformationMapsName.latin1();
}

CLI::Validator known(std::string (*complaint)(std::string_view)) {
    return CLI::Validator([complaint](const std::string& name) { return complaint(name); },
                          std::string(), std::string());
}

} // namespace

std::variant<Options, int> readOptions(int argc, char** argv) {
    CLI::App app{"CaloLens: see calorimeter events denoise, and check what was invented.",
                 "calolens"};
    app.set_version_flag("--version", CALOLENS_VERSION);
    std::vector<std::string> files;
    std::string model, sampler, schedule, check, screenshot, exportTo, saveSession, size, theme,
        replay, record;
    std::vector<std::string> commands;
    int steps = 0;
    std::uint64_t seed = 0;
    Options options;
    app.add_option("FILE", files,
                   "Event files to open, or a session; the demo events if none is given");
    auto* eventOption =
        app.add_option("--event", options.event, "Number of the event to show, from 0")
            ->check(CLI::Range(std::int64_t{0}, std::numeric_limits<std::int64_t>::max()));
    app.add_option("--model", model, "Name or path of the model to denoise with");
    app.add_option("--sampler", sampler, "Sampler to denoise with: " + namesOf(samplers()))
        ->check(known(complaintAboutSampler));
    app.add_option("--schedule", schedule, "Noise schedule: " + namesOf(schedules()))
        ->check(known(complaintAboutSchedule));
    auto* stepsOption =
        app.add_option("--steps", steps, "Number of steps")->check(CLI::Range(1, 1000));
    auto* seedOption = app.add_option("--seed", seed, "Seed of the draw");
    app.add_flag("--run", options.run, "Start the denoising when the event is there");
    app.add_option("--draws", options.draws, "Draw so many predictions of the event and check them")
        ->check(CLI::Range(1, 1000));
    app.add_option("--check", check,
                   "Open this check of the evidence panel and show its map: " + knownChecks());
    app.add_option("--screenshot", screenshot, "Save a picture of the window to this PNG file");
    app.add_option(
        "--export", exportTo,
        "Write the comparison to this file: .pdf, .svg, .png, .csv for its cells; or the "
        "denoising: .mp4, .gif, or a folder of pictures");
    app.add_option("--save-session", saveSession,
                   "Save what is open and how it is looked at to this .json file");
    app.add_option("--command", commands,
                   "Give this command, as the shortcut sheet and docs name it, before the picture "
                   "is taken; the picture is then of the window that it opens, if any");
    app.add_option("--settle", options.settleMs, "Milliseconds between commands and picture")
        ->check(CLI::Range(0, 600000))
        ->capture_default_str();
    app.add_option("--replay", replay,
                   "Do what was recorded into this file, once the event is shown and before the "
                   "commands");
    app.add_option("--record", record,
                   "Record what is done in the window into this .json file, until the end");
    app.add_flag("--anonymous", options.anonymous,
                 "Leave out of pictures and exports which files of this machine they show");
    app.add_flag("--exit", options.exit, "End when all of this has been done");
    app.add_option("--size", size, "Size of the window, as 1280x800");
    app.add_option("--theme", theme, "Colours of the window")
        ->check(CLI::IsMember({"dark", "light", "system"}));
    app.add_flag("--timing", options.timing, "Say on standard error where the start-up time goes");
    try {
        app.parse(argc, argv);
        if (!size.empty())
            options.size = sizeFrom(size);
        if (!check.empty() && findEventCheck(check) == nullptr &&
            check != InformationMapsName.latin1())
            throw CLI::ValidationError("--check",
                                       "there is no '" + check + "', only: " + knownChecks());
        if (!screenshot.empty() &&
            !QString::fromStdString(screenshot).endsWith(QLatin1String(".png")))
            throw CLI::ValidationError("--screenshot", "the name must end in .png");
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : WrongUsage;
    }
    for (const std::string& file : files)
        options.files << QString::fromLocal8Bit(file.data(), static_cast<qsizetype>(file.size()));
    options.model = QString::fromLocal8Bit(model.data(), static_cast<qsizetype>(model.size()));
    options.sampler = QString::fromStdString(sampler);
    options.schedule = QString::fromStdString(schedule);
    options.check = QString::fromStdString(check);
    options.screenshot =
        QString::fromLocal8Bit(screenshot.data(), static_cast<qsizetype>(screenshot.size()));
    options.exportTo =
        QString::fromLocal8Bit(exportTo.data(), static_cast<qsizetype>(exportTo.size()));
    options.saveSession =
        QString::fromLocal8Bit(saveSession.data(), static_cast<qsizetype>(saveSession.size()));
    options.replay = QString::fromLocal8Bit(replay.data(), static_cast<qsizetype>(replay.size()));
    options.record = QString::fromLocal8Bit(record.data(), static_cast<qsizetype>(record.size()));
    for (const std::string& command : commands)
        options.commands << QString::fromStdString(command);
    options.theme = QString::fromStdString(theme);
    options.eventGiven = eventOption->count() > 0;
    if (stepsOption->count() > 0)
        options.steps = steps;
    if (seedOption->count() > 0)
        options.seed = seed;
    return options;
}

} // namespace calolens
