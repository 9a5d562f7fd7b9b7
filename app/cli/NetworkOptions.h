// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/ModelLoading.h"

#include <string>

namespace CLI {
class App;
}

namespace calolens::cli {

/// How a network is to be run, as said on the command line.
struct NetworkOptions {
    std::string device = "auto", precision = "float32";
    bool noGraphs = false;
    int threads = 1;

    /// Sets the threads, and says the rest. @throws UsageError
    [[nodiscard]] NetworkExecution apply() const;
};

/// Adds --device, --precision, --no-graphs and --threads. @param options must live as long as the
/// command
void addNetworkOptions(CLI::App& command, NetworkOptions& options);

} // namespace calolens::cli
