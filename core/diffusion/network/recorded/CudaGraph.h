// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"
#include "diffusion/network/recorded/Recording.h"

namespace calolens {

/// A recorder that captures CUDA graphs, all in one pool of memory: of what one recorder has made,
/// one recording at a time may run. Empty if this program was built without CUDA.
[[nodiscard]] Recorder cudaGraphRecorder(const torch::Device& device);

} // namespace calolens
