// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Parametrisation.h"
#include "diffusion/training/TrainingConfig.h"
#include "simulation/Digitizer.h"

#include <filesystem>
#include <vector>

namespace calolens {

/// An event ready for the network.
struct TrainingSample {
    std::int64_t tokens = 0;
    std::vector<float> latent;   ///< [tokens x channels]
    std::vector<float> features; ///< [tokens x features]
    std::vector<float> noise;    ///< [tokens], standard deviation of the measured energy, MeV
};

/// Deposits files held in memory, digitized anew in every epoch: new noise, new turn and mirror
/// image. Everything drawn depends on (seed, epoch, event) alone, so that a resumed training sees
/// the same.
class TrainingData {
public:
    /// Reads all events of all files (those layers that the preset reads).
    /// @throws FileError; UsageError if a file's detector or grid differs from the first one's, or
    /// is too short
    TrainingData(const std::vector<std::filesystem::path>& files, const TrainingConfig& config);

    [[nodiscard]] std::int64_t trainingEvents() const noexcept {
        return static_cast<std::int64_t>(m_training.size());
    }
    [[nodiscard]] std::int64_t chooserEvents() const noexcept {
        return static_cast<std::int64_t>(m_chooser.size());
    }

    /// Measures the mean and spread of the latent channels on the first training events.
    [[nodiscard]] ParametrisationSettings measured(ParametrisationSettings settings) const;

    /// The training events at places [first, last) of the epoch's order, augmented, prepared on as
    /// many threads; events without cells are left out. One call at a time.
    [[nodiscard]] std::vector<TrainingSample> training(const Parametrisation& parametrisation,
                                                       std::uint32_t epoch, std::int64_t first,
                                                       std::int64_t last, int threads) const;
    /// The first `count` chooser events, not augmented.
    [[nodiscard]] std::vector<TrainingSample> chooser(const Parametrisation& parametrisation,
                                                      std::int64_t count) const;

private:
    [[nodiscard]] Event digitized(const DepositEvent& event, std::uint32_t epoch) const;
    void shuffle(std::uint32_t epoch) const;
    /// The event as an epoch shows it.
    [[nodiscard]] TrainingSample augmented(const DepositEvent& original,
                                           const Parametrisation& parametrisation,
                                           std::uint32_t epoch) const;

    std::vector<DepositEvent> m_training, m_chooser;
    Granularity m_grid;
    std::uint64_t m_seed;
    std::vector<Digitizer> m_digitizer; ///< exactly one, made when the first file is open
    mutable std::vector<std::uint32_t> m_order;
    mutable std::int64_t m_orderEpoch = -1;
};

} // namespace calolens
