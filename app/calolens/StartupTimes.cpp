// SPDX-License-Identifier: GPL-3.0-or-later
#include "StartupTimes.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#ifdef __linux__
#include <ctime>
#include <unistd.h>
#endif

namespace calolens {
namespace {

/// Milliseconds since the process was started, to about 10 ms; 0 where that cannot be known.
double processAgeMs() {
#ifdef __linux__
    std::ifstream stat("/proc/self/stat");
    std::string line;
    std::getline(stat, line);
    // The name of the program, in parentheses, may hold spaces; 20 fields follow it up to the start
    // time.
    const auto nameEnd = line.rfind(')');
    if (nameEnd == std::string::npos)
        return 0;
    std::istringstream fields(line.substr(nameEnd + 1));
    std::string skipped;
    for (int field = 0; field < 19; ++field)
        fields >> skipped;
    double startTicks = 0;
    fields >> startTicks;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double nowMs =
        1000.0 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
    return std::max(0.0, nowMs - 1000.0 * startTicks / static_cast<double>(sysconf(_SC_CLK_TCK)));
#else
    return 0;
#endif
}

double msBetween(std::chrono::steady_clock::time_point a, std::chrono::steady_clock::time_point b) {
    return std::chrono::duration<double, std::milli>(b - a).count();
}

} // namespace

StartupTimes::StartupTimes()
    : m_beforeMain(processAgeMs()) {
}

void StartupTimes::mark(const std::string& phase) {
    if (std::any_of(m_phases.begin(), m_phases.end(),
                    [&](const auto& known) { return known.first == phase; }))
        return;
    const auto now = Clock::now();
    m_phases.emplace_back(phase, msBetween(m_last, now));
    m_last = now;
}

void StartupTimes::note(const std::string& what, double ms) {
    m_notes.emplace_back(what, ms);
}

void StartupTimes::print() const {
    std::fprintf(stderr, "start-up time in ms\n%10.0f  loading of libraries, before main\n",
                 m_beforeMain);
    for (const auto& [phase, ms] : m_phases)
        std::fprintf(stderr, "%10.1f  %s\n", ms, phase.c_str());
    std::fprintf(stderr, "%10.1f  from main to here\n", msBetween(m_begin, m_last));
    for (const auto& [what, ms] : m_notes)
        std::fprintf(stderr, "%10.1f  (%s)\n", ms, what.c_str());
}

} // namespace calolens
