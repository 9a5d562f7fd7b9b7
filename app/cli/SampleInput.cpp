// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleInput.h"

#include "EvaluationInput.h"
#include "ProvenanceText.h"
#include "analysis/evaluation/Evaluation.h"
#include "diffusion/Model.h"
#include "error/Error.h"
#include "event/EventFile.h"
#include "event/EventIdentity.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>

namespace calolens::cli {

namespace {
double residualGev(const EventRecord& record) {
    return (record.mean.energy - record.truth.energy) * 1e-3;
}

/// The events of a sample from the most typical energy residual to the largest.
std::vector<const EventRecord*> bySize(const std::vector<EventRecord>& records) {
    std::vector<const EventRecord*> order;
    for (const EventRecord& record : records)
        order.push_back(&record);
    std::sort(order.begin(), order.end(), [](const EventRecord* a, const EventRecord* b) {
        return std::abs(residualGev(*a)) < std::abs(residualGev(*b));
    });
    return order;
}

void addEvent(const SampleChoice& choice, const std::string& prediction, std::int64_t event,
              std::string why, SampleInput& input) {
    PictureChoice picture;
    picture.file = choice.file.string();
    picture.event = event;
    picture.prediction = prediction;
    input.events.push_back({std::move(why), readComparison(picture)});
}

void chooseEvents(const SampleChoice& choice, const std::string& prediction,
                  const std::vector<EventRecord>& records, SampleInput& input) {
    if (choice.event) {
        addEvent(choice, prediction, *choice.event, "The event that was asked for", input);
        return;
    }
    const auto order = bySize(records);
    const std::size_t middle = order.size() / 2;
    for (std::size_t i = 0; i < static_cast<std::size_t>(choice.typical); ++i)
        if (middle + i < order.size())
            addEvent(choice, prediction, order[middle + i]->number,
                     fmt::format("A typical event: its energy residual, {:.3f} GeV, is of median "
                                 "size",
                                 residualGev(*order[middle + i])),
                     input);
    for (std::size_t i = 0; i < static_cast<std::size_t>(choice.worst); ++i)
        if (i < order.size())
            addEvent(choice, prediction, order[order.size() - 1 - i]->number,
                     fmt::format("Energy residual {} of {} events, from the largest: {:.3f} GeV",
                                 i + 1, order.size(), residualGev(*order[order.size() - 1 - i])),
                     input);
}

/// The card and the measured samplers of the model that made a prediction, if it is here.
void readModel(const SampleChoice& choice, const PredictionInfo& prediction, SampleInput& input) {
    std::filesystem::path samplers = choice.samplers;
    for (const ModelInfo& model : findModels()) {
        if (model.name != prediction.model)
            continue;
        if (model.checksum == prediction.modelChecksum)
            input.modelCard = model.card;
        if (samplers.empty()) {
            samplers = std::filesystem::path(model.path).replace_extension(".samplers.json");
            if (!std::filesystem::exists(samplers))
                samplers.clear();
        }
        break;
    }
    if (!samplers.empty())
        input.samplers = readSamplerBenchmark(samplers);
    if (input.modelCard.empty())
        spdlog::info("the model '{}' of this prediction is not on this machine: no card",
                     prediction.model);
}
} // namespace

SampleInput readSample(const SampleChoice& choice) {
    const auto file = EventFile::open(choice.file);
    const PredictionInfo prediction = evaluatedPrediction(*file, choice.prediction);
    const EventRecorder recorder(*file->readout());
    ReadingSettings reading;
    reading.events = parseEventRange(choice.range, file->size());
    reading.mostRecords = static_cast<std::size_t>(choice.mostEvents);
    reading.seed = choice.seed;
    const EvaluationInput read = readEvaluationInput(*file, prediction, reading, recorder);
    std::vector<const EventRecord*> records;
    for (const EventRecord& record : read.records)
        records.push_back(&record);
    EvaluationSettings settings;
    settings.seed = choice.seed;
    SampleInput input;
    input.evaluation = evaluate(records, recorder.observables().infos(), settings);
    if (!read.residuals.empty())
        read.residuals.front().fill(input.evaluation);
    if (input.evaluation.twoMaxima)
        input.evaluation.twoMaxima->layer = recorder.observables().maximaLayerName();
    input.evaluation.source = file->path().filename().string();
    input.evaluation.prediction = prediction;
    input.status = choice.status;
    input.madeBy = provenanceText(file->provenance());
    input.choice = choice;
    input.identity = eventIdentity(*file);
    chooseEvents(choice, prediction.name, read.records, input);
    readModel(choice, prediction, input);
    return input;
}

} // namespace calolens::cli
