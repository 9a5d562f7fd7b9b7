// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/NetworkModel.h"

#include "diffusion/ReadoutFit.h"
#include "diffusion/network/Device.h"
#include "diffusion/network/NetworkDenoiser.h"
#include "diffusion/network/TorchErrors.h"
#include "diffusion/network/recorded/CudaGraph.h"

#include <fmt/format.h>

namespace calolens {

NetworkModel::NetworkModel(ModelDescription description, ModelWeights weights, torch::Device device,
                           Precision precision, bool graphs)
    : m_description(std::move(description))
    , m_parametrisation(m_description.parametrisation)
    , m_weights(std::move(weights))
    , m_device(device)
    , m_precision(precision) {
    m_weights.network->to(m_device);
    if (!m_weights.estimator.is_empty())
        m_weights.estimator->to(m_device);
    if (m_precision == Precision::BFloat16) {
        // The estimator stays as it is: it runs once for a draw, and x is centred on its result.
        m_weights.network->setPrecision(torch::kBFloat16);
        m_weights.network->roundWeights();
    }
    if (!graphs || !m_device.is_cuda())
        return;
    if (Recorder recorder = cudaGraphRecorder(m_device))
        m_recorded = std::make_shared<RecordedForwards>(
            info().name, NetworkPass(m_weights.network, m_precision), std::move(recorder));
}

std::string NetworkModel::deviceName() const {
    const std::string device = describeDevice(m_device);
    return m_precision == Precision::Float
               ? device
               : fmt::format("{}, {}", device, precisionName(m_precision));
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
                                                 m_device, m_precision, m_recorded);
    });
}

void NetworkModel::decode(std::span<const float> latent, const Event& event,
                          std::span<float> energies) const {
    m_parametrisation.decode(latent, event, energies);
}

} // namespace calolens
