// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Trajectory.h"
#include "event/Event.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace calolens {

/// What the curves show of one picture of an event.
struct PictureNumbers {
    double energy = 0;       ///< sum over HR cells, MeV
    double residualToLr = 0; ///< energy - sum over LR cells, MeV
    /// energy - sum over true HR cells, MeV; NaN where the truth is not known
    double residualToTruth = std::numeric_limits<double>::quiet_NaN();
    double zeroFraction = 0; ///< share of HR cells with no energy
};

/// @param energies  MeV per HR cell of the event
[[nodiscard]] PictureNumbers pictureNumbers(std::span<const float> energies, const Event& event);
/// The share of true HR cells with no energy; NaN where the truth is not known.
[[nodiscard]] double trueZeroFraction(const Event& event);

/// A frame of a denoising as the window keeps it.
struct RecordedFrame {
    std::shared_ptr<const TrajectoryFrame> frame;
    PictureNumbers state;
    PictureNumbers estimate;
};

class RecordedFrames;
/// The frame whose noise level is nearest to sigma in its logarithm; of several at one level, the
/// last; sigma = 0 is the last frame. -1 if there are none.
[[nodiscard]] int frameNearest(const RecordedFrames& frames, double sigma);

/// The frames of one run in the order of their steps, within a memory budget: above it, frames in
/// the middle are dropped, those whose neighbours are nearest in step number first; the first and
/// the last never.
class RecordedFrames {
public:
    explicit RecordedFrames(std::size_t budgetBytes = std::size_t{512} << 20)
        : m_budget(budgetBytes) {}
    void append(RecordedFrame frame);
    void clear();
    [[nodiscard]] int size() const noexcept { return static_cast<int>(m_frames.size()); }
    [[nodiscard]] bool empty() const noexcept { return m_frames.empty(); }
    [[nodiscard]] const RecordedFrame& operator[](int i) const {
        return m_frames[static_cast<std::size_t>(i)];
    }
    [[nodiscard]] std::size_t bytes() const noexcept { return m_bytes; }

private:
    void thin();

    std::vector<RecordedFrame> m_frames;
    std::size_t m_budget;
    std::size_t m_bytes = 0;
};

} // namespace calolens
