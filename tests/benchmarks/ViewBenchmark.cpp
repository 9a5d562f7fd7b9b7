// SPDX-License-Identifier: GPL-3.0-or-later
#include "ManyCells.h"
#include "ProcessMemory.h"
#include "ViewTimings.h"
#include "comparison/GraphicsDriver.h"
#include "error/Error.h"
#include "event/EventFile.h"

#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <exception>
#include <fstream>
#include <optional>

namespace {

using namespace calolens;
using namespace calolens::benchmark;

constexpr QSize kSize(1200, 520);

struct Options {
    std::vector<std::size_t> cells{10'000, 100'000, 1'000'000};
    std::string file, json, picture, points;
    std::int64_t event = 0;
    int repeats = 7;
    bool ratio = true;
    bool cpu = false;
    bool pointsWritten = false;
};

nlohmann::ordered_json toJson(const std::string& name, const ViewTimings& t) {
    return {{"scene", name},
            {"open_ms", t.open},
            {"rotate_ms", t.rotate},
            {"rescale_ms", t.rescale},
            {"threshold_ms", t.threshold},
            {"scrub_ms", t.scrub},
            {"first_pick_ms", t.firstPick},
            {"next_pick_ms", t.nextPick},
            {"select_ms", t.select},
            {"memory_mib", t.memoryMiB}};
}

void print(const std::string& name, const ViewTimings& t) {
    fmt::print(
        "{:<28}{:>9.1f}{:>9.1f}{:>9.1f}{:>10.1f}{:>9.1f}{:>11.2f}{:>10.3f}{:>9.2f}{:>10.0f}\n",
        name, t.open, t.rotate, t.rescale, t.threshold, t.scrub, t.firstPick, t.nextPick, t.select,
        t.memoryMiB);
    std::fflush(stdout);
}

/// Each scene has a view of its own, so that memory is told apart.
/// @param camera  where to start from, if any; then where it started from
ViewTimings measured(const EventComparison& comparison, PaneArrangement arrangement,
                     Options& options, std::optional<CameraState>& camera) {
    MeasuredView view(kSize, options.cpu);
    ViewSettings settings;
    settings.arrangement = arrangement;
    const ViewTimings times = view.measure(std::make_shared<const EventComparison>(comparison),
                                           settings, options.repeats, camera);
    camera = view.camera();
    if (!options.picture.empty() &&
        !view.picture().save(QString::fromLocal8Bit(options.picture.c_str())))
        throw Error("The picture cannot be written to " + options.picture);
    if (!options.points.empty())
        options.pointsWritten =
            view.writePoints(comparison, options.points) || options.pointsWritten;
    return times;
}

void run(Options options) {
    nlohmann::ordered_json json;
    json["graphics"] = MeasuredView(kSize).graphics();
    json["size"] = {kSize.width(), kSize.height()};
    fmt::print("{}; {} x {} pixels; milliseconds{}, medians of {}\n",
               json["graphics"].get<std::string>(), kSize.width(), kSize.height(),
               options.cpu ? " of the processors" : "", options.repeats);
    fmt::print("{:<28}{:>9}{:>9}{:>9}{:>10}{:>9}{:>11}{:>10}{:>9}{:>10}\n", "scene", "open",
               "rotate", "rescale", "threshold", "scrub", "first pick", "next pick", "select",
               "MiB");
    auto& scenes = json["scenes"] = nlohmann::ordered_json::array();
    std::optional<CameraState> camera;
    const auto add = [&](const std::string& name, const EventComparison& comparison,
                         PaneArrangement arrangement, bool sameCamera = false) {
        if (!sameCamera)
            camera.reset();
        const ViewTimings times = measured(comparison, arrangement, options, camera);
        print(name, times);
        scenes.push_back(toJson(name, times));
        return times;
    };
    if (!options.file.empty()) {
        const auto file = EventFile::open(options.file);
        EventComparison comparison;
        comparison.event = std::make_shared<const Event>(file->read(options.event));
        if (comparison.event->hasTruth()) // scrubbing needs something that moves
            comparison.predicted = comparison.event->hr().energy;
        add(fmt::format("event {}: {} + {} cells", options.event, comparison.event->lr().size(),
                        comparison.event->hr().size()),
            comparison, PaneArrangement::Across);
    } else {
        for (const std::size_t count : options.cells)
            add(fmt::format("3 panes of {}", count), manyCells(count), PaneArrangement::Across);
        if (options.ratio) {
            // Like with like: cells as wide, in the same room, seen by the same camera, so that
            // both draw as many sprites of the same size.
            constexpr std::size_t kMillion = 1'000'000;
            const ViewTimings three =
                add("3 panes of 1000000 again", manyCells(kMillion), PaneArrangement::Across);
            const ViewTimings one = add("1 pane of 3000000 as wide", manyCells(3 * kMillion, 3),
                                        PaneArrangement::Single, true);
            fmt::print("3 panes of 10^6 against 1 pane of 3 x 10^6 cells of the same size, same "
                       "camera: rotate {:.2f}, memory {:.2f}\n",
                       three.rotate / one.rotate, three.memoryMiB / one.memoryMiB);
            json["three_panes_against_one"] = {{"rotate", three.rotate / one.rotate},
                                               {"memory", three.memoryMiB / one.memoryMiB}};
        }
    }
    if (!options.points.empty() && !options.pointsWritten)
        throw Error("There were no points to write: so few cells are drawn as tiles.");
    if (!options.json.empty())
        std::ofstream(options.json) << json.dump(2) << '\n';
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"How fast the comparison draws, turns, recolours, scrubs and picks many cells, "
                 "without a screen."};
    app.add_option("FILE", options.file, "Measure an event of this file instead of made-up cells");
    app.add_option("--event", options.event, "Its number, from 0");
    app.add_option("--cells", options.cells, "Cells in each of three panes")->delimiter(',');
    app.add_option("--repeats", options.repeats, "Of each measurement")->check(CLI::Range(1, 1000));
    app.add_flag("!--no-ratio", options.ratio,
                 "Leave out three panes against one with the cells of all three");
    app.add_flag("--cpu", options.cpu,
                 "Count the processors' time instead of the clock's: for a busy machine");
    app.add_option("--json", options.json, "Write the numbers to this file, too");
    app.add_option("--points", options.points,
                   "Write the points of the last scene's third pane to this VTK file, for other "
                   "programs");
    app.add_option("--picture", options.picture, "Save the last scene as this PNG file");
    CLI11_PARSE(app, argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    protectGraphicsDriver();
    const QGuiApplication application(argc, argv);
    try {
        run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "calolens-view-benchmark: {}\n", error.what());
        return 1;
    }
    return 0;
}
