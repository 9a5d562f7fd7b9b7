// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/DrawCalibration.h"
#include "analysis/checks/EventEvidence.h"

#include <cstdint>
#include <string>
#include <vector>

namespace calolens {

/// Fits a DrawCalibration to events with truth and draws. Keeps their draws in memory: 4 bytes per
/// cell and draw, 7 MB for a thousand electrons with ten draws each.
class CalibrationFit {
public:
    /// @param layers of the readout @param source what the events are, in words
    CalibrationFit(std::size_t layers, std::string source);

    /// Takes an event in. Those without truth or with a single draw are left out.
    /// @throws UsageError if it has other layers, or as many draws as no event before
    void add(const EventEvidence& evidence);
    [[nodiscard]] std::int64_t events() const noexcept {
        return static_cast<std::int64_t>(m_events.size());
    }
    /// Fits each step to the draws as the steps before have left them, and empties the fit.
    [[nodiscard]] DrawCalibration finish();

private:
    DrawCalibration m_calibration;
    std::vector<CalibrationEvent> m_events;
};

} // namespace calolens
