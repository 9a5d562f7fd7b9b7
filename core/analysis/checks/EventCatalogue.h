// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"
#include "analysis/distances/FeatureMatrix.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace calolens {

/// The true pictures of a file's events, by their features (see pictureFeatures) and LR energy: for
/// the question whether a picture looks like another event than its own.
class EventCatalogue {
public:
    struct Neighbour {
        std::int64_t event = 0;
        double distance = 0; ///< root mean square over features, each in units of its width
    };

    /// Takes an event's true picture; events without truth or energy are left out.
    void add(const EventEvidence& evidence);
    /// After the last add(), before nearest(). Needs two events.
    void finish();
    [[nodiscard]] std::size_t size() const noexcept { return m_numbers.size(); }
    /// The events nearest to a picture, the nearest first; at most `most`.
    /// @param x MeV per HR cell
    [[nodiscard]] std::vector<Neighbour> nearest(const EventEvidence& evidence,
                                                 std::span<const float> x, std::size_t most) const;

private:
    std::vector<std::int64_t> m_numbers;
    FeatureMatrix m_raw, m_scaled;
    std::optional<Normaliser> m_normaliser;
};

/// Features of a picture with ln(LR energy / MeV) as the last one; nullopt as pictureFeatures.
[[nodiscard]] std::optional<std::vector<double>> catalogueRow(const EventEvidence& evidence,
                                                              std::span<const float> x);
/// Root mean square difference of two rows.
[[nodiscard]] double rowDistance(std::span<const double> a, std::span<const double> b);

} // namespace calolens
