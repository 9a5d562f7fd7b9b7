// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

/// One function per subcommand, each in a file of its own: it declares the options and sets the
/// callback that does the job. Callbacks throw calolens::Error for what the user can understand and
/// mend.
namespace calolens::cli {

void addInfoCommand(CLI::App& app);
void addDigitizeCommand(CLI::App& app);
void addExportCommand(CLI::App& app);

} // namespace calolens::cli
