// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Trajectory.h"

#include <limits>

namespace calolens {

namespace {
std::size_t bytesOf(const TrajectoryFrame& frame) {
    return sizeof(frame) + (frame.state.capacity() + frame.estimate.capacity()) * sizeof(float);
}
} // namespace

void Trajectory::append(TrajectoryFrame frame) {
    m_bytes += bytesOf(frame);
    m_frames.push_back(std::move(frame));
    while (m_bytes > m_budget && m_frames.size() > 2) {
        // The frame that is missed least: the one whose neighbours are nearest to each other; of
        // several, the earliest, since the end of a denoising is looked at most.
        std::size_t drop = 1;
        int narrowest = std::numeric_limits<int>::max();
        for (std::size_t i = 1; i + 1 < m_frames.size(); ++i) {
            const int gap = m_frames[i + 1].step - m_frames[i - 1].step;
            if (gap < narrowest) {
                narrowest = gap;
                drop = i;
            }
        }
        m_bytes -= bytesOf(m_frames[drop]);
        m_frames.erase(m_frames.begin() + static_cast<std::ptrdiff_t>(drop));
    }
}

void Trajectory::clear() {
    m_frames.clear();
    m_bytes = 0;
}

} // namespace calolens
