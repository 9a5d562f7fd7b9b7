// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace calolens {

/// Number format of a network's matrix products; sums, normalisations and softmax are in float
/// always.
enum class Precision {
    Float,   ///< 24 bits of mantissa: the format that models are evaluated in
    Tf32,    ///< on NVIDIA GPUs since Ampere: factors rounded to 11 bits of mantissa
    BFloat16 ///< factors and products rounded to 8 bits of mantissa, in the attention blocks
};
/// @throws UsageError unless "float32", "tf32" or "bfloat16"
[[nodiscard]] Precision precisionFromName(std::string_view name);
/// "float32", "tf32" or "bfloat16".
[[nodiscard]] std::string_view precisionName(Precision precision);

/// How a network is run.
struct NetworkExecution {
    DeviceKind device = DeviceKind::Auto;
    Precision precision = Precision::Float;
    /// On CUDA, record the network once per shape of its batches as a CUDA graph, and replay it.
    bool graphs = true;
};

/// Model::load with all choices.
/// @throws ModelError, DeviceError as that; UsageError if the device has not this precision
[[nodiscard]] std::shared_ptr<const Model> loadModel(const std::filesystem::path& path,
                                                     const NetworkExecution& execution);

} // namespace calolens
