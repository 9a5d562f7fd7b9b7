// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/observables/EventObservables.h"

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace calolens {

/// A picture of an event, of which the observables are taken.
enum class SamplePicture { Truth, Lr, Draw, Mean };
constexpr std::size_t samplePictures = 4;

/// Observables of the pictures of some events, one row per event.
struct SampleRows {
    std::vector<qint64> events;
    /// [events x observables] per SamplePicture; NaN where there is no such picture or the
    /// observable is not defined.
    std::array<std::vector<float>, samplePictures> values;
};

/// Observables of the events of a file, column by column.
class SampleValues {
public:
    explicit SampleValues(std::vector<ObservableInfo> infos);

    void append(const SampleRows& rows);
    [[nodiscard]] const std::vector<ObservableInfo>& infos() const noexcept { return m_infos; }
    [[nodiscard]] std::size_t size() const noexcept { return m_events.size(); }
    [[nodiscard]] const std::vector<qint64>& events() const noexcept { return m_events; }
    /// One value per event, in the order of events().
    [[nodiscard]] std::span<const float> column(SamplePicture picture,
                                                std::size_t observable) const;
    /// Whether any event has such a picture.
    [[nodiscard]] bool has(SamplePicture picture) const;
    /// The events whose value lies in [low, high).
    [[nodiscard]] std::vector<qint64> between(SamplePicture picture, std::size_t observable,
                                              double low, double high) const;

private:
    std::vector<ObservableInfo> m_infos;
    std::vector<qint64> m_events;
    std::array<std::vector<std::vector<float>>, samplePictures> m_columns;
};

} // namespace calolens
