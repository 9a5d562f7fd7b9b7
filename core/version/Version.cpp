// SPDX-License-Identifier: GPL-3.0-or-later
#include "version/Version.h"

namespace calolens {

std::string programVersion() {
    return CALOLENS_VERSION;
}

} // namespace calolens
