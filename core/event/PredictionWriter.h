// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventFile.h"

#include <filesystem>
#include <memory>
#include <span>

namespace calolens {

/// Adds a prediction to an event file: output = input plus /predictions/NAME.
///
/// Works on OUTPUT.part, renamed to OUTPUT by finish(). If OUTPUT already holds the prediction with
/// the same settings (or OUTPUT.part was left behind by a killed run of the same settings), its
/// predicted events are kept and isPredicted() tells which. input and output may be the same path.
class PredictionWriter {
public:
    /// @throws FileError if a file cannot be read or written, or if the output holds a prediction
    /// of that
    ///         name made with other settings
    PredictionWriter(const std::filesystem::path& input, const std::filesystem::path& output,
                     const PredictionInfo& info);
    ~PredictionWriter();
    PredictionWriter(const PredictionWriter&) = delete;
    PredictionWriter& operator=(const PredictionWriter&) = delete;

    [[nodiscard]] bool isPredicted(std::int64_t event) const;
    /// @param energy [info.samples x HR cells of the event], MeV
    void write(std::int64_t event, std::span<const float> energy);
    /// Makes what was written so far durable (called now and then by long jobs).
    void flush();
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace calolens
