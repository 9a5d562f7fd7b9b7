// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/NetworkModel.h"

#include "diffusion/network/Device.h"
#include "diffusion/network/NetworkDenoiser.h"
#include "diffusion/network/TorchErrors.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

NetworkModel::NetworkModel(ModelDescription description, ModelWeights weights, torch::Device device)
    : m_description(std::move(description))
    , m_parametrisation(m_description.parametrisation)
    , m_weights(std::move(weights))
    , m_device(device) {
    m_weights.network->to(m_device);
    if (!m_weights.estimator.is_empty())
        m_weights.estimator->to(m_device);
}

std::string NetworkModel::deviceName() const {
    return describeDevice(m_device);
}

void NetworkModel::checkFits(const Readout& readout) const {
    const Readout& own = m_description.readout;
    const auto fail = [this](const std::string& cause) {
        throw ModelError(fmt::format("model {} does not fit these events: {}", info().name, cause));
    };
    if (readout.levelCount() != 2)
        fail(fmt::format("they have {} levels, expected 2", readout.levelCount()));
    for (std::size_t level = 0; level < 2; ++level) {
        const Granularity& there = readout.levels[level];
        const Granularity& expected = own.levels[level];
        if (there.layerCount() != expected.layerCount())
            fail(fmt::format("they have {} layers, expected {}", there.layerCount(),
                             expected.layerCount()));
        for (int layer = 0; layer < there.layerCount(); ++layer)
            if (there.grid(layer) != expected.grid(layer))
                fail(fmt::format("layer {} has {} x {} cells at level {}, expected {} x {}", layer,
                                 there.grid(layer).nEta, there.grid(layer).nPhi, level,
                                 expected.grid(layer).nEta, expected.grid(layer).nPhi));
    }
    for (std::size_t layer = 0; layer < own.detector.layers.size(); ++layer) {
        const double noise = readout.detector.layers.at(layer).noise;
        const double expected = own.detector.layers[layer].noise;
        if (std::abs(noise - expected) > 1e-6 * expected)
            fail(fmt::format("layer {} has a noise of {} MeV, expected {} MeV", layer, noise,
                             expected));
    }
}

std::size_t NetworkModel::latentSize(const Event& event) const {
    return m_parametrisation.tokens(event) * static_cast<std::size_t>(m_parametrisation.channels());
}

std::unique_ptr<Denoiser> NetworkModel::bind(std::span<const Event* const> events) const {
    return translatingTorchErrors("model " + info().name, [&] {
        return std::make_unique<NetworkDenoiser>(info().name, m_weights, m_parametrisation, events,
                                                 m_device);
    });
}

void NetworkModel::decode(std::span<const float> latent, const Event& event,
                          std::span<float> energies) const {
    m_parametrisation.decode(latent, event, energies);
}

std::shared_ptr<const Model> Model::load(const std::filesystem::path& path, DeviceKind device) {
    ModelDescription description = readModelDescription(path);
    ModelWeights weights = readModelWeights(path, description);
    const torch::Device where = resolveDevice(device);
    return translatingTorchErrors(path.string(), [&] {
        return std::make_shared<const NetworkModel>(std::move(description), std::move(weights),
                                                    where);
    });
}

} // namespace calolens
