// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/summary/FeatureModel.h"
#include "detector/Granularity.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace calolens {

class EventEvidence;

/// What a model was trained on, in a few numbers: how its inputs are distributed, how their true
/// pictures are, and a sample of the latter. Stands beside a model as MODEL.inputs.json, where
/// MODEL is the model file's name without .calomodel.
class InputSummary {
public:
    [[nodiscard]] const std::string& source() const noexcept { return m_source; }
    [[nodiscard]] std::int64_t events() const noexcept { return m_events; }
    [[nodiscard]] const FeatureModel& inputs() const noexcept { return m_inputs; }
    /// Of true pictures; none if the events had no truth.
    [[nodiscard]] const std::optional<FeatureModel>& pictures() const noexcept {
        return m_pictures;
    }
    /// Features of some true pictures, one row each, and ln(LR energy / MeV) as the last column.
    [[nodiscard]] const FeatureMatrix& sample() const noexcept { return m_sample; }

    /// As JSON, ending in a newline (docs/checks.md).
    [[nodiscard]] std::string toJson() const;
    /// @throws UsageError if the text is no such summary
    [[nodiscard]] static InputSummary fromJson(const std::string& text);
    /// @throws FileError if the file cannot be read or is no such summary
    [[nodiscard]] static InputSummary read(const std::filesystem::path& path);
    /// That beside a model; nullopt if there is none. @throws FileError if it is damaged
    [[nodiscard]] static std::optional<InputSummary> beside(const std::filesystem::path& model);

private:
    friend class InputSummaryMaker;
    std::string m_source;
    std::int64_t m_events = 0;
    FeatureModel m_inputs;
    std::optional<FeatureModel> m_pictures;
    FeatureMatrix m_sample;
};

/// Path of a model's summary: models/a.calomodel gives models/a.inputs.json. It need not exist.
[[nodiscard]] std::filesystem::path inputSummaryPath(const std::filesystem::path& model);

/// Makes a summary from events that come one by one.
class InputSummaryMaker {
public:
    /// True pictures that are kept as a sample.
    static constexpr std::size_t mostSamples = 1000;

    /// @param source what the events are, in words
    explicit InputSummaryMaker(const Readout& readout, std::string source);
    /// Events without positive energy are left out.
    void add(const EventEvidence& evidence);
    /// @throws UsageError if the events are too few
    [[nodiscard]] InputSummary finish() const;

private:
    std::string m_source;
    std::vector<std::string> m_inputNames, m_pictureNames;
    FeatureMatrix m_inputs, m_pictures;
    std::vector<double> m_t, m_pictureT;
};

} // namespace calolens
