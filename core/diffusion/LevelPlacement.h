// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "diffusion/NoiseSchedule.h"
#include "random/RandomStream.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace calolens {

/// Items that are sampled together, and the noise of each.
struct PlacementBatch {
    Denoiser* denoiser = nullptr; ///< must outlive the search
    std::vector<RandomStream> noise;
};

/// What to place levels for.
struct PlacementSettings {
    std::string sampler = "unipc-3"; ///< deterministic, not adaptive
    int steps = 10;
    NoiseRange range;
    int referenceSteps = 100; ///< of Heun's method on the Karras schedule: what should be reached
    int sweeps = 6;           ///< over all levels, with smaller and smaller moves
    std::function<bool()> interrupted;      ///< asked before each trial; may be empty
    std::function<void(int, int)> progress; ///< sweeps done, of how many; may be empty
};

/// Noise levels that bring a sampler with few steps near the solution of the probability-flow ODE.
struct Placement {
    std::vector<double> levels;           ///< decreasing, without the last 0
    double error = 0;                     ///< of the sampler on them, see placeLevels()
    std::map<std::string, double> errors; ///< of the same on each of schedules()
};

/// Moves the levels between the first, which stays at sigmaMax, and the last, which may rise, such
/// that the root mean square difference between where the sampler ends and where the reference
/// ends, from the same noise, becomes small (a pattern search along each ln sigma, from the best
/// schedule of schedules()). The idea is that of "Align your steps", arXiv 2404.14507, with the
/// distance that common noise allows to measure directly in place of a bound.
/// @throws UsageError if the sampler is unknown, draws noise on its way or chooses its steps, or
/// if there is nothing to sample; Error if interrupted; what the denoisers throw
[[nodiscard]] Placement placeLevels(std::span<const PlacementBatch> batches,
                                    const PlacementSettings& settings);

} // namespace calolens
