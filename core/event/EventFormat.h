// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/CellTable.h"
#include "event/ParticleTable.h"

#include <fmt/format.h>

#include <string>

/// Names and limits of the native event file (docs/file-format.md).
namespace calolens::native {

inline constexpr const char* format = "calolens-events";
inline constexpr std::int64_t version = 1;
inline constexpr int maxLevels = 8;
inline constexpr int maxFactor = 64; ///< cells per parent cell, each way
inline constexpr std::int64_t maxSamples = 10000;
inline constexpr std::int64_t maxPredictionValues = std::int64_t{1} << 26; ///< per event

inline constexpr std::int64_t cellChunk = 16384;
inline constexpr std::int64_t offsetChunk = 4096;
inline constexpr std::int64_t particleChunk = 4096;
inline constexpr std::int64_t predictionChunkValues = 32768;

inline const ParticleNames particleNames{"/particles/offsets", "/particles/pdg",
                                         "/particles/energy", "/particles/eta", "/particles/phi"};

inline std::string levelGroup(int level) {
    return fmt::format("/level{}", level);
}
inline CellNames cellNames(int level, bool energy) {
    const std::string group = levelGroup(level);
    return {group + "/offsets", group + "/layer", group + "/ieta", group + "/iphi",
            energy ? group + "/energy" : std::string{}};
}
inline std::string parentName(int level) {
    return levelGroup(level) + "/parent";
}
inline constexpr const char* predictionsGroup = "/predictions";
inline std::string predictionGroup(const std::string& name) {
    return fmt::format("{}/{}", predictionsGroup, name);
}
inline std::string predictionEnergy(const std::string& name) {
    return predictionGroup(name) + "/energy";
}

} // namespace calolens::native
