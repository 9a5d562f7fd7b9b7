// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/EventRow.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace calolens {

/// A condition on events, as a user types it: "particles >= 2 and energy < 40".
///
/// Names: event, particles, energy (of the particles, GeV), lr_energy (GeV), lr_cells, hr_cells,
/// predicted (number of stored predictions). Operators: + - * / ^, < <= > >= == !=, and, or, not,
/// and the functions of muParser (abs, sqrt, log10, min, ...). What is not known of an event (the
/// true energy of real data) is neither less than, greater than nor equal to anything.
class EventFilter {
public:
    /// @throws UsageError saying what is wrong with the text, and where
    explicit EventFilter(const QString& text);
    ~EventFilter();
    EventFilter(EventFilter&&) noexcept;
    EventFilter& operator=(EventFilter&&) noexcept;

    /// Whether the condition asks for what only reading the whole event can tell.
    [[nodiscard]] bool needsWholeEvent() const noexcept;
    [[nodiscard]] bool accepts(const EventRow& row) const;
    /// Names, each with a line of explanation: for the tooltip.
    [[nodiscard]] static QStringList help();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace calolens
