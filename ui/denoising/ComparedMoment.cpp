// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/ComparedMoment.h"

#include "denoising/DenoisingSession.h"
#include "denoising/Moments.h"

namespace calolens {

ComparedMoment comparedMoment(const DenoisingSession& session, const Moments& moments,
                              int shownFrame) {
    const RecordedFrames& frames = session.frames();
    if (moments.pinned() && !frames.empty()) {
        const int there = frameNearest(frames, *moments.pinned());
        return {&frames[there], true, session.stepCount(), session.msPerStep(),
                there == frames.size() - 1 && session.state() == DenoisingSession::State::Finished};
    }
    const FinishedRun* reference = session.reference();
    if (reference == nullptr || reference->frames.empty())
        return {};
    const int there = session.referenceFrameFor(shownFrame);
    return {&reference->frames[there], false, reference->start.steps, reference->msPerStep,
            there == reference->frames.size() - 1};
}

} // namespace calolens
