// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/samplers/HeunSampler.h"

namespace calolens {

/// Restart (Xu et al., arXiv 2306.14878, algorithm 1): Heun's method down to a level t_min; there
/// noise of variance t_max^2 - t_min^2 is added and the part from t_max to t_min is run again, K
/// times; then on to zero.
///
/// A restart begins at the node of the schedule that is nearest to t_min (in ln s). If that lies
/// far off, t_max moves with it, so that it stays above; it is never above the schedule's first
/// level. NFE 2 N - 1 + 2 K (n - 1), with one step less below two steps.
class RestartSampler : public HeunSampler {
public:
    /// The paper's last interval, [n, K, t_min, t_max] = [4, 2, 0.06, 0.30] for data of a spread of
    /// 0.5, for a spread of 1.
    struct Interval {
        int nodes = 4;   ///< n, with both ends
        int repeats = 2; ///< K
        double low = 0.12;
        double high = 0.6;
    };
    RestartSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise);
    RestartSampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise,
                   const Interval& interval);

    /// With the interval of the first constructor.
    [[nodiscard]] static int evaluationsFor(int steps) noexcept;

private:
    void advance(double from, double to) override;
    void plan(const Interval& interval);

    std::vector<bool> m_restarts; ///< per step: whether it begins with going up
    double m_high = 0;
    std::vector<float> m_z;
};

} // namespace calolens
