// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/OffsetTable.h"
#include "event/Prediction.h"

#include <optional>
#include <string>

namespace calolens {

/// One prediction, /predictions/NAME, of an open event file. Use under a hdf5::Lock.
class PredictionTable {
public:
    /// @param cells  cells of the last level, all events together
    /// @throws FileError
    PredictionTable(const hdf5::File& file, const std::string& name, std::int64_t cells);

    [[nodiscard]] const PredictionInfo& info() const noexcept { return m_info; }
    /// @param cells  the event's cells of the last level
    /// @returns nullopt if nothing of the event has been predicted
    /// @throws FileError if an energy is infinite
    [[nodiscard]] std::optional<Prediction> read(std::int64_t event, RowRange cells) const;

private:
    std::string m_path;
    PredictionInfo m_info;
    hdf5::Dataset m_energy;
};

/// Writes the attributes of /predictions/NAME, which must exist.
void writePredictionInfo(hdf5::File& file, const PredictionInfo& info);

} // namespace calolens
