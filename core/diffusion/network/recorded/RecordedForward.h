// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/NetworkPass.h"
#include "diffusion/network/TokenBatch.h"
#include "diffusion/network/recorded/ForwardShape.h"
#include "diffusion/network/recorded/Recording.h"

#include <span>

namespace calolens {

/// One evaluation of a network on batches of one shape, recorded on buffers of its own.
class RecordedForward {
public:
    /// @param condition of the shape to record; its values are not looked at
    /// @throws c10::Error if it cannot be recorded
    RecordedForward(const NetworkPass& pass, const BoundCondition& condition,
                    const Recorder& recorder);
    RecordedForward(const RecordedForward&) = delete;
    RecordedForward& operator=(const RecordedForward&) = delete;

    [[nodiscard]] const ForwardShape& shape() const noexcept { return m_shape; }
    /// Evaluates. @param condition, batch of this shape; x and clean as in Denoiser
    void denoise(const BoundCondition& condition, const TokenBatch& batch, std::span<const float> x,
                 double sigma, std::span<float> clean);
    /// Only replays, with whatever the buffers hold, and waits for the last.
    void replay(int passes);

private:
    void load(const BoundCondition& condition);

    ForwardShape m_shape;
    std::int64_t m_channels;
    torch::Tensor m_hostInput, m_hostNoisy, m_hostLevel; ///< the first holds the other two
    torch::Tensor m_input, m_noisy, m_level;             ///< likewise, on the device
    BoundCondition m_condition;                          ///< what m_condition.number says
    torch::Tensor m_clean, m_hostClean;
    std::unique_ptr<Recording> m_recording;
};

} // namespace calolens
