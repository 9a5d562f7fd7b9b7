// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/ModelLoading.h"

#include "diffusion/network/Device.h"
#include "diffusion/network/NetworkModel.h"
#include "diffusion/network/TorchErrors.h"

#include <fmt/format.h>

namespace calolens {

Precision precisionFromName(std::string_view name) {
    for (const Precision precision : {Precision::Float, Precision::Tf32, Precision::BFloat16})
        if (name == precisionName(precision))
            return precision;
    throw UsageError(
        fmt::format("there is no precision '{}'; known precisions: float32, tf32, bfloat16", name));
}

std::string_view precisionName(Precision precision) {
    switch (precision) {
    case Precision::Float:
        return "float32";
    case Precision::Tf32:
        return "tf32";
    case Precision::BFloat16:
        return "bfloat16";
    }
    return {};
}

std::shared_ptr<const Model> loadModel(const std::filesystem::path& path,
                                       const NetworkExecution& execution) {
    ModelDescription description = readModelDescription(path);
    ModelWeights weights = readModelWeights(path, description);
    const torch::Device where = resolveDevice(execution.device);
    if (execution.precision == Precision::Tf32 && !where.is_cuda())
        throw UsageError("tf32 is a number format of NVIDIA GPUs, and the model would run on the "
                         "CPU; choose float32 or bfloat16");
    return translatingTorchErrors(path.string(), [&] {
        return std::make_shared<const NetworkModel>(std::move(description), std::move(weights),
                                                    where, execution.precision, execution.graphs);
    });
}

std::shared_ptr<const Model> Model::load(const std::filesystem::path& path, DeviceKind device) {
    NetworkExecution execution;
    execution.device = device;
    return loadModel(path, execution);
}

} // namespace calolens
