// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/Device.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <atomic>
#include <dlfcn.h>

namespace calolens {

namespace {
std::atomic<int> g_threads = 1;
}

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
    g_threads = threads;
    at::set_num_threads(threads);
    // OpenBLAS keeps threads of its own, which at::set_num_threads does not reach: two of them,
    // spinning on cores that have other work, nearly double the time of a small network. Looked up
    // by name, since another BLAS may be there.
    using SetThreads = void (*)(int);
    if (const auto set =
            reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
        set(threads);
}

torch::Device resolveDevice(DeviceKind kind) {
    setNetworkThreads(g_threads); // also where nobody has asked for a number
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
