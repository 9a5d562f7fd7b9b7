// SPDX-License-Identifier: GPL-3.0-or-later
#include "SamplerOptions.h"

#include "diffusion/ChoiceCheck.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace calolens::cli {

namespace {

CLI::Validator known(std::string (*complaint)(std::string_view)) {
    return CLI::Validator([complaint](const std::string& name) { return complaint(name); },
                          std::string(), std::string());
}

} // namespace

void addSamplerOptions(CLI::App& command, RunSettings& settings) {
    command
        .add_option("--sampler", settings.sampler,
                    "Sampler: 'calolens-cli samplers' lists and explains them")
        ->check(known(complaintAboutSampler))
        ->capture_default_str();
    command
        .add_option("--schedule", settings.schedule,
                    "Noise schedule: 'calolens-cli samplers' lists them")
        ->check(known(complaintAboutSchedule))
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
