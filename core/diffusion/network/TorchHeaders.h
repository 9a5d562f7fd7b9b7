// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The only place where Torch's headers enter (and the precompiled header of this library). No
// public header of core/diffusion includes it.
#include <torch/torch.h>
