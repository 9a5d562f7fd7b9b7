// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace calolens {

/// Thresholds of the topological clustering, in units of the cell noise (COCOA's defaults).
struct TopoclusterThresholds {
    double seed = 4.6;      ///< starts a cluster
    double grow = 2.0;      ///< lets a cluster grow over its neighbours
    double perimeter = 0.0; ///< added at the border of a cluster
};

/// The super-resolution readout of a deposits file: which layers, how coarse, how noisy.
struct DigitizerPreset {
    std::string name; ///< "cocoa-sr2"
    int layers = 3;   ///< the first so many layers are read out
    int hrMerge = 2;  ///< deposit cells per HR cell, each way
    int factor = 2;   ///< HR cells per LR cell, each way
    TopoclusterThresholds thresholds;
    std::string description;
};

/// All presets: cocoa-sr2 (single electrons) and cocoa-sr4 (several particles).
[[nodiscard]] std::span<const DigitizerPreset> digitizerPresets();
/// @throws UsageError naming the known presets
[[nodiscard]] const DigitizerPreset& digitizerPreset(std::string_view name);

/// Turns deposits into events as COCOA's super-resolution mode does: sum into HR and LR cells, add
/// Gaussian noise to LR only, find topoclusters on LR, keep the clustered LR cells and all their
/// children (noise-free, zeros included).
class Digitizer {
public:
    /// @param detector,deposits  the detector and grid of the deposits
    /// @throws UsageError if the preset does not fit the grid
    Digitizer(const DigitizerPreset& preset, const Detector& detector, const Granularity& deposits,
              std::uint64_t seed);

    [[nodiscard]] const std::shared_ptr<const Readout>& readout() const noexcept {
        return m_readout;
    }
    [[nodiscard]] const DigitizerPreset& preset() const noexcept { return m_preset; }

    /// The event may have no cells, if nothing passes the seed threshold. The noise depends on the
    /// seed, the deposits' event number and `epoch` alone: same numbers, same event.
    [[nodiscard]] Event digitize(const DepositEvent& deposits, std::uint32_t epoch = 0) const;

private:
    DigitizerPreset m_preset;
    std::shared_ptr<const Readout> m_readout;
    std::uint64_t m_seed;
};

} // namespace calolens
