// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/RecordedFrames.h"

namespace calolens {

class DenoisingSession;
class Moments;

/// What a frame of the run is compared with.
struct ComparedMoment {
    const RecordedFrame* recorded = nullptr; ///< nullptr: with nothing
    bool pinned = false; ///< of the same run, by the user; else of the reference run
    int steps = 0;       ///< of its run
    double msPerStep = 0;
    bool last = false; ///< it is its run's result

    [[nodiscard]] explicit operator bool() const noexcept { return recorded != nullptr; }
};

/// The pinned moment, where the run has frames; else the reference run's frame at the noise level
/// of the shown frame; else nothing.
[[nodiscard]] ComparedMoment comparedMoment(const DenoisingSession& session, const Moments& moments,
                                            int shownFrame);

} // namespace calolens
