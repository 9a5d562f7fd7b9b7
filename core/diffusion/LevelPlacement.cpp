// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/LevelPlacement.h"

#include "diffusion/Sampler.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {

void checkSampler(const std::string& name) {
    static_cast<void>(evaluationsFor(name, 1)); // is there such a one?
    for (const SamplerDescription& sampler : samplers())
        if (sampler.name == name && (sampler.stochastic || sampler.adaptive))
            throw UsageError(fmt::format("levels cannot be placed for '{}': it {}", name,
                                         sampler.adaptive ? "chooses its steps by itself"
                                                          : "draws noise on its way"));
}

/// Where a sampler ends on each batch.
class Ends {
public:
    Ends(std::span<const PlacementBatch> batches, const PlacementSettings& settings)
        : m_batches(batches)
        , m_settings(settings) {
        for (const PlacementBatch& batch : batches)
            m_reference.push_back(
                end(batch, "heun", karrasSchedule(settings.referenceSteps, settings.range)));
    }

    /// Root mean square distance from the reference. @param levels without the last 0
    [[nodiscard]] double error(std::vector<double> levels) const {
        levels.push_back(0.0);
        double squares = 0;
        std::size_t count = 0;
        for (std::size_t b = 0; b < m_batches.size(); ++b) {
            const auto x = end(m_batches[b], m_settings.sampler, levels);
            for (std::size_t i = 0; i < x.size(); ++i) {
                const double d = x[i] - m_reference[b][i];
                squares += d * d;
            }
            count += x.size();
        }
        return std::sqrt(squares / static_cast<double>(std::max<std::size_t>(count, 1)));
    }

private:
    [[nodiscard]] std::vector<float> end(const PlacementBatch& batch, const std::string& name,
                                         const std::vector<double>& levels) const {
        const auto sampler = makeSampler(name, *batch.denoiser, levels, batch.noise);
        while (!sampler->finished()) {
            if (m_settings.interrupted && m_settings.interrupted())
                throw Error("the placing of noise levels was interrupted");
            sampler->step();
        }
        return {sampler->estimate().begin(), sampler->estimate().end()};
    }

    std::span<const PlacementBatch> m_batches;
    const PlacementSettings& m_settings;
    std::vector<std::vector<float>> m_reference;
};

std::vector<double> withoutZero(std::vector<double> sigmas) {
    sigmas.pop_back();
    return sigmas;
}

/// Tries level i a part of the way to its neighbours, and keeps what is better.
bool moveLevel(Placement& best, std::size_t i, double part, const Ends& ends, double lowest) {
    bool moved = false;
    for (const int way : {-1, 1}) { // -1: to more noise
        std::vector<double> trial = best.levels;
        const bool isLast = i + 1 == trial.size();
        const double neighbour = way < 0 ? trial[i - 1] : isLast ? lowest : trial[i + 1];
        trial[i] *= std::pow(neighbour / trial[i], part);
        if (trial[i] == best.levels[i])
            continue;
        if (const double error = ends.error(trial); error < best.error) {
            best.error = error;
            best.levels = std::move(trial);
            moved = true;
            break;
        }
    }
    return moved;
}

} // namespace

Placement placeLevels(std::span<const PlacementBatch> batches, const PlacementSettings& settings) {
    checkSampler(settings.sampler);
    if (batches.empty())
        throw UsageError("there are no events to place noise levels with");
    const Ends ends(batches, settings);
    Placement best;
    for (const ScheduleDescription& schedule : schedules()) {
        auto levels = withoutZero(noiseSchedule(schedule.name, settings.steps, settings.range));
        const double error = ends.error(levels);
        best.errors[std::string(schedule.name)] = error;
        if (best.levels.empty() || error < best.error) {
            best.error = error;
            best.levels = std::move(levels);
        }
    }
    double part = 0.4;
    for (int sweep = 0; sweep < settings.sweeps; ++sweep) {
        bool moved = false;
        for (std::size_t i = 1; i < best.levels.size(); ++i)
            moved = moveLevel(best, i, part, ends, settings.range.sigmaMin) || moved;
        if (settings.progress)
            settings.progress(sweep + 1, settings.sweeps);
        if (!moved)
            part /= 2;
        else
            part *= 0.8;
    }
    return best;
}

} // namespace calolens
