// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Prediction.h"

#include <cstdint>
#include <span>

namespace calolens {

/// The temperature of the event's energy: the mean absolute error of the mean of draws over the one
/// that the draws expect, energies in units of the event's noise such that no event counts more
/// than another.
class EventTemperature {
public:
    /// Events below which it stays one.
    static constexpr std::int64_t fewestEvents = 100;

    EventTemperature() = default;
    /// @param error, expected sums over events
    EventTemperature(std::int64_t events, double error, double expected)
        : m_events(events)
        , m_error(error)
        , m_expected(expected) {}
    /// @param noise standard deviation of the noise of the event's energy; 0: the event is left out
    void add(const Prediction& draws, std::span<const float> truth, double noiseMeV);

    [[nodiscard]] double factor() const;
    [[nodiscard]] double error() const noexcept { return m_error; }
    [[nodiscard]] double expected() const noexcept { return m_expected; }
    /// Scales each draw as a whole such that the event's energy moves about its mean.
    void apply(Prediction& draws) const;

private:
    std::int64_t m_events = 0;
    double m_error = 0, m_expected = 0;
};

} // namespace calolens
