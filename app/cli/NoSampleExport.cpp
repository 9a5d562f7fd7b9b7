// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleExport.h"
#include "error/Error.h"

namespace calolens::cli {

namespace {
[[noreturn]] void refuse() {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "figures and reports.");
}
} // namespace

bool canWriteSamples() noexcept {
    return false;
}

void writeSampleFigures(const SampleInput&, const SampleOutput&, const std::filesystem::path&) {
    refuse();
}

void writeSampleReport(const SampleInput&, const SampleOutput&, const std::filesystem::path&) {
    refuse();
}

std::string drawSampleFigure(const SampleInput&, const std::string&, const SampleOutput&,
                             const std::filesystem::path&) {
    refuse();
}

} // namespace calolens::cli
