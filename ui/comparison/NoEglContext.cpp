// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/OffscreenContext.h"

namespace calolens {

std::unique_ptr<OffscreenContext> makeEglContext(std::string& reason) {
    reason = "EGL: this build has none";
    return nullptr;
}

} // namespace calolens
