// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "random/RandomStream.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace calolens {

class LatentCode;
enum class ChannelKind : int;

/// Constants of the parametrisation, kept in the model file.
struct ParametrisationSettings {
    std::string kind = "sum-and-hits"; ///< see makeLatentCode()
    bool tokenPerHrCell = false;       ///< a token is an HR cell, not an LR cell with its children
    int factor = 2;                    ///< HR cells per LR cell, each way
    int layers = 3;                    ///< layers read out
    double energyFloor = 0.3;          ///< MeV; hits below it are coded as if they had it
    double zeroCodeMean = -3.2;        ///< of the code of zero-energy cells, in ln(E / MeV)
    double zeroCodeSpread = 0.35;
    double hitThreshold = -2.1; ///< ln(E / MeV); codes above it are hits
    /// Energies that many hits have exactly, MeV, ascending, above the floor; see HitScale.
    std::vector<double> lines;
    double lineWidth = 0.5; ///< of the gap of each in the scale of codes
    /// Mean and spread of the data, per kind of channel: denoised sum, cells.
    std::array<double, 2> mean{0.0, 0.0};
    std::array<double, 2> spread{1.0, 1.0};
};

/// Whether the lines are what HitScale needs: ascending, above the floor, the gap not empty.
[[nodiscard]] bool linesFit(const ParametrisationSettings& settings);

/// How an event becomes numbers for the network and back: tokens, what the network is told of each,
/// and its latent channels (LatentCode), each kind brought to zero mean and unit spread.
class Parametrisation {
public:
    /// @throws UsageError if there is no such parametrisation
    explicit Parametrisation(ParametrisationSettings settings);

    [[nodiscard]] const ParametrisationSettings& settings() const noexcept { return m_settings; }
    /// HR cells of a token.
    [[nodiscard]] int cellsPerToken() const noexcept;
    [[nodiscard]] std::size_t tokens(const Event& event) const;
    [[nodiscard]] int channels() const noexcept { return static_cast<int>(m_channels.size()); }
    [[nodiscard]] int features() const noexcept;
    [[nodiscard]] std::vector<ChannelKind> channelKinds() const;
    /// Whether channel 0 is the denoised sum.
    [[nodiscard]] bool hasSumChannel() const;
    /// Standard deviation of the measured energy of each token's LR cell, MeV.
    [[nodiscard]] std::vector<float> noise(const Event& event) const;

    /// What the network is told of the LR event: [tokens x features], all of order one. Depends on
    /// LR alone; invariant under turning the event by LR cells in phi.
    [[nodiscard]] std::vector<float> conditionFeatures(const Event& event) const;

    /// Latent of the truth, [tokens x channels]; `random` dequantises zeros.
    /// @throws ModelError if the event has no truth
    [[nodiscard]] std::vector<float> encode(const Event& event, RandomStream& random) const;
    /// Latent of any picture of the event. @param energies MeV, of the cells that tokens hold
    [[nodiscard]] std::vector<float> encode(const Event& event, std::span<const float> energies,
                                            RandomStream& random) const;
    /// The same before standardisation (to measure mean and spread).
    [[nodiscard]] std::vector<float> encodeRaw(const Event& event, RandomStream& random) const;

    /// HR energies in MeV, [HR cells], from a latent [tokens x channels].
    void decode(std::span<const float> latent, const Event& event, std::span<float> energies) const;

private:
    /// Index of the LR cell of a token.
    [[nodiscard]] std::size_t lrCell(std::size_t token) const noexcept;
    [[nodiscard]] std::vector<float> rawCode(const Event& event, std::span<const float> energies,
                                             RandomStream& random) const;

    ParametrisationSettings m_settings;
    std::shared_ptr<const LatentCode> m_code;
    /// Per channel.
    struct Standardisation {
        double mean = 0, spread = 1;
    };
    std::vector<Standardisation> m_channels;
};

} // namespace calolens
