// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/EventEvidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

EventEvidence::EventEvidence(const Event& event, const Prediction* prediction,
                             EvidenceSources sources)
    : m_event(&event)
    , m_prediction(prediction)
    , m_sources(sources)
    , m_blocks(event)
    , m_flaw(findFlaw()) {
    const CellSet& lr = event.lr();
    for (std::size_t j = 0; j < lr.size(); ++j) {
        m_noise.push_back(event.readout->detector.layers.at(lr.layer[j]).noise);
        m_lrEnergy += lr.energy[j];
    }
    if (m_flaw)
        return;
    m_draws = prediction->samples;
    m_mean = prediction->mean();
    std::vector<double> squares(m_mean.size(), 0.0);
    for (int k = 0; k < m_draws; ++k) {
        const auto x = draw(k);
        for (std::size_t i = 0; i < x.size(); ++i)
            squares[i] += (x[i] - m_mean[i]) * (x[i] - m_mean[i]);
    }
    for (const double sum : squares)
        m_spread.push_back(m_draws > 1 ? static_cast<float>(std::sqrt(sum / (m_draws - 1))) : 0.0F);
}

std::optional<std::string> EventEvidence::findFlaw() const {
    if (m_prediction == nullptr || m_prediction->samples < 1)
        return "there is no prediction";
    const std::size_t cells = m_blocks.hrCells();
    const auto values = static_cast<std::size_t>(m_prediction->samples) * cells;
    if (m_prediction->cells != cells || m_prediction->energy.size() != values)
        return fmt::format("the prediction has {} cells, the event {}", m_prediction->cells, cells);
    if (!m_prediction->complete())
        return "the event has not been predicted, or only in part (its draws hold NaN)";
    if (std::any_of(m_prediction->energy.begin(), m_prediction->energy.end(),
                    [](float e) { return std::isinf(e); }))
        return "the draws hold infinite energies";
    if (cells == 0)
        return "the event has no HR cells";
    return std::nullopt;
}

std::span<const float> EventEvidence::draw(int k) const {
    const std::size_t cells = m_blocks.hrCells();
    return std::span(m_prediction->energy).subspan(static_cast<std::size_t>(k) * cells, cells);
}

std::span<const float> EventEvidence::truth() const noexcept {
    if (!m_event->hasTruth())
        return {};
    return m_event->hr().energy;
}

bool EventEvidence::noiseIsKnown() const noexcept {
    return !m_noise.empty() &&
           std::all_of(m_noise.begin(), m_noise.end(), [](double s) { return s > 0; });
}

} // namespace calolens
