// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Parametrisation.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace calolens {

/// The recipe of a model: what `train --config FILE` reads (JSON; every key optional but name and
/// preset).
struct TrainingConfig {
    std::string name;        ///< of the model
    std::string preset;      ///< digitizer preset
    std::string description; ///< one line, shown where models are chosen
    struct Network {
        int width = 128;
        int blocks = 5;
        int heads = 4;
        int mlpRatio = 2;
    } network;
    /// The regression of the posterior mean, trained before the denoiser and told to it.
    struct Estimator {
        std::int64_t steps = 0; ///< 0: no estimator
        int width = 128;
        int blocks = 4;
        int heads = 4;
        int mlpRatio = 2;
        double learningRate = 1e-3;
        int warmup = 300;
        double emaDecay = 0.9995;
        double sumWeight = 2.0;   ///< as those of the optimiser, but of the regression
        double eventWeight = 1.0; ///< see estimatorLoss()
    } estimator;
    struct Objective {
        std::string preconditioning = "edm"; ///< edm or flow
        std::string weight = "edm";          ///< see lossWeight()
        double gamma = 5;                    ///< of the weight min-snr
    } objective;
    ParametrisationSettings parametrisation; ///< mean and spread are measured, not configured
    struct Optimiser {
        std::int64_t steps = 20000;
        int batch = 64; ///< events
        double learningRate = 1e-3;
        int warmup = 300; ///< steps of linear rise; then a cosine down to 2 %
        double weightDecay = 1e-4;
        double emaDecay = 0.9995;
        double clip = 1.0;        ///< largest norm of the gradient
        double sumWeight = 1.0;   ///< weight of the denoised-sum channel against one child channel
        double eventWeight = 0.0; ///< weight of the event-energy term, see denoisingLoss()
        /// Stops after so many measurements on the chooser set without a better one, and leaves the
        /// weights of the best; 0: trains to the end and leaves the last.
        std::int64_t patience = 0;
        /// Steps that see an event as it was digitized once, each with its own noise levels.
        std::int64_t repeats = 1;
        /// Of the matrix products: float32, tf32 (float32 where there is no GPU) or bfloat16.
        std::string precision = "float32";
    } optimiser;
    struct Noise {
        double logMean = -0.6; ///< ln sigma is drawn from N(logMean, logSpread^2)
        double logSpread = 1.3;
        double sigmaMin = 0.005; ///< range that samplers are to use
        double sigmaMax = 40.0;
    } noise;
    std::int64_t holdOut =
        2000; ///< last so many events of each file: half for choosing, half for reporting
    std::int64_t checkpointEvery = 500; ///< steps
    std::int64_t chooserEvery = 1000;   ///< steps
    std::uint64_t seed = 1;

    /// @throws FileError if the file cannot be read or is not such a recipe (unknown keys are
    /// errors)
    [[nodiscard]] static TrainingConfig read(const std::filesystem::path& path);
    [[nodiscard]] std::string toJson() const;
};

} // namespace calolens
