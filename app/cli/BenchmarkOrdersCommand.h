// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace calolens::cli {

/// Adds `benchmark orders`.
void addBenchmarkOrdersCommand(CLI::App& benchmark);

} // namespace calolens::cli
