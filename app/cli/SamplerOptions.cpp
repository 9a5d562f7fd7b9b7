// SPDX-License-Identifier: GPL-3.0-or-later
#include "SamplerOptions.h"

#include "diffusion/NoiseSchedule.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

namespace calolens::cli {

namespace {

template<typename Descriptions>
CLI::Validator oneOf(const Descriptions& descriptions) {
    std::vector<std::string> names;
    for (const auto& description : descriptions)
        names.emplace_back(description.name);
    return CLI::Validator(
        [names](const std::string& text) {
            if (std::find(names.begin(), names.end(), text) != names.end())
                return std::string();
            return fmt::format("there is no '{}', only: {}", text, fmt::join(names, ", "));
        },
        std::string(), std::string());
}

} // namespace

void addSamplerOptions(CLI::App& command, RunSettings& settings) {
    command
        .add_option("--sampler", settings.sampler,
                    "Sampler: 'calolens-cli samplers' lists and explains them")
        ->check(oneOf(samplers()))
        ->capture_default_str();
    command
        .add_option("--schedule", settings.schedule,
                    "Noise schedule: 'calolens-cli samplers' lists them")
        ->check(oneOf(schedules()))
        ->capture_default_str();
    command.add_option("--steps", settings.steps, "Steps of the sampler")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
}

std::string evaluationsText(int evaluations) {
    return evaluations > 0 ? fmt::format("{} evaluations", evaluations)
                           : std::string("a varying number of evaluations");
}

} // namespace calolens::cli
