// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/TrainingParts.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

namespace {
constexpr std::int64_t chooserCount = 512;
constexpr std::size_t chooserBatch = 64;
} // namespace

std::vector<LossBatch> chooserBatches(const TrainingData& data,
                                      const Parametrisation& parametrisation,
                                      const TrainingConfig& config, const torch::Device& device) {
    const auto samples = data.chooser(parametrisation, chooserCount);
    std::vector<LossBatch> batches;
    std::vector<const TrainingSample*> batch;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        batch.push_back(&samples[i]);
        if (batch.size() == chooserBatch || i + 1 == samples.size()) {
            batches.push_back(
                makeLossBatch(batch, config,
                              RandomStream(config.seed, RandomPurpose::Training, i, 0xffffff))
                    .to(device));
            batch.clear();
        }
    }
    return batches;
}

void checkFinite(double loss, const TrainingConfig& config, std::string_view what,
                 std::int64_t step) {
    if (!std::isfinite(loss))
        throw ModelError(fmt::format("training {}: the {} is not finite at step {}; a lower "
                                     "learning rate may help",
                                     config.name, what, step));
}

} // namespace calolens
