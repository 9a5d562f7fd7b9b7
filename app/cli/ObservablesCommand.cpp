// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EventRange.h"
#include "Interrupt.h"
#include "ObservablesTable.h"
#include "Progress.h"
#include "analysis/Observables.h"
#include "error/Error.h"
#include "event/EventFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>

namespace calolens::cli {

namespace {
struct Options {
    std::filesystem::path file, output;
    std::string prediction, range;
};

/// The prediction whose pictures are added; none if the file has none.
std::string choosePrediction(const EventFile& file, const std::string& name) {
    const auto known = file.predictions();
    if (name.empty() && known.size() > 1)
        throw UsageError(fmt::format("{} holds several predictions; choose one with --prediction",
                                     file.path().string()));
    if (name.empty())
        return known.empty() ? std::string{} : known.front().name;
    if (std::none_of(known.begin(), known.end(),
                     [&](const PredictionInfo& info) { return info.name == name; }))
        throw UsageError(
            fmt::format("{} holds no prediction named '{}'", file.path().string(), name));
    return name;
}

/// Computes and writes the rows of one event after the other.
class Rows {
public:
    Rows(const EventObservables& observables, ObservablesTable& table)
        : m_observables(observables)
        , m_table(table) {}

    void append(const Event& event, const std::optional<Prediction>& draws) {
        m_reference = eventReference(event);
        m_event = event.number;
        if (const auto truth = truthPicture(event))
            append(*truth, ObservablesRow::Truth);
        append(lrPicture(event), ObservablesRow::Lr);
        if (!draws || !draws->complete())
            return;
        for (int k = 0; k < draws->samples; ++k) {
            const auto energy = draws->draw(k);
            append(hrPicture(event, energy), ObservablesRow::Draw, k);
        }
        if (draws->samples > 1) {
            const auto energy = draws->mean();
            append(hrPicture(event, energy), ObservablesRow::Mean);
        }
    }

private:
    void append(const EventPicture& picture, ObservablesRow::Picture what, int draw = -1) {
        const std::vector<float> values = m_observables.compute(picture, m_reference);
        m_table.append({m_event, what, draw, m_reference.incidentEnergy, energySum(picture),
                        static_cast<std::int64_t>(picture.size()), values});
    }
    const EventObservables& m_observables;
    ObservablesTable& m_table;
    EventReference m_reference;
    std::int64_t m_event = 0;
};

void writeObservables(const Options& o) {
    const auto file = EventFile::open(o.file);
    const EventRange range = parseEventRange(o.range, file->size());
    const std::string prediction = choosePrediction(*file, o.prediction);
    const EventObservables observables(*file->readout());
    const auto table =
        ObservablesTable::create(o.output, observables.infos(), file->path().filename().string());
    Rows rows(observables, *table);
    {
        Progress progress("writing", "events", range.last - range.first);
        for (std::int64_t i = range.first; i < range.last; ++i) {
            if (interrupted())
                throw Error(fmt::format("stopped after {} of {} events; nothing was written",
                                        i - range.first, range.last - range.first));
            rows.append(file->read(i),
                        prediction.empty() ? std::nullopt : file->prediction(prediction, i));
            progress.update(i + 1 - range.first);
        }
    }
    table->finish();
    spdlog::info("observables of {} events in {}", range.last - range.first, o.output.string());
}
} // namespace

void addObservablesCommand(CLI::App& app) {
    auto o = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "observables", "Write the observables of every event, of truth, LR, each draw and the mean "
                       "of all, as a table (.csv, .json, .h5)");
    command->add_option("EVENTS", o->file, "Event file")->required();
    command->add_option("-o,--output", o->output, "TABLE.csv, .json or .h5")->required();
    command->add_option("--prediction", o->prediction,
                        "Name of the prediction (default: the only one in the file)");
    command->add_option("--events", o->range, eventRangeHelp);
    command->callback([o] { writeObservables(*o); });
}

} // namespace calolens::cli
