// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"

#include <functional>
#include <memory>
#include <vector>

namespace calolens {

/// Where the window's models come from; a test puts models of its own here.
struct ModelSource {
    std::function<std::vector<ModelInfo>()> find;
    std::function<std::shared_ptr<const Model>(const std::filesystem::path&, DeviceKind)> load;

    /// The models of the search path (findModels(), Model::load()).
    [[nodiscard]] static ModelSource searchPath();
};

} // namespace calolens
