// SPDX-License-Identifier: GPL-3.0-or-later
#include "NetworkOptions.h"

#include <CLI/CLI.hpp>

namespace calolens::cli {

NetworkExecution NetworkOptions::apply() const {
    setNetworkThreads(threads);
    return {deviceFromName(device), precisionFromName(precision), !noGraphs};
}

void addNetworkOptions(CLI::App& command, NetworkOptions& options) {
    command.add_option("--device", options.device, "auto, cpu or cuda")->capture_default_str();
    command
        .add_option("--precision", options.precision,
                    "Number format of the network's products: float32, tf32 (CUDA) or bfloat16")
        ->capture_default_str();
    command.add_flag("--no-graphs", options.noGraphs,
                     "On CUDA, do not record the network as CUDA graphs");
    command.add_option("--threads", options.threads, "Threads inside the network on the CPU")
        ->capture_default_str();
}

} // namespace calolens::cli
