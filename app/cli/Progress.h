// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace calolens::cli {

/// Progress of a long job with an estimate of the time left, on standard error: a line rewritten in
/// place on a terminal, a line now and then otherwise.
class Progress {
public:
    /// @param what "digitizing"; @param unit "events"
    Progress(std::string what, std::string unit, std::int64_t total);
    ~Progress();
    void update(std::int64_t done);
    /// With another total than was thought.
    void update(std::int64_t done, std::int64_t total);
    /// How many of those done cost no time, since a run before has done them: for the time left.
    void skip(std::int64_t before) { m_before = before; }

private:
    using Clock = std::chrono::steady_clock;
    std::string m_what, m_unit;
    std::int64_t m_total;
    std::int64_t m_before = 0;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_shown;
    bool m_terminal;
    bool m_open = false;
};

} // namespace calolens::cli
