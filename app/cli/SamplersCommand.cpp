// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/Sampler.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace calolens::cli {

namespace {

struct Options {
    int steps = 18;
    bool json = false;
};

void printJson(int steps) {
    nlohmann::ordered_json all;
    for (const SamplerDescription& s : samplers()) {
        nlohmann::ordered_json entry{
            {"name", s.name},           {"title", s.title}, {"explanation", s.explanation},
            {"reference", s.reference}, {"order", s.order}, {"stochastic", s.stochastic},
            {"adaptive", s.adaptive},   {"cost", s.cost},   {"steps", steps}};
        const auto nfe = evaluationsFor(s.name, steps);
        entry["nfe"] = nfe ? nlohmann::ordered_json(*nfe) : nlohmann::ordered_json();
        all["samplers"].push_back(std::move(entry));
    }
    for (const ScheduleDescription& s : schedules())
        all["schedules"].push_back({{"name", s.name},
                                    {"title", s.title},
                                    {"explanation", s.explanation},
                                    {"reference", s.reference}});
    fmt::print("{}\n", all.dump(2));
}

void printText(int steps) {
    fmt::print("{:<16} {:>5} {:<10} {:<13} \n", "sampler", "order", "noise",
               fmt::format("NFE, N = {}", steps));
    for (const SamplerDescription& s : samplers()) {
        const auto nfe = evaluationsFor(s.name, steps);
        fmt::print("{:<16} {:>5} {:<10} {:<13} {}\n{:47}{}\n", s.name, s.order,
                   s.stochastic ? "all along" : "at start",
                   nfe ? std::to_string(*nfe) : std::string(s.cost), s.explanation, "",
                   s.reference);
    }
    fmt::print("\n{:<16} \n", "schedule");
    for (const ScheduleDescription& s : schedules())
        fmt::print("{:<16} {} ({})\n", s.name, s.explanation, s.reference);
}

} // namespace

void addSamplersCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "samplers", "List the samplers and noise schedules, with what they cost and where they "
                    "come from");
    auto o = std::make_shared<Options>();
    command->add_option("--steps", o->steps, "Steps to count evaluations for")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_flag("--json", o->json, "Print JSON");
    command->callback([o] { o->json ? printJson(o->steps) : printText(o->steps); });
}

} // namespace calolens::cli
