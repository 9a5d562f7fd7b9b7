// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/LrBlocks.h"
#include "event/Event.h"
#include "event/Prediction.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace calolens {

class InputSummary;
class EventCatalogue;

/// What checks may know beside the event and its draws. Pointers may be null, and must outlive the
/// evidence otherwise.
struct EvidenceSources {
    const InputSummary* inputs = nullptr;      ///< what the model was trained on
    const EventCatalogue* catalogue = nullptr; ///< truths of the file
    std::uint64_t seed = 1;                    ///< of what is random in a check
};

/// An event with its draws, and what several checks derive from them. Views the event and the
/// prediction, which must outlive it.
class EventEvidence {
public:
    /// @param prediction null if there is none; what is wrong with one is said by predictionFlaw()
    EventEvidence(const Event& event, const Prediction* prediction, EvidenceSources sources = {});

    [[nodiscard]] const Event& event() const noexcept { return *m_event; }
    [[nodiscard]] const EvidenceSources& sources() const noexcept { return m_sources; }
    [[nodiscard]] const LrBlocks& blocks() const noexcept { return m_blocks; }
    /// Number of draws that can be used; 0 if there is a flaw.
    [[nodiscard]] int draws() const noexcept { return m_draws; }
    /// Why there are no draws to use: none, other cells, not predicted (NaN).
    [[nodiscard]] const std::optional<std::string>& predictionFlaw() const noexcept {
        return m_flaw;
    }
    /// Energies of draw k, MeV per HR cell.
    [[nodiscard]] std::span<const float> draw(int k) const;
    /// Mean and standard deviation (of a single draw, unbiased) over draws, MeV per HR cell; empty
    /// without draws; the spread is zero for a single draw.
    [[nodiscard]] const std::vector<float>& mean() const noexcept { return m_mean; }
    [[nodiscard]] const std::vector<float>& spread() const noexcept { return m_spread; }
    /// True energies, MeV per HR cell; empty if not known.
    [[nodiscard]] std::span<const float> truth() const noexcept;
    /// Standard deviation of the noise, MeV per LR cell; 0 where it is not known.
    [[nodiscard]] const std::vector<double>& noise() const noexcept { return m_noise; }
    [[nodiscard]] bool noiseIsKnown() const noexcept;
    /// Sum of the measured energies, MeV.
    [[nodiscard]] double lrEnergy() const noexcept { return m_lrEnergy; }
    /// Index of the last level.
    [[nodiscard]] int hrLevel() const noexcept {
        return static_cast<int>(m_event->levels.size()) - 1;
    }

private:
    [[nodiscard]] std::optional<std::string> findFlaw() const;

    const Event* m_event;
    const Prediction* m_prediction;
    EvidenceSources m_sources;
    LrBlocks m_blocks;
    std::optional<std::string> m_flaw;
    int m_draws = 0;
    std::vector<float> m_mean, m_spread;
    std::vector<double> m_noise;
    double m_lrEnergy = 0;
};

} // namespace calolens
