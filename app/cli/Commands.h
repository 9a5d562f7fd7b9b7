// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace CLI {
class App;
}

/// One function per subcommand, each in a file of its own: it declares the options and sets the
/// callback that does the job. Callbacks throw calolens::Error for what the user can understand and
/// mend.
namespace calolens::cli {

void addInfoCommand(CLI::App& app);
void addSimulateCommand(CLI::App& app);
void addDigitizeCommand(CLI::App& app);
/// @param commandLine what the user typed, for the model's card
void addTrainCommand(CLI::App& app, const std::string& commandLine);
void addPredictCommand(CLI::App& app);
void addEvaluateCommand(CLI::App& app);
void addCheckCommand(CLI::App& app);
void addInformationCommand(CLI::App& app);
void addStressCommand(CLI::App& app);
void addExportCommand(CLI::App& app);
void addReproduceCommand(CLI::App& app);
void addFiguresCommand(CLI::App& app);
void addReportCommand(CLI::App& app);
void addObservablesCommand(CLI::App& app);
void addModelsCommand(CLI::App& app);
void addSamplersCommand(CLI::App& app);
void addLevelsCommand(CLI::App& app);
void addBenchmarkCommand(CLI::App& app);

} // namespace calolens::cli
