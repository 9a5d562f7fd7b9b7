// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <utility>

namespace calolens {

/// What was made of events that are not shown now, one result an event, so that coming back to an
/// event finds it. Above the memory budget those left longest ago go first; the one left last stays
/// whatever its size.
///
/// An event is known by its number and the opened file that it was read from: the same file opened
/// again may hold other events.
template<typename Result>
class KeptByEvent {
public:
    explicit KeptByEvent(std::size_t budgetBytes)
        : m_budget(budgetBytes) {}

    /// In place of what was kept of the event before.
    void keep(const Event& event, Result result, std::size_t bytes) {
        (void)take(event);
        m_entries.push_front({event.readout, event.number, bytes, std::move(result)});
        m_bytes += bytes;
        while (m_bytes > m_budget && m_entries.size() > 1) {
            m_bytes -= m_entries.back().bytes;
            m_entries.pop_back();
        }
    }
    /// Hands the event's result back and forgets it; nullopt if there is none.
    [[nodiscard]] std::optional<Result> take(const Event& event) {
        const auto found =
            std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
                return entry.readout == event.readout && entry.event == event.number;
            });
        if (found == m_entries.end())
            return std::nullopt;
        std::optional<Result> result = std::move(found->result);
        m_bytes -= found->bytes;
        m_entries.erase(found);
        return result;
    }
    [[nodiscard]] std::size_t bytes() const noexcept { return m_bytes; }
    [[nodiscard]] std::size_t size() const noexcept { return m_entries.size(); }
    [[nodiscard]] std::size_t budget() const noexcept { return m_budget; }

private:
    struct Entry {
        std::shared_ptr<const Readout> readout; ///< one of its own for each opened file
        std::int64_t event = 0;
        std::size_t bytes = 0;
        Result result;
    };

    std::list<Entry> m_entries; ///< left last first
    std::size_t m_budget;
    std::size_t m_bytes = 0;
};

} // namespace calolens
