// SPDX-License-Identifier: GPL-3.0-or-later
#include "Progress.h"

#include <fmt/format.h>

#include <cstdio>
#include <unistd.h>

namespace calolens::cli {

namespace {
std::string durationText(double seconds) {
    const auto whole = static_cast<std::int64_t>(seconds + 0.5);
    if (whole < 120)
        return fmt::format("{} s", whole);
    if (whole < 7200)
        return fmt::format("{} min", (whole + 30) / 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}
} // namespace

Progress::Progress(std::string what, std::string unit, std::int64_t total)
    : m_what(std::move(what))
    , m_unit(std::move(unit))
    , m_total(total)
    , m_shown(m_start)
    , m_terminal(isatty(STDERR_FILENO) != 0) {
}

Progress::~Progress() {
    if (m_open)
        std::fputc('\n', stderr);
}

void Progress::update(std::int64_t done, std::int64_t total) {
    m_total = total;
    update(done);
}

void Progress::update(std::int64_t done) {
    const auto now = Clock::now();
    const auto interval =
        m_terminal ? std::chrono::milliseconds(100) : std::chrono::milliseconds(20000);
    if (now - m_shown < interval && !(m_terminal && done >= m_total))
        return;
    m_shown = now;
    const double seconds = std::chrono::duration<double>(now - m_start).count();
    const auto made = static_cast<double>(done - m_before);
    const double left = made > 0 ? seconds / made * static_cast<double>(m_total - done) : 0;
    const auto text =
        fmt::format("{} {}/{} {} ({:.0f} %), {:.3g} per second, {} left", m_what, done, m_total,
                    m_unit, 100.0 * static_cast<double>(done) / static_cast<double>(m_total),
                    made / seconds, durationText(left));
    if (m_terminal)
        fmt::print(stderr, "\r\033[K{}", text);
    else
        fmt::print(stderr, "{}\n", text);
    std::fflush(stderr);
    m_open = m_terminal;
}

} // namespace calolens::cli
