// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/KeptRuns.h"

#include <utility>

namespace calolens {

void KeptRuns::keep(const Event& event, FinishedRun run) {
    if (run.frames.empty()) {
        (void)take(event); // the newer one counts
        return;
    }
    run.request.event.reset();
    if (run.frames.bytes() > m_runs.budget()) {
        RecordedFrames last;
        last.append(run.frames[run.frames.size() - 1]);
        run.frames = std::move(last);
    }
    const std::size_t bytes = run.frames.bytes();
    m_runs.keep(event, std::move(run), bytes);
}

} // namespace calolens
