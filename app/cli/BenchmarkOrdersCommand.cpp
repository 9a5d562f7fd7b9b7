// SPDX-License-Identifier: GPL-3.0-or-later
#include "BenchmarkOrdersCommand.h"

#include "ConvergencePlots.h"
#include "EvaluationPlots.h"
#include "diffusion/Sampler.h"
#include "diffusion/exact/Convergence.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace calolens::cli {

namespace {

struct Options {
    std::filesystem::path folder;
    std::string schedule = "karras";
    std::vector<int> steps{5, 9, 17, 33, 65, 129};
    std::size_t samples = 200000;
};

nlohmann::ordered_json toJson(const std::vector<ConvergenceLine>& lines, double least) {
    auto all = nlohmann::ordered_json::array();
    for (const ConvergenceLine& line : lines) {
        nlohmann::ordered_json entry{{"sampler", line.sampler},
                                     {"schedule", line.schedule},
                                     {"order", line.order(least)},
                                     {"points", nlohmann::ordered_json::array()}};
        for (const ConvergencePoint& p : line.points)
            entry["points"].push_back(
                {{"steps", p.steps}, {"nfe", p.evaluations}, {"error", p.error}});
        all.push_back(std::move(entry));
    }
    return all;
}

void print(const char* title, const std::vector<ConvergenceLine>& lines, const Options& o,
           double least) {
    fmt::print("{}\n{:<16}", title, "N");
    for (const int n : o.steps)
        fmt::print(" {:>8}", n);
    fmt::print(" {:>8}\n", "order");
    for (const ConvergenceLine& line : lines) {
        fmt::print("{:<16}", line.sampler);
        for (const ConvergencePoint& p : line.points)
            fmt::print(" {:>8.1e}", p.error);
        fmt::print(" {:>8.2f}\n", line.order(least));
    }
}

void benchmarkOrders(const Options& o) {
    std::vector<ConvergenceLine> trajectories, variances;
    for (const SamplerDescription& s : samplers()) {
        if (s.adaptive)
            continue;
        const std::string name(s.name);
        if (s.stochastic)
            variances.push_back(varianceConvergence(name, o.schedule, o.steps, o.samples));
        else
            trajectories.push_back(trajectoryConvergence(name, o.schedule, o.steps));
    }
    const double statistical = std::sqrt(2.0 / static_cast<double>(o.samples));
    print("RMS error of the trajectory, mixture of two Gaussians", trajectories, o,
          leastTrajectoryError);
    print("\nrelative error of the variance of the samples", variances, o, 2 * statistical);
    fmt::print("(statistical error {:.4f})\n", statistical);
    if (o.folder.empty())
        return;
    std::filesystem::create_directories(o.folder);
    const nlohmann::ordered_json json{{"format", "calolens-sampler-orders"},
                                      {"version", 1},
                                      {"trajectory", toJson(trajectories, leastTrajectoryError)},
                                      {"variance", toJson(variances, 2 * statistical)},
                                      {"samples", o.samples}};
    writeWholeFile(o.folder / "orders.json", json.dump(2) + "\n");
    if (canWritePlots())
        writeConvergencePlots(trajectories, variances, o.folder);
}

} // namespace

void addBenchmarkOrdersCommand(CLI::App& benchmark) {
    auto* command = benchmark.add_subcommand(
        "orders", "Order of convergence of every sampler where the exact answer is known");
    auto o = std::make_shared<Options>();
    command->add_option("-o,--output", o->folder, "Folder for orders.json and plots");
    command->add_option("--schedule", o->schedule, "Name of the noise schedule")
        ->capture_default_str();
    command->add_option("--steps", o->steps, "Numbers of steps, ascending")
        ->delimiter(',')
        ->check(CLI::Range(2, 100000))
        ->capture_default_str();
    command->add_option("--samples", o->samples, "Samples of the stochastic ones")
        ->check(CLI::Range(1000, 100000000))
        ->capture_default_str();
    command->callback([o] { benchmarkOrders(*o); });
}

} // namespace calolens::cli
