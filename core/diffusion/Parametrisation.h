// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "random/RandomStream.h"

#include <array>
#include <span>
#include <vector>

namespace calolens {

/// Constants of the parametrisation, kept in the model file.
struct ParametrisationSettings {
    int factor = 2;             ///< HR cells per LR cell, each way
    int layers = 3;             ///< layers read out
    double energyFloor = 0.3;   ///< MeV; hits below it are coded as if they had it
    double zeroCodeMean = -3.2; ///< of the code of zero-energy cells, in ln(E / MeV)
    double zeroCodeSpread = 0.35;
    double hitThreshold = -2.1; ///< ln(E / MeV); codes above it are hits
    /// Mean and spread of the data, per kind of channel: denoised sum, children.
    std::array<double, 2> mean{0.0, 0.0};
    std::array<double, 2> spread{1.0, 1.0};
};

/// How an event becomes numbers for the network and back. One token per LR cell.
///
/// Latent of a token, 1 + r x r channels, each brought to zero mean and unit spread:
///   0      the denoised sum, (sum of children - y) / sigma_noise, y the measured energy
///   1..r^2 ln(E / MeV) of each child; a child with exactly no energy is coded by a normal number
///   well below the
///          smallest hit (a dequantised zero), so that presence and energy are one continuous
///          variable.
/// Back: children above the threshold are hits; their shares of the token's sum are those of
/// exp(code), and the sum itself comes from channel 0, so that the event's energy does not depend
/// on the shares.
class Parametrisation {
public:
    explicit Parametrisation(ParametrisationSettings settings)
        : m_settings(settings) {}

    [[nodiscard]] const ParametrisationSettings& settings() const noexcept { return m_settings; }
    [[nodiscard]] int children() const noexcept { return m_settings.factor * m_settings.factor; }
    [[nodiscard]] int channels() const noexcept { return 1 + children(); }
    [[nodiscard]] int features() const noexcept;

    /// What the network is told of the LR event: [tokens x features], all of order one. Depends on
    /// LR alone; invariant under turning the event by LR cells in phi.
    [[nodiscard]] std::vector<float> conditionFeatures(const Event& event) const;

    /// Latent of the truth, [tokens x channels]; `random` dequantises zeros.
    /// @throws ModelError if the event has no truth
    [[nodiscard]] std::vector<float> encode(const Event& event, RandomStream& random) const;
    /// The same before standardisation (to measure mean and spread).
    [[nodiscard]] std::vector<float> encodeRaw(const Event& event, RandomStream& random) const;

    /// HR energies in MeV, [tokens * children], from a latent [tokens x channels].
    void decode(std::span<const float> latent, const Event& event, std::span<float> energies) const;

private:
    ParametrisationSettings m_settings;
};

} // namespace calolens
