// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "diffusion/Parametrisation.h"
#include "diffusion/network/ModelFile.h"
#include "diffusion/network/NetworkPass.h"
#include "diffusion/network/TokenBatch.h"
#include "diffusion/network/recorded/RecordedForwards.h"

#include <optional>
#include <string>

namespace calolens {

/// The network bound to a batch of events. With an estimator, the posterior mean is estimated once,
/// here, and the network denoises what is left of x.
class NetworkDenoiser : public Denoiser {
public:
    /// @param events   read here only; events without cells are allowed
    /// @param recorded the model's recorded evaluations, of the same network and precision; none:
    ///                 every evaluation is made of single operations
    NetworkDenoiser(std::string name, ModelWeights weights, const Parametrisation& parametrisation,
                    std::span<const Event* const> events, torch::Device device,
                    Precision precision = Precision::Float,
                    std::shared_ptr<RecordedForwards> recorded = nullptr);

    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return m_sizes; }
    [[nodiscard]] std::span<const float> centre() const override { return m_start; }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override;
    /// As runForwardAlone().
    [[nodiscard]] bool forwardAlone(int passes);

private:
    std::string m_name;
    NetworkPass m_pass;
    torch::Device m_device;
    std::int64_t m_channels;
    std::shared_ptr<RecordedForwards> m_recorded;
    std::vector<std::size_t> m_sizes;
    std::optional<TokenBatch> m_batch; ///< none if no event has a cell
    BoundCondition m_condition;
    torch::Tensor m_input, m_output; ///< on the CPU, as wide as the batch
    torch::Tensor m_noisy, m_level;  ///< where the network runs
    std::vector<float> m_start;      ///< what x is centred on, in the layout of x
};

} // namespace calolens
