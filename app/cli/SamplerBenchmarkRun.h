// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/benchmark/SamplerBenchmark.h"
#include "diffusion/DenoisingRun.h"
#include "event/EventFile.h"

#include <memory>
#include <string>

namespace calolens::cli {

/// What all samplers of a benchmark have in common.
struct SamplerBenchmarkSettings {
    int batch = 64; ///< draws evaluated together
    std::string device = "auto";
};

/// Draws the benchmark's events with one sampler and compares them with truth.
class SamplerBenchmarkRun {
public:
    /// @param benchmark names the events, draws, seed and trainings
    SamplerBenchmarkRun(const EventFile& file, std::shared_ptr<const Model> model,
                        const SamplerBenchmark& benchmark, SamplerBenchmarkSettings settings);

    /// Adds a point to the benchmark, and what is the same for all of them if it is not there yet.
    /// @returns whether it was measured: false if interrupted
    bool measure(const RunSettings& run, SamplerBenchmark& benchmark) const;

private:
    std::shared_ptr<const Model> m_model;
    SamplerBenchmarkSettings m_settings;
    std::vector<Event> m_events; ///< like sizes side by side
};

} // namespace calolens::cli
