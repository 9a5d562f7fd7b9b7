// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/Device.h"

#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

DeviceKind deviceFromName(std::string_view name) {
    if (name == "auto")
        return DeviceKind::Auto;
    if (name == "cpu")
        return DeviceKind::Cpu;
    if (name == "cuda")
        return DeviceKind::Cuda;
    throw UsageError(fmt::format("there is no device '{}'; known devices: auto, cpu, cuda", name));
}

bool cudaAvailable() {
    return torch::cuda::is_available();
}

void setNetworkThreads(int threads) {
    if (threads < 1)
        throw UsageError("the number of network threads must be 1 or more");
    at::set_num_threads(threads);
}

torch::Device resolveDevice(DeviceKind kind) {
    const bool there = kind != DeviceKind::Cpu && torch::cuda::is_available();
    if (kind == DeviceKind::Cuda && !there)
        throw DeviceError("no CUDA device can be used: this LibTorch was built without CUDA, or "
                          "the machine has no "
                          "NVIDIA GPU or driver");
    return there ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
}

std::string describeDevice(const torch::Device& device) {
    return device.is_cuda() ? fmt::format("CUDA {}", device.has_index() ? device.index() : 0)
                            : "CPU";
}

} // namespace calolens
