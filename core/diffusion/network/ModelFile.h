// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"
#include "diffusion/Parametrisation.h"
#include "diffusion/network/MeanEstimator.h"
#include "diffusion/network/SuperResolutionNetwork.h"

#include <filesystem>
#include <optional>

namespace calolens {

/// All of a model file but the weights.
struct ModelDescription {
    ModelInfo info;
    NetworkSettings network;
    std::optional<EstimatorSettings> estimator; ///< none: the denoiser is told no mean
    ParametrisationSettings parametrisation;
    NoiseRange noise;
    Readout readout; ///< that the model was trained on
};

/// The weights of a model.
struct ModelWeights {
    SuperResolutionNetwork network{nullptr};
    MeanEstimator estimator{nullptr}; ///< empty if the description has none
};

/// Writes a model file (docs/models.md): HDF5 with the description as JSON and one dataset per
/// weight. Atomic. The checksum in the description is ignored; that of the weights is computed and
/// written.
/// @throws FileError
void writeModelFile(const std::filesystem::path& path, const ModelDescription& description,
                    const ModelWeights& weights);

/// Reads the description alone. @throws ModelError if the file is missing, foreign or damaged
[[nodiscard]] ModelDescription readModelDescription(const std::filesystem::path& path);

/// Reads the weights into networks of the described shape, and compares their checksum.
/// @throws ModelError if weights are missing, of another shape, not finite or damaged
[[nodiscard]] ModelWeights readModelWeights(const std::filesystem::path& path,
                                            const ModelDescription& description);

} // namespace calolens
