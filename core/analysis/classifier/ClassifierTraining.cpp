// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/classifier/ClassifierTraining.h"

#include "error/Error.h"

#include <fmt/format.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {
constexpr std::int64_t width = 64, heads = 4;
constexpr std::size_t eventsPerBatch = 32, scoredPerBatch = 128;
constexpr double learningRate = 2e-3, weightDecay = 0.01, dropout = 0.1, gradientNorm = 1.0;
constexpr double warmUp = 0.05; // of all steps
constexpr std::size_t mostSteps = 2000;

/// How long a training may last; networks without tokens are cheap.
struct Patience {
    std::size_t epochs, withoutProgress;
};
constexpr Patience withTokens{30, 8}, withoutTokens{80, 20};

torch::nn::Linear linear(std::int64_t from, std::int64_t to) {
    return torch::nn::Linear(from, to);
}

/// What the network sees, on its device.
struct Inputs {
    torch::Tensor tokens, mask, event, labels;
};

class ClassifierNetwork : public torch::nn::Module {
public:
    ClassifierNetwork(std::int64_t tokenFeatures, std::int64_t eventFeatures)
        : m_tokens(tokenFeatures > 0) {
        if (m_tokens) {
            m_embed = add("embed", linear(tokenFeatures, width));
            m_embed2 = add("embed2", linear(width, width));
            m_norm =
                register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})));
            m_qkv = add("qkv", linear(width, 3 * width));
            m_out = add("out", linear(width, width));
            m_norm2 = register_module("norm2",
                                      torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})));
            m_mix = add("mix", linear(width, 2 * width));
            m_mix2 = add("mix2", linear(2 * width, width));
        }
        m_head = add("head", linear(eventFeatures + (m_tokens ? 2 * width : 0), width));
        m_head2 = add("head2", linear(width, width));
        m_last = add("last", linear(width, 1));
    }

    torch::Tensor forward(const Inputs& in) {
        torch::Tensor event = in.event;
        if (m_tokens)
            event = torch::cat({event, pooled(in)}, 1);
        const auto drop = [this](const torch::Tensor& x) {
            return torch::dropout(x, dropout, is_training());
        };
        torch::Tensor h = drop(torch::gelu(m_head(event)));
        h = h + drop(torch::gelu(m_head2(h)));
        return m_last(h).squeeze(1);
    }

private:
    torch::nn::Linear add(const char* name, torch::nn::Linear layer) {
        return register_module(name, std::move(layer));
    }

    torch::Tensor pooled(const Inputs& in) {
        torch::Tensor h = m_embed2(torch::gelu(m_embed(in.tokens)));
        h = h + attention(m_norm(h), in.mask);
        h = h + m_mix2(torch::gelu(m_mix(m_norm2(h))));
        const torch::Tensor mask = in.mask.unsqueeze(2);
        const torch::Tensor mean = (h * mask).sum(1) / mask.sum(1).clamp_min(1);
        const torch::Tensor most = h.masked_fill(mask == 0, -1e4).amax(1);
        return torch::cat({mean, most.clamp_min(-1e3)}, 1);
    }

    torch::Tensor attention(const torch::Tensor& h, const torch::Tensor& mask) {
        const std::int64_t n = h.size(0), t = h.size(1);
        const auto qkv = m_qkv(h).view({n, t, 3, heads, width / heads}).permute({2, 0, 3, 1, 4});
        auto weights = torch::matmul(qkv[0], qkv[1].transpose(2, 3)) /
                       std::sqrt(static_cast<double>(width / heads));
        weights = weights.masked_fill(mask.view({n, 1, 1, t}) == 0, -1e4).softmax(3);
        return m_out(torch::matmul(weights, qkv[2]).transpose(1, 2).reshape({n, t, width}));
    }

    bool m_tokens;
    torch::nn::Linear m_embed{nullptr}, m_embed2{nullptr}, m_qkv{nullptr}, m_out{nullptr};
    torch::nn::Linear m_mix{nullptr}, m_mix2{nullptr};
    torch::nn::Linear m_head{nullptr}, m_head2{nullptr}, m_last{nullptr};
    torch::nn::LayerNorm m_norm{nullptr}, m_norm2{nullptr};
};

torch::Device deviceOf(const std::string& name) {
    if (name != "auto" && name != "cpu" && name != "cuda")
        throw UsageError(
            fmt::format("there is no device '{}'; known devices: auto, cpu, cuda", name));
    const bool there = name != "cpu" && torch::cuda::is_available();
    if (name == "cuda" && !there)
        throw DeviceError("no CUDA device can be used to train a classifier");
    return there ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
}

/// One training, from fresh weights to scores.
class Training {
public:
    Training(const ClassifierTask& task, const ClassifierSettings& settings)
        : m_task(task)
        , m_settings(settings)
        , m_device(deviceOf(settings.device))
        , m_random(settings.seed, RandomPurpose::Initialisation, task.stream, 4)
        , m_patience(task.examples->tokenFeatures() > 0 ? withTokens : withoutTokens) {
        torch::manual_seed(settings.seed * 1000003U + task.stream);
        m_network = std::make_shared<ClassifierNetwork>(task.examples->tokenFeatures(),
                                                        task.examples->eventFeatures());
        m_network->to(m_device);
    }

    std::vector<float> run() {
        torch::optim::AdamW optimizer(
            m_network->parameters(),
            torch::optim::AdamWOptions(learningRate).weight_decay(weightDecay));
        const std::size_t perEpoch = (m_task.train.size() + eventsPerBatch - 1) / eventsPerBatch;
        m_steps = std::min(mostSteps, perEpoch * m_patience.epochs);
        const std::size_t epochs = std::max<std::size_t>(1, m_steps / perEpoch);
        double best = INFINITY;
        std::size_t since = 0;
        for (std::size_t epoch = 0; epoch < epochs && since < m_patience.withoutProgress; ++epoch) {
            trainEpoch(optimizer);
            const double loss = validationLoss();
            ++since;
            if (loss < best) {
                best = loss;
                since = 0;
                keep();
            }
        }
        restore();
        return scores(m_task.test);
    }

private:
    Inputs inputs(const ClassifierBatch& batch) const {
        const auto n = static_cast<std::int64_t>(batch.examples);
        const auto t = static_cast<std::int64_t>(batch.tokens);
        const auto tensor = [this](const std::vector<float>& values, at::IntArrayRef shape) {
            return torch::from_blob(const_cast<float*>(values.data()), shape, torch::kFloat32)
                .to(m_device, torch::kFloat32, false, true);
        };
        Inputs in;
        in.event = tensor(batch.eventFeatures, {n, m_task.examples->eventFeatures()});
        in.labels = tensor(batch.labels, {n});
        if (m_task.examples->tokenFeatures() > 0) {
            in.tokens = tensor(batch.tokenFeatures, {n, t, m_task.examples->tokenFeatures()});
            in.mask = tensor(batch.tokenMask, {n, t});
        }
        return in;
    }

    std::vector<ClassifierExample> examplesOf(std::size_t event) {
        if (!m_task.truthLabels.empty())
            return {{event, 0, m_task.truthLabels[event]}};
        const auto draws = static_cast<std::uint32_t>(m_task.examples->draws());
        return {{event, 0, 1}, {event, static_cast<int>(m_random.below(draws)) + 1, 0}};
    }

    void trainEpoch(torch::optim::AdamW& optimizer) {
        m_network->train();
        std::vector<std::size_t> order = m_task.train;
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[m_random.below(static_cast<std::uint32_t>(i))]);
        for (std::size_t first = 0; first < order.size(); first += eventsPerBatch) {
            if (m_settings.interrupted && m_settings.interrupted())
                throw Error("stopped while training a classifier");
            std::vector<ClassifierExample> examples;
            for (std::size_t i = first; i < std::min(first + eventsPerBatch, order.size()); ++i)
                for (const ClassifierExample& example : examplesOf(order[i]))
                    examples.push_back(example);
            const Inputs in = inputs(m_task.examples->batch(examples, &m_random));
            static_cast<torch::optim::AdamWOptions&>(optimizer.param_groups().front().options())
                .lr(learningRateAt(m_step++));
            optimizer.zero_grad();
            const torch::Tensor loss =
                torch::binary_cross_entropy_with_logits(m_network->forward(in), in.labels);
            loss.backward();
            torch::nn::utils::clip_grad_norm_(m_network->parameters(), gradientNorm);
            optimizer.step();
        }
    }

    [[nodiscard]] double learningRateAt(std::size_t step) const {
        const double t = static_cast<double>(step + 1) / static_cast<double>(m_steps);
        if (t < warmUp)
            return learningRate * t / warmUp;
        return learningRate * 0.5 * (1 + std::cos(std::numbers::pi * std::min(t, 1.0)));
    }

    std::vector<float> scores(std::span<const ClassifierExample> examples) {
        m_network->eval();
        const torch::NoGradGuard guard;
        std::vector<float> result;
        for (std::size_t first = 0; first < examples.size(); first += scoredPerBatch) {
            const auto part =
                examples.subspan(first, std::min(scoredPerBatch, examples.size() - first));
            const Inputs in = inputs(m_task.examples->batch(part, nullptr));
            const torch::Tensor out = m_network->forward(in).to(torch::kCPU).contiguous();
            result.insert(result.end(), out.data_ptr<float>(), out.data_ptr<float>() + out.numel());
        }
        return result;
    }

    double validationLoss() {
        const auto logits = scores(m_task.validation);
        double loss = 0;
        for (std::size_t i = 0; i < logits.size(); ++i) {
            const double x = m_task.validation[i].label != 0 ? logits[i] : -logits[i];
            loss += x > 0 ? std::log1p(std::exp(-x)) : std::log1p(std::exp(x)) - x;
        }
        return loss / static_cast<double>(logits.size());
    }

    void keep() {
        const torch::NoGradGuard guard;
        m_best.clear();
        for (const torch::Tensor& parameter : m_network->parameters())
            m_best.push_back(parameter.detach().clone());
    }

    void restore() {
        const torch::NoGradGuard guard;
        const auto parameters = m_network->parameters();
        for (std::size_t i = 0; i < m_best.size(); ++i)
            parameters[i].copy_(m_best[i]);
    }

    const ClassifierTask& m_task;
    const ClassifierSettings& m_settings;
    torch::Device m_device;
    RandomStream m_random;
    Patience m_patience;
    std::shared_ptr<ClassifierNetwork> m_network;
    std::vector<torch::Tensor> m_best;
    std::size_t m_step = 0, m_steps = 1;
};
} // namespace

std::vector<float> trainClassifier(const ClassifierTask& task, const ClassifierSettings& settings) {
    try {
        return Training(task, settings).run();
    } catch (const c10::Error& error) {
        const std::string text = error.what_without_backtrace();
        throw Error("training a classifier: " + text.substr(0, text.find('\n')));
    }
}

} // namespace calolens
