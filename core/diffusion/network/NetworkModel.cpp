// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/NetworkModel.h"

#include "diffusion/ReadoutFit.h"
#include "diffusion/network/Device.h"
#include "diffusion/network/NetworkDenoiser.h"
#include "diffusion/network/TorchErrors.h"

#include <fmt/format.h>

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
    if (const auto misfit = readoutMisfit(m_description.readout, readout))
        throw ModelError(
            fmt::format("model {} does not fit these events: {}", info().name, *misfit));
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
