// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/recorded/RecordedForwards.h"

#include "diffusion/network/TorchErrors.h"

#include <algorithm>

namespace calolens {

RecordedForwards::RecordedForwards(std::string name, NetworkPass pass, Recorder recorder,
                                   std::size_t capacity)
    : m_name(std::move(name))
    , m_pass(std::move(pass))
    , m_recorder(std::move(recorder))
    , m_capacity(std::max<std::size_t>(capacity, 1)) {
}

RecordedForward* RecordedForwards::find(const BoundCondition& condition) {
    const ForwardShape shape{condition.embedded.size(0), condition.embedded.size(1)};
    const auto found = std::find_if(m_forwards.begin(), m_forwards.end(),
                                    [&](const auto& f) { return f->shape() == shape; });
    if (found != m_forwards.end()) {
        m_forwards.splice(m_forwards.begin(), m_forwards, found);
        return found->get();
    }
    if (m_failed)
        return nullptr;
    try {
        auto recorded = std::make_unique<RecordedForward>(m_pass, condition, m_recorder);
        if (m_forwards.size() == m_capacity)
            m_forwards.pop_back();
        m_forwards.push_front(std::move(recorded));
    } catch (const c10::Error& error) {
        m_failed = true;
        TORCH_WARN("model ", m_name, ": its network cannot be recorded as a CUDA graph, and runs ",
                   "without: ", firstLine(error.what_without_backtrace()));
        return nullptr;
    }
    ++m_made;
    return m_forwards.front().get();
}

bool RecordedForwards::denoise(const BoundCondition& condition, const TokenBatch& batch,
                               std::span<const float> x, double sigma, std::span<float> clean) {
    const std::lock_guard lock(m_mutex);
    RecordedForward* const recorded = find(condition);
    if (recorded)
        recorded->denoise(condition, batch, x, sigma, clean);
    return recorded != nullptr;
}

bool RecordedForwards::replay(const BoundCondition& condition, int passes) {
    const std::lock_guard lock(m_mutex);
    RecordedForward* const recorded = find(condition);
    if (recorded)
        recorded->replay(passes);
    return recorded != nullptr;
}

std::size_t RecordedForwards::size() const {
    const std::lock_guard lock(m_mutex);
    return m_forwards.size();
}

std::size_t RecordedForwards::made() const {
    const std::lock_guard lock(m_mutex);
    return m_made;
}

} // namespace calolens
