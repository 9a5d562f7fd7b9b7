// SPDX-License-Identifier: GPL-3.0-or-later
#include "BlasKernels.h"
#include "Commands.h"
#include "Interrupt.h"
#include "error/Error.h"
#include "version/Version.h"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <string>
#include <string_view>

namespace {
enum ExitCode { Done = 0, Failed = 1, WrongUsage = 2 };

std::string commandLine(int argc, char** argv) {
    std::string text = "calolens-cli";
    for (int i = 1; i < argc; ++i)
        text += std::string(" ") + argv[i];
    return text;
}

/// Whether the time of a command goes into matrix products.
bool evaluatesNetworks(std::string_view command) {
    return command == "predict" || command == "train" || command == "evaluate" ||
           command == "information" || command == "reproduce" || command == "benchmark";
}
} // namespace

int main(int argc, char** argv) {
    using namespace calolens;
    if (argc > 1 && evaluatesNetworks(argv[1]))
        cli::preferWideKernels(argv);
    // Standard output belongs to results; everything said on the way goes to standard error.
    spdlog::set_default_logger(spdlog::stderr_color_mt("calolens"));
    spdlog::set_pattern("%^%l%$: %v");
    cli::catchInterrupts();

    CLI::App app{"CaloLens without a window: diffusion super-resolution of calorimeter events.",
                 "calolens-cli"};
    app.set_version_flag("--version", programVersion());
    app.require_subcommand(1);
    cli::addInfoCommand(app);
    cli::addSimulateCommand(app);
    cli::addDigitizeCommand(app);
    cli::addTrainCommand(app, commandLine(argc, argv));
    cli::addPredictCommand(app);
    cli::addEvaluateCommand(app);
    cli::addCheckCommand(app);
    cli::addInformationCommand(app);
    cli::addStressCommand(app);
    cli::addExportCommand(app);
    cli::addReproduceCommand(app);
    cli::addFiguresCommand(app);
    cli::addReportCommand(app);
    cli::addObservablesCommand(app);
    cli::addModelsCommand(app);
    cli::addSamplersCommand(app);
    cli::addLevelsCommand(app);
    cli::addBenchmarkCommand(app);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? Done : WrongUsage;
    } catch (const UsageError& error) {
        spdlog::error("{}", error.what());
        return WrongUsage;
    } catch (const std::exception& error) {
        spdlog::error("{}", error.what());
        return Failed;
    }
    return Done;
}
