// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace calolens {

/// Notes when each phase of starting was over, and prints where the time went.
class StartupTimes {
public:
    /// To be made first in main(): what went before is the loading of libraries.
    StartupTimes();
    /// The phase that began with the mark before has ended. A phase is noted once.
    void mark(const std::string& phase);
    /// Time of something that happened elsewhere, shown but not added up.
    void note(const std::string& what, double ms);
    void print() const;

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_last = m_begin;
    double m_beforeMain = 0; ///< ms; 0: not known
    std::vector<std::pair<std::string, double>> m_phases;
    std::vector<std::pair<std::string, double>> m_notes;
};

} // namespace calolens
