// SPDX-License-Identifier: GPL-3.0-or-later
#include "error/Error.h"
#include "simulation/Digitizer.h"

#include <fmt/format.h>

#include <array>

namespace calolens {

namespace {
const std::array<DigitizerPreset, 2>& presets() {
    static const std::array<DigitizerPreset, 2> all{
        {{"cocoa-sr2",
          3,
          2,
          2,
          {},
          "COCOA super-resolution 2 x 2: single electrons, three ECAL layers"},
         {"cocoa-sr4",
          3,
          2,
          4,
          {},
          "COCOA super-resolution 4 x 4: several particles, three ECAL layers"}}};
    return all;
}
} // namespace

std::span<const DigitizerPreset> digitizerPresets() {
    return presets();
}

const DigitizerPreset& digitizerPreset(std::string_view name) {
    std::string known;
    for (const DigitizerPreset& preset : presets()) {
        if (preset.name == name)
            return preset;
        known += (known.empty() ? "" : ", ") + preset.name;
    }
    throw UsageError(fmt::format("there is no preset '{}'; known presets: {}", name, known));
}

} // namespace calolens
