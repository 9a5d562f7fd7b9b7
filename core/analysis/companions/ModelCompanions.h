// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/DrawCalibration.h"
#include "analysis/checks/summary/InputSummary.h"
#include "analysis/information/ReadingTable.h"

#include <filesystem>
#include <functional>
#include <optional>

namespace calolens {

/// Files that are read instead of those that stand beside a model; empty: none.
struct CompanionFiles {
    std::filesystem::path inputs, calibration, readings;
    bool withoutCalibration = false; ///< read none, not even to see whether it is right
};

/// What stands beside a model: each fitted on simulated events, each of it optional.
struct ModelCompanions {
    std::optional<InputSummary> inputs;         ///< MODEL.inputs.json
    std::optional<DrawCalibration> calibration; ///< MODEL.calibration.json
    std::optional<ReadingTable> readings;       ///< MODEL.readings.json

    /// @param model its file; empty: a model that is not known, beside which nothing stands
    /// @throws FileError if one of them is there and damaged, or one of `instead` cannot be read
    [[nodiscard]] static ModelCompanions read(const std::filesystem::path& model,
                                              const CompanionFiles& instead = {});

    /// For those who take a pointer; null if there is none. Valid as long as this object.
    [[nodiscard]] const InputSummary* inputsOrNull() const noexcept {
        return inputs ? &*inputs : nullptr;
    }
    /// What the calibration of a prediction's draws was fitted to; empty if they cannot be
    /// calibrated: no calibration, or a single draw.
    [[nodiscard]] std::string calibrationSource(int draws) const {
        return calibration && draws > 1 ? calibration->source() : std::string();
    }
    /// The draws calibrated; nullopt where there is nothing to calibrate: no
    /// calibration, a single draw, draws that are not all there or are of other cells.
    /// @throws UsageError if event and calibration do not fit
    [[nodiscard]] std::optional<Prediction> calibrated(const Event& event,
                                                       const Prediction& draws) const;
    /// The same as a step of a job, which leaves alone what cannot be calibrated; empty without a
    /// calibration. Valid as long as this object.
    [[nodiscard]] std::function<Prediction(const Event&, const Prediction&)> prepare() const;
};

} // namespace calolens
