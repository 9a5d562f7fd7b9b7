// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace calolens {

/// How a prediction was made: the attributes of /predictions/NAME in an event file.
struct PredictionInfo {
    std::string name;          ///< NAME; letters, digits, '-', '_' and '.'
    std::string model;         ///< name of the model
    std::string modelChecksum; ///< of the model file's weights
    std::string sampler;       ///< "heun", "ddpm", ...
    std::string schedule;      ///< "karras", ...
    int steps = 0;
    int evaluations = 0; ///< network evaluations (NFE) per draw; 0: they vary (adaptive sampler)
    std::uint64_t seed = 0;
    int samples = 0; ///< draws per event
    std::string programVersion;
};

/// Which settings of two predictions differ, in words; empty if the draws of one may be continued
/// by the other. The program's version and the count of evaluations are no settings.
[[nodiscard]] std::string settingsDifference(const PredictionInfo& there,
                                             const PredictionInfo& wanted);

/// The draws of one event.
struct Prediction {
    int samples = 0;
    std::size_t cells = 0;
    std::vector<float>
        energy; ///< [samples x cells], MeV, in the order of the last level; NaN: not predicted yet

    [[nodiscard]] bool complete() const noexcept;
    /// Mean over draws, per cell, MeV: the best estimate of energy (not a typical picture).
    [[nodiscard]] std::vector<float> mean() const;
    /// One draw, MeV: a typical picture.
    [[nodiscard]] std::vector<float> draw(int sample) const;
};

} // namespace calolens
