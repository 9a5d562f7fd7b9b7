// SPDX-License-Identifier: GPL-3.0-or-later
#include "Interrupt.h"

#include <csignal>

namespace calolens::cli {

namespace {
volatile std::sig_atomic_t g_interrupted = 0;

void onSignal(int signal) {
    g_interrupted = 1;
    std::signal(signal, SIG_DFL); // the second one kills
}
} // namespace

void catchInterrupts() {
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

bool interrupted() noexcept {
    return g_interrupted != 0;
}

} // namespace calolens::cli
