// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"

namespace calolens {

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
