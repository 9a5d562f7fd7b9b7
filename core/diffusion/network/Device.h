// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"
#include "diffusion/network/TorchHeaders.h"

namespace calolens {

/// The Torch device to use. @throws DeviceError if CUDA is asked for and not there
[[nodiscard]] torch::Device resolveDevice(DeviceKind kind);
/// "CPU" or "CUDA 0".
[[nodiscard]] std::string describeDevice(const torch::Device& device);

} // namespace calolens
