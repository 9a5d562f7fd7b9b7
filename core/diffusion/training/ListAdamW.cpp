// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/ListAdamW.h"

#include <cmath>
#include <map>
#include <sstream>
#include <type_traits>

namespace calolens {

namespace {

using Options = torch::optim::AdamWOptions;
using State = torch::optim::AdamWParamState;

/// Tensors that have seen as many steps.
struct Tensors {
    std::vector<torch::Tensor> values, gradients, means, squares;
};

/// The state of a tensor; LibTorch names it by a string before version 2, by its address since.
template<class States>
State& stateOf(States& states, const torch::Tensor& parameter) {
    using Key = typename States::key_type;
    Key key;
    if constexpr (std::is_same_v<Key, std::string>)
        key = (std::ostringstream() << parameter.unsafeGetTensorImpl()).str();
    else
        key = parameter.unsafeGetTensorImpl();
    auto& slot = states[key];
    if (!slot) {
        auto fresh = std::make_unique<State>();
        fresh->step(0);
        fresh->exp_avg(torch::zeros_like(parameter));
        fresh->exp_avg_sq(torch::zeros_like(parameter));
        slot = std::move(fresh);
    }
    return static_cast<State&>(*slot);
}

void update(Tensors& t, const Options& o, std::int64_t step) {
    const auto [beta1, beta2] = o.betas();
    const auto count = static_cast<double>(step);
    at::_foreach_mul_(t.values, 1 - o.lr() * o.weight_decay());
    at::_foreach_mul_(t.means, beta1);
    at::_foreach_add_(t.means, t.gradients, 1 - beta1);
    at::_foreach_mul_(t.squares, beta2);
    at::_foreach_addcmul_(t.squares, t.gradients, t.gradients, 1 - beta2);
    std::vector<torch::Tensor> root = at::_foreach_sqrt(t.squares);
    at::_foreach_div_(root, std::sqrt(1 - std::pow(beta2, count)));
    at::_foreach_add_(root, o.eps());
    at::_foreach_addcdiv_(t.values, t.means, root, -o.lr() / (1 - std::pow(beta1, count)));
}

} // namespace

torch::Tensor ListAdamW::step(LossClosure closure) {
    TORCH_CHECK(!closure, "ListAdamW takes no closure");
    torch::NoGradGuard guard;
    for (auto& group : param_groups()) {
        const auto& options = static_cast<const Options&>(group.options());
        std::map<std::int64_t, Tensors> bySteps;
        for (const torch::Tensor& parameter : group.params()) {
            if (!parameter.grad().defined())
                continue;
            State& state = stateOf(state_, parameter);
            state.step(state.step() + 1);
            Tensors& tensors = bySteps[state.step()];
            tensors.values.push_back(parameter);
            tensors.gradients.push_back(parameter.grad());
            tensors.means.push_back(state.exp_avg());
            tensors.squares.push_back(state.exp_avg_sq());
        }
        for (auto& [steps, tensors] : bySteps)
            update(tensors, options, steps);
    }
    return {};
}

void clipGradients(const std::vector<torch::Tensor>& parameters, double largest) {
    std::vector<torch::Tensor> gradients;
    for (const torch::Tensor& parameter : parameters)
        gradients.push_back(parameter.grad());
    const double norm = torch::stack(at::_foreach_norm(gradients, 2)).norm().item<double>();
    if (norm > largest)
        at::_foreach_mul_(gradients, largest / (norm + 1e-6));
}

} // namespace calolens
