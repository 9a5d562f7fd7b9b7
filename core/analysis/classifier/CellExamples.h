// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/classifier/ClassifierExamples.h"
#include "event/Event.h"
#include "event/Prediction.h"

#include <memory>

namespace calolens {

/// Low level: the HR cells of a picture, given the LR event. A token is an LR cell: its energy,
/// layer and position relative to LR's centre, and its children's energies, logarithmic, with flags
/// for zeros. What a network would have to learn from many events is given to it: the sum of the
/// children against the measured energy in units of the noise, per LR cell, and for the whole
/// event.
///
/// Events are kept as numbers of 4 bytes, (children x pictures + 4) per LR cell.
class CellExamples : public ClassifierExamples {
public:
    /// @param draws draws kept of each event, at least 1
    CellExamples(std::shared_ptr<const Readout> readout, int draws);

    /// @throws UsageError without truth, or with fewer draws than are to be kept
    void add(const Event& event, const Prediction& prediction);
    /// The same with any energies (MeV per HR cell) in place of the draws, for tests of power.
    void add(const Event& event, std::span<const float> truth,
             std::span<const std::vector<float>> draws);

    [[nodiscard]] std::size_t events() const override { return m_offsets.size() - 1; }
    [[nodiscard]] int draws() const override { return m_draws; }
    [[nodiscard]] int tokenFeatures() const override;
    [[nodiscard]] int eventFeatures() const override;
    /// Augmentation: reflections in eta and phi.
    [[nodiscard]] ClassifierBatch batch(std::span<const ClassifierExample> examples,
                                        RandomStream* augmentation) const override;

private:
    struct Token {
        float energy;   ///< MeV, measured
        float eta, phi; ///< relative to the event's centre, in units of the finest LR cell
        std::uint8_t layer;
    };
    [[nodiscard]] std::span<const float> children(std::size_t token, int picture) const;
    void describe(const Token& token, std::span<const float> children, bool flipEta, bool flipPhi,
                  float* out) const;
    void describeEvent(std::size_t event, int picture, float* out) const;

    std::shared_ptr<const Readout> m_readout;
    int m_draws;
    int m_layers = 0;
    int m_factor = 1; ///< the largest of all layers: children per side
    std::vector<int> m_layerFactor;
    std::vector<std::size_t> m_offsets{0}; ///< of the events in m_tokens
    std::vector<Token> m_tokens;
    std::vector<float> m_children; ///< [tokens x pictures x factor^2], MeV; absent children: NaN
};

} // namespace calolens
