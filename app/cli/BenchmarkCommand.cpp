// SPDX-License-Identifier: GPL-3.0-or-later
#include "BenchmarkOrdersCommand.h"
#include "BenchmarkPredictCommand.h"
#include "BenchmarkSamplersCommand.h"
#include "BenchmarkStepCommand.h"
#include "Commands.h"

#include <CLI/CLI.hpp>

namespace calolens::cli {

void addBenchmarkCommand(CLI::App& app) {
    auto* command = app.add_subcommand("benchmark", "Measure speed, and quality against it");
    command->require_subcommand(1);
    addBenchmarkStepCommand(*command);
    addBenchmarkOrdersCommand(*command);
    addBenchmarkPredictCommand(*command);
    addBenchmarkSamplersCommand(*command);
}

} // namespace calolens::cli
