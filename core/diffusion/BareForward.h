// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"

namespace calolens {

/// Runs the network behind a denoiser and nothing else, on the inputs of its last evaluation, which
/// lie where the network runs: what an evaluation cannot do without, and all that a step should
/// cost. On CUDA the device is waited for after the last pass.
/// @param denoiser evaluated before
/// @param passes   one behind the other
/// @return false if no network stands behind the denoiser, or if it has nothing to work on
/// @throws ModelError, DeviceError
[[nodiscard]] bool runForwardAlone(Denoiser& denoiser, int passes);

} // namespace calolens
