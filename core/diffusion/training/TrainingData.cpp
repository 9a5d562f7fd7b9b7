// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/TrainingData.h"

#include "diffusion/latents/LatentCode.h"
#include "diffusion/training/InParallel.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "random/RandomStream.h"
#include "simulation/Symmetry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
constexpr std::int64_t measuredEvents = 2000;

TrainingSample makeSample(const Event& event, const Parametrisation& parametrisation,
                          RandomStream& random) {
    return {static_cast<std::int64_t>(parametrisation.tokens(event)),
            parametrisation.encode(event, random), parametrisation.conditionFeatures(event),
            parametrisation.noise(event)};
}
} // namespace

TrainingData::TrainingData(const std::vector<std::filesystem::path>& files,
                           const TrainingConfig& config)
    : m_seed(config.seed) {
    const DigitizerPreset& preset = digitizerPreset(config.preset);
    std::int64_t number = 0; // unique over all files: names the event's random streams
    for (const auto& path : files) {
        const auto file = DepositsFile::open(path);
        if (m_digitizer.empty()) {
            m_grid = file->granularity();
            m_digitizer.emplace_back(preset, file->detector(), m_grid, m_seed);
        } else if (file->granularity() != m_grid) {
            throw UsageError(fmt::format("{}: its grid differs from that of {}", path.string(),
                                         files.front().string()));
        }
        if (file->size() <= config.holdOut)
            throw UsageError(fmt::format("{}: has {} events, of which {} are to be held out",
                                         path.string(), file->size(), config.holdOut));
        const std::int64_t chooserFirst = file->size() - config.holdOut;
        const std::int64_t chooserLast = chooserFirst + config.holdOut / 2;
        for (std::int64_t i = 0; i < chooserLast; ++i) {
            // The identity keeps the read-out layers alone: HCAL deposits would only cost memory.
            DepositEvent event = transformed(file->read(i), m_grid, preset.layers, {});
            event.number = number++;
            (i < chooserFirst ? m_training : m_chooser).push_back(std::move(event));
        }
    }
}

Event TrainingData::digitized(const DepositEvent& event, std::uint32_t epoch) const {
    return m_digitizer.front().digitize(event, epoch);
}

ParametrisationSettings TrainingData::measured(ParametrisationSettings settings) const {
    settings.mean = {0, 0};
    settings.spread = {1, 1};
    const Parametrisation raw(settings);
    const std::vector<ChannelKind> channels = raw.channelKinds();
    std::array<double, 2> sum{}, squares{}, count{};
    const auto n =
        static_cast<std::size_t>(std::min<std::int64_t>(measuredEvents, trainingEvents()));
    for (std::size_t i = 0; i < n; ++i) {
        RandomStream random(m_seed, RandomPurpose::Dequantisation, i);
        const auto latent = raw.encodeRaw(digitized(m_training[i], 0), random);
        for (std::size_t j = 0; j < latent.size(); ++j) {
            const ChannelKind channel = channels[j % channels.size()];
            const std::size_t kind = channel == ChannelKind::Sum ? 0 : 1;
            if (channel == ChannelKind::Presence)
                continue;
            sum[kind] += latent[j];
            squares[kind] += double{latent[j]} * latent[j];
            count[kind] += 1;
        }
    }
    for (std::size_t kind = 0; kind < 2; ++kind) {
        if (count[kind] == 0 && kind == 0 && !raw.hasSumChannel())
            continue;
        if (count[kind] == 0)
            throw UsageError("no training event has a cluster: is this the right file?");
        settings.mean[kind] = sum[kind] / count[kind];
        settings.spread[kind] = std::sqrt(std::max(
            squares[kind] / count[kind] - settings.mean[kind] * settings.mean[kind], 1e-6));
    }
    return settings;
}

void TrainingData::shuffle(std::uint32_t epoch) const {
    if (m_orderEpoch == epoch)
        return;
    m_order.resize(m_training.size());
    std::iota(m_order.begin(), m_order.end(), 0u);
    RandomStream random(m_seed, RandomPurpose::Initialisation, epoch, 1);
    for (std::size_t i = m_order.size(); i > 1; --i)
        std::swap(m_order[i - 1], m_order[random.below(static_cast<std::uint32_t>(i))]);
    m_orderEpoch = epoch;
}

TrainingSample TrainingData::augmented(const DepositEvent& original,
                                       const Parametrisation& parametrisation,
                                       std::uint32_t epoch) const {
    const int layers = parametrisation.settings().layers;
    int coarsest = m_grid.grid(0).nPhi;
    for (int layer = 1; layer < layers; ++layer)
        coarsest = std::min(coarsest, m_grid.grid(layer).nPhi);
    RandomStream random(m_seed, RandomPurpose::Training,
                        static_cast<std::uint64_t>(original.number), epoch);
    Symmetry symmetry;
    symmetry.phiTurn = static_cast<int>(random.below(static_cast<std::uint32_t>(coarsest)));
    symmetry.mirrorEta = random.below(2) == 1;
    symmetry.mirrorPhi = random.below(2) == 1;
    const Event event = digitized(transformed(original, m_grid, layers, symmetry), epoch);
    return event.lr().size() > 0 ? makeSample(event, parametrisation, random) : TrainingSample();
}

std::vector<TrainingSample> TrainingData::training(const Parametrisation& parametrisation,
                                                   std::uint32_t epoch, std::int64_t first,
                                                   std::int64_t last, int threads) const {
    shuffle(epoch);
    last = std::min(last, trainingEvents());
    std::vector<TrainingSample> samples(
        static_cast<std::size_t>(std::max<std::int64_t>(last - first, 0)));
    inParallel(last - first, threads, [&](std::int64_t i) {
        samples[static_cast<std::size_t>(i)] = augmented(
            m_training[m_order[static_cast<std::size_t>(first + i)]], parametrisation, epoch);
    });
    std::erase_if(samples, [](const TrainingSample& sample) { return sample.tokens == 0; });
    return samples;
}

std::vector<TrainingSample> TrainingData::chooser(const Parametrisation& parametrisation,
                                                  std::int64_t count) const {
    std::vector<TrainingSample> samples;
    for (std::size_t i = 0; i < m_chooser.size() && static_cast<std::int64_t>(i) < count; ++i) {
        const Event event = digitized(m_chooser[i], 0);
        RandomStream random(m_seed, RandomPurpose::Dequantisation,
                            static_cast<std::uint64_t>(event.number));
        if (event.lr().size() > 0)
            samples.push_back(makeSample(event, parametrisation, random));
    }
    return samples;
}

} // namespace calolens
