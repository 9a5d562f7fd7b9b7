// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/PredictionModel.h"

#include <algorithm>

namespace calolens {

const ModelInfo* modelOf(const PredictionInfo& prediction, std::span<const ModelInfo> models) {
    const auto found = std::find_if(models.begin(), models.end(), [&](const ModelInfo& model) {
        return prediction.modelChecksum.empty() ? model.name == prediction.model
                                                : model.checksum == prediction.modelChecksum;
    });
    return found == models.end() ? nullptr : &*found;
}

} // namespace calolens
