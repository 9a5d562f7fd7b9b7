// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"
#include "analysis/checks/Exchange.h"

namespace calolens {

/// The checks of one event, each in a source file of its own; eventChecks() lists them all.
[[nodiscard]] EventCheck inputTypicalityCheck();
[[nodiscard]] EventCheck inputNoiseCheck();
[[nodiscard]] EventCheck inputLayersCheck();
[[nodiscard]] EventCheck lrConsistencyCheck();
[[nodiscard]] EventCheck lrWorstCellCheck();
[[nodiscard]] EventCheck unsupportedEnergyCheck();
[[nodiscard]] EventCheck inventedShareCheck();
[[nodiscard]] EventCheck pictureTypicalityCheck();
[[nodiscard]] EventCheck ensembleSpreadCheck();
[[nodiscard]] EventCheck expectedErrorCheck();
[[nodiscard]] EventCheck twoReplicaCheck();
[[nodiscard]] EventCheck nearestEventCheck();
[[nodiscard]] EventCheck falseEnergyCheck();
[[nodiscard]] EventCheck missedEnergyCheck();
[[nodiscard]] EventCheck crpsCheck();
[[nodiscard]] EventCheck energyScoreCheck();
[[nodiscard]] EventCheck variogramScoreCheck();
[[nodiscard]] EventCheck hallucinationMapCheck();
[[nodiscard]] EventCheck particleClustersCheck();

} // namespace calolens
