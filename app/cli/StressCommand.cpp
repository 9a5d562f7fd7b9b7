// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckInput.h"
#include "Commands.h"
#include "Interrupt.h"
#include "Progress.h"
#include "StressText.h"
#include "analysis/stress/StressJson.h"
#include "error/Error.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace calolens::cli {

namespace {
struct Options {
    std::filesystem::path file, json, inputs;
    std::string prediction, range, model;
    std::uint64_t seed = 1;
};

/// The next event of the range with draws from `number` on; nullopt if there is none.
std::optional<Testimony> nextTestimony(const EventFile& file, const PredictionInfo& prediction,
                                       std::int64_t& number, std::int64_t last) {
    for (; number < last; ++number) {
        auto draws = file.prediction(prediction.name, number);
        if (!draws || !draws->complete())
            continue;
        Event event = file.read(number);
        if (event.lr().size() == 0)
            continue;
        ++number;
        return Testimony{std::move(event), std::move(*draws)};
    }
    return std::nullopt;
}

void run(const Options& o) {
    const auto file = EventFile::open(o.file);
    CheckedSource source{
        file->path().filename().string(), checkedPrediction(*file, o.prediction), {}, o.seed};
    if (!source.prediction)
        throw FileError({o.file.string(), {}, {}},
                        "the file holds no prediction to lie about; make one with 'calolens-cli "
                        "predict'");
    const auto inputs = findInputSummary(o.inputs, o.model, source.prediction);
    if (inputs)
        source.inputs = inputs->source();
    const EvidenceSources sources{inputs ? &*inputs : nullptr, nullptr, o.seed};
    const EventRange range = parseEventRange(o.range, file->size());
    StressTest test(o.seed);
    std::int64_t number = range.first, pairs = 0;
    auto other = nextTestimony(*file, *source.prediction, number, range.last);
    {
        Progress progress("lying", "events", range.last - range.first);
        while (auto honest = nextTestimony(*file, *source.prediction, number, range.last)) {
            if (interrupted())
                throw Error(fmt::format("stopped after {} events", pairs));
            progress.update(number - range.first);
            test.add(*honest, *other, sources);
            other = std::move(honest);
            ++pairs;
        }
    }
    if (pairs < 2)
        throw UsageError("fewer than three predicted events: too few to compare lies with");
    const auto detections = test.finish();
    fmt::print("{}, prediction '{}', {} events; training data: {}\n{}", source.file,
               source.prediction->name, pairs, source.inputs.empty() ? "no summary" : source.inputs,
               stressText(detections));
    if (!o.json.empty())
        writeWholeFile(o.json, stressJson(source, detections));
}
} // namespace

void addStressCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "stress", "Plant known lies into predicted events, and see which checks find them");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->file, "Event file with a prediction")->required();
    command->add_option("--events", o->range, eventRangeHelp);
    command->add_option("--prediction", o->prediction,
                        "Name of the prediction (default: the only one in the file)");
    command->add_option("--model", o->model,
                        "Model whose MODEL.inputs.json says what it was trained on");
    command->add_option("--inputs", o->inputs, "Summary of the training data, instead of --model");
    command->add_option("--json", o->json, "Write everything as JSON (docs/checks.md)");
    command->add_option("--seed", o->seed, "Seed of the places of lies")->capture_default_str();
    command->callback([o] { run(*o); });
}

} // namespace calolens::cli
