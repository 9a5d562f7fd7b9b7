// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/observables/EventObservables.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace calolens::cli {

/// One picture of one event.
struct ObservablesRow {
    enum Picture : std::uint8_t { Truth, Lr, Draw, Mean };
    std::int64_t event = 0;
    Picture picture = Truth;
    int draw = -1;          ///< of a draw, from 0
    double incidentMev = 0; ///< of all true particles; 0: none is known
    double energyMev = 0;   ///< sum of the cells
    std::int64_t cells = 0;
    std::span<const float> values; ///< as EventObservables::compute; NaN where not defined
};

/// Names of ObservablesRow::Picture, in its order.
inline constexpr const char* pictureNames[] = {"truth", "lr", "draw", "mean"};

/// A file of observables that grows row by row and appears when it is whole.
class ObservablesTable {
public:
    /// The suffix of the path decides on the format: .csv, .json or .h5.
    /// @throws UsageError for another one, FileError
    [[nodiscard]] static std::unique_ptr<ObservablesTable>
    create(const std::filesystem::path& path, std::span<const ObservableInfo> observables,
           const std::string& source);
    virtual ~ObservablesTable() = default;
    /// @throws FileError on a full disk
    virtual void append(const ObservablesRow& row) = 0;
    virtual void finish() = 0;
};

} // namespace calolens::cli
