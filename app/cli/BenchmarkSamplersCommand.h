// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace calolens::cli {

/// Adds `samplers` to the command `benchmark`.
void addBenchmarkSamplersCommand(CLI::App& benchmark);

} // namespace calolens::cli
