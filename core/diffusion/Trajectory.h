// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace calolens {

/// One recorded moment of a denoising.
struct TrajectoryFrame {
    int step = 0;                ///< steps taken
    double sigma = 0;            ///< noise level of state
    int evaluations = 0;         ///< NFE so far
    std::vector<float> state;    ///< decoded noisy state, MeV per HR cell
    std::vector<float> estimate; ///< decoded running estimate of the clean event, MeV per HR cell
};

/// The recorded steps of one denoising within a memory budget. When the budget is exceeded, frames
/// in the middle are dropped (those whose neighbours are nearest in step number), never the first
/// or the last.
class Trajectory {
public:
    explicit Trajectory(std::size_t budgetBytes = std::size_t{256} << 20)
        : m_budget(budgetBytes) {}
    void append(TrajectoryFrame frame);
    void clear();
    [[nodiscard]] std::size_t size() const noexcept { return m_frames.size(); }
    [[nodiscard]] bool empty() const noexcept { return m_frames.empty(); }
    [[nodiscard]] const TrajectoryFrame& operator[](std::size_t i) const { return m_frames[i]; }
    [[nodiscard]] const TrajectoryFrame& back() const { return m_frames.back(); }
    [[nodiscard]] std::size_t bytes() const noexcept { return m_bytes; }

private:
    std::vector<TrajectoryFrame> m_frames;
    std::size_t m_budget;
    std::size_t m_bytes = 0;
};

} // namespace calolens
