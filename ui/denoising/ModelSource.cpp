// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/ModelSource.h"

namespace calolens {

ModelSource ModelSource::searchPath() {
    return {[] { return findModels(); },
            [](const std::filesystem::path& path, DeviceKind device) {
                return Model::load(path, device);
            }};
}

} // namespace calolens
