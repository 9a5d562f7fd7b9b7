// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"
#include "error/Error.h"

#include <string>
#include <utility>

namespace calolens {

/// First line of a Torch error: the rest is a stack trace.
[[nodiscard]] inline std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// Runs `work` and turns c10::Error into DeviceError (out of memory, CUDA) or ModelError (all
/// else).
/// @param what what was being done: "model electron-2x: evaluating the network"
template<typename Work>
decltype(auto) translatingTorchErrors(const std::string& what, Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const c10::Error& error) {
        const std::string cause = firstLine(error.what_without_backtrace());
        const bool device =
            cause.find("CUDA") != std::string::npos ||
            cause.find("memory") != std::string::npos; // "out of memory", "can't allocate memory"
        if (device)
            throw DeviceError(what + ": " + cause);
        throw ModelError(what + ": " + cause);
    }
}

} // namespace calolens
