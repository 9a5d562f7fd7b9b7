// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/TrainingStart.h"

#include "diffusion/training/Optimisation.h"
#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

namespace {
/// Whether two shapes differ in nothing but what an estimator adds to the condition.
bool sameButEstimate(NetworkSettings a, const NetworkSettings& b, bool estimateIsNew) {
    a.sigmaData = b.sigmaData;
    if (estimateIsNew)
        a.features -= a.channels;
    return a == b;
}
} // namespace

void startFrom(TrainingState& state, const TrainingConfig& config, const ModelDescription& start) {
    const auto& p = config.parametrisation;
    const auto& q = start.parametrisation;
    const bool estimateIsNew = !state.estimator.is_empty() && !start.estimator;
    const bool sameEstimator =
        estimateIsNew ||
        (state.estimator.is_empty() ? !start.estimator.has_value()
                                    : state.estimator->settings() == *start.estimator);
    if (start.info.preset != config.preset || !sameEstimator ||
        !sameButEstimate(state.network->settings(), start.network, estimateIsNew) ||
        p.kind != q.kind || p.tokenPerHrCell != q.tokenPerHrCell ||
        p.zeroCodeMean != q.zeroCodeMean || p.zeroCodeSpread != q.zeroCodeSpread ||
        p.hitThreshold != q.hitThreshold)
        throw UsageError(fmt::format("{}: its preset, network, estimator, parametrisation or "
                                     "preconditioning is not the recipe's: training cannot start "
                                     "from it",
                                     start.info.path.string()));
    torch::NoGradGuard guard;
    const ModelWeights weights = readModelWeights(start.info.path, start);
    const auto from = weights.network->parameters();
    auto to = state.network->parameters();
    for (std::size_t i = 0; i < to.size(); ++i) {
        if (to[i].sizes() == from[i].sizes()) {
            to[i].copy_(from[i]);
        } else { // the first layer of the condition: features, then the estimate
            to[i].zero_();
            to[i].narrow(1, 0, from[i].size(1)).copy_(from[i]);
        }
    }
    if (estimateIsNew) { // the denoised sum is another variable now: starts as the estimate alone
        auto named = state.network->named_parameters();
        named["out_x.weight"].select(0, 0).zero_();
        named["out_x.bias"].select(0, 0).zero_();
    }
    if (start.estimator) {
        updateAverage(*state.estimator, *weights.estimator, 0.0);
        updateAverage(*state.estimatorAverage, *weights.estimator, 0.0);
        state.estimatorStep = config.estimator.steps; // there is nothing left to learn
        state.network->setSigmaData(start.network.sigmaData);
    }
}

} // namespace calolens
