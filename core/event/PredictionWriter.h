// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventFile.h"

#include <filesystem>
#include <memory>
#include <span>

namespace calolens {

/// Adds a prediction to an event file: output = input plus /predictions/NAME.
///
/// Until finish(), what was written lies in OUTPUT.NAME.part, a sparse file that survives a kill at
/// any moment. finish() builds the event file in OUTPUT.part and renames it to OUTPUT, with NaN for
/// events that were not written; only the rename changes OUTPUT. If OUTPUT already holds the
/// prediction with the same settings, or a killed run of the same settings left its
/// OUTPUT.NAME.part behind, those events are kept and isPredicted() tells which. Other predictions
/// in OUTPUT are kept. input and output may be the same path. One thread at a time.
///
/// Several programs can share the work, each with a part of its own: parts 1, 2, ... keep their
/// draws in OUTPUT.NAME.part.1 and so on, and never touch OUTPUT. Part 0, the default, takes what
/// all parts of the same settings have left into the file that it writes.
class PredictionWriter {
public:
    /// @throws FileError if a file cannot be read or written, or if the output holds a prediction
    /// of that name made with other settings or other events, or if another program is writing it;
    /// UsageError if the name or the settings make no sense
    PredictionWriter(const std::filesystem::path& input, const std::filesystem::path& output,
                     const PredictionInfo& info, int part = 0);
    ~PredictionWriter();
    PredictionWriter(const PredictionWriter&) = delete;
    PredictionWriter& operator=(const PredictionWriter&) = delete;

    [[nodiscard]] bool isPredicted(std::int64_t event) const;
    /// @param energy [info.samples x HR cells of the event], MeV, finite
    /// @throws FileError on a full disk; UsageError if there are more or fewer energies
    void write(std::int64_t event, std::span<const float> energy);
    /// Makes what was written so far durable (called now and then by long jobs).
    void flush();
    /// Writes the event file. Events may be missing: they can be added later. Of a part above 0:
    /// makes its draws durable. @throws FileError, also if another part is still being written
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace calolens
