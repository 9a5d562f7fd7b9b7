// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckResult.h"
#include "analysis/checks/EventEvidence.h"
#include "analysis/information/ReadingTable.h"
#include "diffusion/Model.h"
#include "diffusion/Parametrisation.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// How the information of an event is worked out.
struct InformationSettings {
    double resolution = 0.1; ///< of the model's latent, in units of its channels' spread
    int levels = 16;         ///< noise levels at which the model is asked
    int mostDraws = 8;       ///< draws that the model is asked about; the first ones
    std::uint64_t seed = 1;  ///< of the noise
    bool likelihood = false; ///< also the slow way, by the probability flow
    bool operator==(const InformationSettings&) const = default;
};

/// Where the bits of a picture come from.
struct InformationParts {
    double reading = 0;  ///< the LR cells' readings fix them, each by itself
    double training = 0; ///< what the model has learned supplies them; can be negative for a cell
    double coinFlip = 0; ///< open: they differ from draw to draw
    [[nodiscard]] double total() const noexcept { return reading + training + coinFlip; }
    InformationParts& operator+=(const InformationParts& other) noexcept;
};

/// Of an event: bits per LR cell.
struct EventInformation {
    std::int64_t event = 0;
    double lrEnergy = 0; ///< MeV
    int draws = 0;       ///< that the model was asked about
    InformationSettings settings;
    std::vector<InformationParts> cells;
    /// Standard error of the coin flip's sum over the event, from the differences of the draws;
    /// NaN for one draw. `drawSpread` is the standard deviation of what a single draw costs.
    double coinFlipError = 0, drawSpread = 0;
    /// The part of the coin flip's sum that lies in the LR cells' energies, within their noise; the
    /// rest is in how these are shared.
    double coinFlipOfSums = 0;
    /// What truth costs the model, less what its draws cost on average.
    struct Excess {
        double bits = 0, error = 0;
        std::vector<double> cells;
    };
    std::optional<Excess> excess; ///< none without truth
    /// Coin flip by the probability-flow likelihood: the mean over draws; none unless asked for.
    struct Likelihood {
        double bits = 0, error = 0;
    };
    std::optional<Likelihood> likelihood;
    /// The same question of the pattern of hit cells alone, by how often two of them agree, on
    /// average over the LR cells: bits = -cells * log2(agreement), entropies of order two.
    struct Patterns {
        InformationParts bits;
        double anyCells = 0;     ///< agreement of two simulated cells of the same layer
        double likeReadings = 0; ///< of two with nearly the same reading
        double twoDraws = 0;
        int draws = 0; ///< all that there are
    };
    std::optional<Patterns> patterns; ///< none for fewer than two draws

    [[nodiscard]] InformationParts sum() const;
};

/// What a resolution means for a picture's energies.
struct ResolutionMeaning {
    double hitEnergy = 0; ///< relative difference of a hit's energy that counts
    double lrSum = 0;     ///< difference of an LR cell's energy that counts, in units of its noise
};
/// @param model one that informationObstacle() has nothing against
[[nodiscard]] ResolutionMeaning resolutionMeaning(const Model& model, double resolution);

/// The scale on which a model with these constants tells a cell's energy.
[[nodiscard]] EnergyScaleCode energyScaleCode(const ParametrisationSettings& settings);

/// Why the information of events cannot be worked out with this model, in words; nullopt if it can.
/// @param table null if there is none
[[nodiscard]] std::optional<std::string> informationObstacle(const Model& model,
                                                             const ReadingTable* table);

/// Where the picture's bits come from.
/// @param evidence its draws have no flaw: EventEvidence::predictionFlaw()
/// @param goOn     asked between evaluations; false gives up. Empty: never
/// @returns nullopt if given up
/// @throws UsageError if there is an obstacle, a flaw or a senseless setting; ModelError
[[nodiscard]] std::optional<EventInformation>
eventInformation(const EventEvidence& evidence, const Model& model, const ReadingTable& table,
                 const InformationSettings& settings, const std::function<bool()>& goOn = {});

/// Maps of an event's information, per LR cell: "coin_flip_bits", "training_bits", "reading_bits",
/// and "excess_bits" where truth is known.
[[nodiscard]] std::vector<CellMap> informationMaps(const EventInformation& information);

} // namespace calolens
