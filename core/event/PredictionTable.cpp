// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/PredictionTable.h"

#include "event/EventFormat.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
PredictionInfo readInfo(const hdf5::File& file, const std::string& name) {
    const hdf5::Attributes attributes = file.attributes(native::predictionGroup(name));
    const auto text = [&](const char* key) {
        return attributes.has(key) ? attributes.text(key) : std::string{};
    };
    const auto count = [&](const char* key) -> int {
        if (!attributes.has(key))
            return 0;
        const std::int64_t value = attributes.integer(key);
        if (value < 0 || value > 1'000'000'000)
            throw FileError({file.path().string(), native::predictionGroup(name), {}},
                            fmt::format("attribute '{}' is {}, expected 0 or more", key, value));
        return static_cast<int>(value);
    };
    PredictionInfo info;
    info.name = name;
    info.model = text("model");
    info.modelChecksum = text("model_checksum");
    info.sampler = text("sampler");
    info.schedule = text("schedule");
    info.steps = count("steps");
    info.evaluations = count("nfe");
    info.seed = attributes.has("seed") ? attributes.unsignedInteger("seed") : 0;
    info.programVersion = text("program_version");
    return info;
}
} // namespace

PredictionTable::PredictionTable(const hdf5::File& file, const std::string& name,
                                 std::int64_t cells)
    : m_path(file.path().string())
    , m_info(readInfo(file, name))
    , m_energy(file.dataset(native::predictionEnergy(name))) {
    const FilePlace place{m_path, m_energy.name(), {}};
    if (m_energy.kind() != hdf5::NumberKind::Real)
        throw FileError(place, "holds something else than 32 or 64 bit real numbers");
    const auto& shape = m_energy.shape();
    if (shape.size() != 2)
        throw FileError(
            place, fmt::format("has {} dimensions, expected 2 (samples, cells)", shape.size()));
    if (shape[0] < 1 || shape[0] > native::maxSamples)
        throw FileError(
            place, fmt::format("holds {} samples, expected 1 to {}", shape[0], native::maxSamples));
    if (shape[1] != cells)
        throw FileError(
            place, fmt::format("describes {} cells, but the last level has {}", shape[1], cells));
    m_info.samples = static_cast<int>(shape[0]);
}

std::optional<Prediction> PredictionTable::read(std::int64_t event, RowRange cells) const {
    const FilePlace place{m_path, m_energy.name(), event};
    const std::int64_t samples = m_info.samples;
    if (cells.count > native::maxPredictionValues / samples)
        throw FileError(place, fmt::format("holds {} samples of {} cells, more than can be handled",
                                           samples, cells.count));
    Prediction prediction;
    prediction.samples = m_info.samples;
    prediction.cells = static_cast<std::size_t>(cells.count);
    prediction.energy.resize(static_cast<std::size_t>(samples * cells.count));
    m_energy.readColumns<float>(cells.first, cells.count, prediction.energy, event);
    const auto& energy = prediction.energy;
    if (std::any_of(energy.begin(), energy.end(), [](float e) { return std::isinf(e); }))
        throw FileError(place, "holds an infinite energy");
    if (!energy.empty() &&
        std::all_of(energy.begin(), energy.end(), [](float e) { return std::isnan(e); }))
        return std::nullopt;
    return prediction;
}

void writePredictionInfo(hdf5::File& file, const PredictionInfo& info) {
    hdf5::Attributes attributes = file.attributes(native::predictionGroup(info.name));
    attributes.setText("model", info.model);
    attributes.setText("model_checksum", info.modelChecksum);
    attributes.setText("sampler", info.sampler);
    attributes.setText("schedule", info.schedule);
    attributes.setInteger("steps", info.steps);
    attributes.setInteger("nfe", info.evaluations);
    attributes.setUnsigned("seed", info.seed);
    attributes.setText("program_version", info.programVersion);
}

std::string settingsDifference(const PredictionInfo& there, const PredictionInfo& wanted) {
    std::string text;
    const auto compare = [&](const char* what, const auto& a, const auto& b) {
        if (a != b)
            text += fmt::format("{}{} {} instead of {}", text.empty() ? "" : ", ", what, a, b);
    };
    compare("model", there.model, wanted.model);
    compare("model checksum", there.modelChecksum, wanted.modelChecksum);
    compare("sampler", there.sampler, wanted.sampler);
    compare("schedule", there.schedule, wanted.schedule);
    compare("steps", there.steps, wanted.steps);
    compare("samples", there.samples, wanted.samples);
    compare("seed", there.seed, wanted.seed);
    return text;
}

} // namespace calolens
