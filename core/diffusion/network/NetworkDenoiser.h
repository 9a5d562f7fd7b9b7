// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "diffusion/Parametrisation.h"
#include "diffusion/network/ModelFile.h"
#include "diffusion/network/TokenBatch.h"

#include <optional>
#include <string>

namespace calolens {

/// The network bound to a batch of events. With an estimator, the posterior mean is estimated once,
/// here, and the network denoises what is left of x.
class NetworkDenoiser : public Denoiser {
public:
    /// @param events read here only; events without cells are allowed
    NetworkDenoiser(std::string name, ModelWeights weights, const Parametrisation& parametrisation,
                    std::span<const Event* const> events, torch::Device device);

    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return m_sizes; }
    [[nodiscard]] std::span<const float> centre() const override { return m_start; }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override;

private:
    std::string m_name;
    ModelWeights m_weights;
    torch::Device m_device;
    std::int64_t m_channels;
    std::vector<std::size_t> m_sizes;
    std::optional<TokenBatch> m_batch; ///< none if no event has a cell
    torch::Tensor m_condition, m_mask, m_input;
    torch::Tensor m_centre;     ///< what x is centred on; undefined without an estimator
    std::vector<float> m_start; ///< the same, in the layout of x
};

} // namespace calolens
