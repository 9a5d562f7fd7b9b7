// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace calolens::cli {

/// Adds `benchmark step`.
void addBenchmarkStepCommand(CLI::App& benchmark);

} // namespace calolens::cli
