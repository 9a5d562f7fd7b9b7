// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/KeptRuns.h"

#include <algorithm>
#include <utility>

namespace calolens {

void KeptRuns::keep(const Event& event, FinishedRun run) {
    (void)take(event); // the newer one counts
    if (run.frames.empty())
        return;
    run.request.event.reset();
    if (run.frames.bytes() > m_budget) {
        RecordedFrames last;
        last.append(run.frames[run.frames.size() - 1]);
        run.frames = std::move(last);
    }
    const std::size_t bytes = run.frames.bytes();
    m_runs.push_front({event.readout, event.number, bytes, std::move(run)});
    m_bytes += bytes;
    while (m_bytes > m_budget && m_runs.size() > 1) {
        m_bytes -= m_runs.back().bytes;
        m_runs.pop_back();
    }
}

std::optional<FinishedRun> KeptRuns::take(const Event& event) {
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const Entry& entry) {
        return entry.readout == event.readout && entry.event == event.number;
    });
    if (found == m_runs.end())
        return std::nullopt;
    std::optional<FinishedRun> run = std::move(found->run);
    m_bytes -= found->bytes;
    m_runs.erase(found);
    return run;
}

} // namespace calolens
