// SPDX-License-Identifier: GPL-3.0-or-later
// In the place of CudaGraph.cpp where LibTorch has no CUDA.
#include "diffusion/network/recorded/CudaGraph.h"

namespace calolens {

Recorder cudaGraphRecorder(const torch::Device&) {
    return {};
}

} // namespace calolens
