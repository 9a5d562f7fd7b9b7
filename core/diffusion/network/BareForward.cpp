// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/BareForward.h"

#include "diffusion/network/NetworkDenoiser.h"

namespace calolens {

bool runForwardAlone(Denoiser& denoiser, int passes) {
    auto* const network = dynamic_cast<NetworkDenoiser*>(&denoiser);
    return network && network->forwardAlone(passes);
}

} // namespace calolens
