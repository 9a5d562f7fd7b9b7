// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"

#include <memory>
#include <type_traits>

namespace calolens {

/// FileCheckEntry::make of a class: constructed from `arguments` and, if it takes one, the seed.
template<class Check, auto... arguments>
[[nodiscard]] std::unique_ptr<FileCheck> newFileCheck([[maybe_unused]] std::uint64_t seed) {
    if constexpr (std::is_constructible_v<Check, decltype(arguments)..., std::uint64_t>)
        return std::make_unique<Check>(arguments..., seed);
    else
        return std::make_unique<Check>(arguments...);
}

/// The checks of a file, each in a source file of its own; fileChecks() lists them all.
[[nodiscard]] FileCheckEntry fileInputTypicalityCheck();
[[nodiscard]] FileCheckEntry fileLrConsistencyCheck();
[[nodiscard]] FileCheckEntry coverageCellsCheck();
[[nodiscard]] FileCheckEntry coverageLayersCheck();
[[nodiscard]] FileCheckEntry coverageEventsCheck();
[[nodiscard]] FileCheckEntry ranksCellsCheck();
[[nodiscard]] FileCheckEntry ranksLayersCheck();
[[nodiscard]] FileCheckEntry ranksEventsCheck();
[[nodiscard]] FileCheckEntry tarpCheck();
[[nodiscard]] FileCheckEntry spreadSkillCheck();
[[nodiscard]] FileCheckEntry fileTwoReplicaCheck();
[[nodiscard]] FileCheckEntry fileFalseEnergyCheck();
[[nodiscard]] FileCheckEntry fileMissedEnergyCheck();
[[nodiscard]] FileCheckEntry fileHallucinationCheck();
[[nodiscard]] FileCheckEntry fileCrpsCheck();
[[nodiscard]] FileCheckEntry fileEnergyScoreCheck();
[[nodiscard]] FileCheckEntry fileVariogramScoreCheck();
[[nodiscard]] FileCheckEntry ownEventCheck();
[[nodiscard]] FileCheckEntry memorisationCheck();
[[nodiscard]] FileCheckEntry fileParticleClustersCheck();

} // namespace calolens
