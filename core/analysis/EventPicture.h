// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <optional>
#include <span>

namespace calolens {

/// One picture of an event: the cells of one level and an energy for each of them. A view: the
/// event and the energies must outlive it.
struct EventPicture {
    const Detector* detector = nullptr;
    const Granularity* granularity = nullptr;
    const CellSet* cells = nullptr;
    std::span<const float> energy; ///< MeV, one per cell
    bool noisy = false; ///< measured: each cell has its layer's readout noise; else taken as exact

    [[nodiscard]] std::size_t size() const noexcept { return cells->size(); }
    [[nodiscard]] CellBounds bounds(std::size_t i) const {
        return cellBounds(*detector, *granularity, cells->id(i));
    }
    /// Variance of the readout noise of cell i, MeV^2; 0 unless noisy.
    [[nodiscard]] double variance(std::size_t i) const;
};

/// What was measured (level 0).
[[nodiscard]] EventPicture lrPicture(const Event& event);
/// The true HR cells; none for real data.
[[nodiscard]] std::optional<EventPicture> truthPicture(const Event& event);
/// The HR cells with given energies (MeV per cell of event.hr()), which must outlive the picture.
/// @throws UsageError if their number is not that of the HR cells
[[nodiscard]] EventPicture hrPicture(const Event& event, std::span<const float> energy);
/// The predicted HR cells; none where nothing is predicted. @throws UsageError as hrPicture
[[nodiscard]] std::optional<EventPicture> predictedPicture(const EventComparison& comparison);

} // namespace calolens
