// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "ExportedComparison.h"
#include "ReproduceSample.h"
#include "SheetExport.h"
#include "diffusion/Model.h"
#include "error/Error.h"
#include "event/EventFile.h"
#include "event/EventIdentity.h"
#include "session/PictureAgain.h"
#include "session/Session.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace calolens::cli {

namespace {

namespace fs = std::filesystem;

struct ReproduceOptions {
    std::string file;   ///< the export or session
    std::string events; ///< in place of the file that it names
    std::string model;
    std::string output;
    std::string device = "auto";
};

fs::path modelFor(const PredictionInfo& settings, const std::string& wanted) {
    if (!wanted.empty())
        return resolveModel(wanted);
    for (const ModelInfo& model : findModels())
        if (model.checksum == settings.modelChecksum)
            return model.path;
    throw UsageError(fmt::format("the model '{}' with the checksum {} is not here; name one with "
                                 "--model",
                                 settings.model, settings.modelChecksum));
}

std::shared_ptr<const EventFile> openEvents(const ReproduceOptions& options,
                                            const SessionFile& wanted) {
    const fs::path path = options.events.empty() ? wanted.path : fs::path(options.events);
    const auto file = EventFile::open(path);
    if (!wanted.identity.empty() && eventIdentity(*file) != wanted.identity)
        throw UsageError(fmt::format("{} holds other events than those that {} was made from",
                                     path.string(), options.file));
    return file;
}

/// @returns whether the picture is the same but for rounding
bool runReproduce(const ReproduceOptions& options) {
    const Session session = sessionOf(options.file, embeddedSession);
    if (session.sample)
        requireSampleCanBeMadeAgain(*session.sample, options.file);
    const SessionFile* const wanted = session.currentFile();
    if (wanted == nullptr && session.sample && !options.events.empty()) // it was anonymous
        return reproduceSample(session, options.file, options.events, options.output);
    if (wanted == nullptr && session.sample)
        throw UsageError(fmt::format("{}: it does not say which file it was made from; name it "
                                     "with --events",
                                     options.file));
    if (wanted == nullptr)
        throw UsageError(fmt::format("{}: no event is shown in it", options.file));
    const auto file = openEvents(options, *wanted);
    if (session.sample)
        return reproduceSample(session, options.file, file->path(), options.output);
    const SessionPicture& picture = session.picture;
    fmt::print("events      {}, event {}\n", file->path().string(), wanted->event);
    if (picture.kind != SessionPicture::Kind::None)
        fmt::print("prediction  {} ({}), {} on {}, {} steps, seed {}\n", picture.settings.model,
                   picture.settings.modelChecksum, picture.settings.sampler,
                   picture.settings.schedule, picture.settings.steps, picture.settings.seed);
    fmt::print("written by  CaloLens {}\n", session.programVersion);
    const auto energies =
        pictureAgain(*file, wanted->event, picture, [&](const PredictionInfo& settings) {
            return Model::load(modelFor(settings, options.model), deviceFromName(options.device));
        });
    bool same = true;
    if (picture.kind == SessionPicture::Kind::None) {
        fmt::print("result      nothing was predicted: the events are the same\n");
    } else {
        const PictureDifference difference = differenceOf(picture, energies);
        same = difference.agrees();
        fmt::print("result      {}\n", describe(difference));
    }
    if (!options.output.empty()) {
        ExportedComparison exported;
        EventComparison& comparison = exported.comparison;
        comparison.source = file->path().filename().string();
        comparison.event = std::make_shared<const Event>(file->read(wanted->event));
        comparison.predicted = energies;
        comparison.predictedLabel = picture.label;
        comparison.settings = picture.settings;
        if (picture.kind == SessionPicture::Kind::Stored && picture.draw < 0 &&
            picture.settings.samples > 1)
            if (auto draws = file->prediction(picture.settings.name, wanted->event))
                exported.draws = std::make_shared<const Prediction>(std::move(*draws));
        writeExport(exported, session, options.output);
        fmt::print("written     {}\n", options.output);
    }
    return same;
}

} // namespace

void addReproduceCommand(CLI::App& app) {
    auto options = std::make_shared<ReproduceOptions>();
    CLI::App* command = app.add_subcommand(
        "reproduce",
        "Make the picture of an export or session again, and say whether it is the same");
    command
        ->add_option("FILE", options->file, "An exported .pdf, .svg or .png, or a session (.json)")
        ->required();
    command->add_option("--events", options->events, "Event file, where it is another place now");
    command->add_option("--model", options->model,
                        "Model (default: the one with the same checksum)");
    command->add_option("--device", options->device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("-o,--output", options->output, "Write the sheet, figure or report again");
    command->callback([options] {
        if (!runReproduce(*options))
            throw Error(fmt::format("{}: the picture is not the same", options->file));
    });
}

} // namespace calolens::cli
