// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/ModelLoading.h"
#include "diffusion/network/ModelFile.h"
#include "diffusion/network/recorded/RecordedForwards.h"

namespace calolens {

/// A model made of the attention network.
class NetworkModel : public Model {
public:
    /// @param graphs whether to record evaluations, where the device can
    NetworkModel(ModelDescription description, ModelWeights weights, torch::Device device,
                 Precision precision, bool graphs);

    [[nodiscard]] const ModelInfo& info() const override { return m_description.info; }
    [[nodiscard]] std::string deviceName() const override;
    [[nodiscard]] NoiseRange noiseRange() const override { return m_description.noise; }
    void checkFits(const Readout& readout) const override;
    [[nodiscard]] std::size_t latentSize(const Event& event) const override;
    [[nodiscard]] std::unique_ptr<Denoiser>
    bind(std::span<const Event* const> events) const override;
    void decode(std::span<const float> latent, const Event& event,
                std::span<float> energies) const override;
    [[nodiscard]] const Parametrisation* parametrisation() const override {
        return &m_parametrisation;
    }
    /// What was recorded of its evaluations; null if it runs without.
    [[nodiscard]] const RecordedForwards* recorded() const { return m_recorded.get(); }

private:
    ModelDescription m_description;
    Parametrisation m_parametrisation;
    ModelWeights m_weights;
    torch::Device m_device;
    Precision m_precision;
    std::shared_ptr<RecordedForwards> m_recorded; ///< none: not to be recorded
};

} // namespace calolens
