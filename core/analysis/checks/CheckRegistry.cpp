// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/CheckRegistry.h"

#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/file/FileChecks.h"

#include <algorithm>
#include <vector>

namespace calolens {

std::span<const EventCheck> eventChecks() {
    static const std::vector<EventCheck> checks{
        inputTypicalityCheck(), inputNoiseCheck(),        inputLayersCheck(),
        lrConsistencyCheck(),   lrWorstCellCheck(),       unsupportedEnergyCheck(),
        inventedShareCheck(),   pictureTypicalityCheck(), ensembleSpreadCheck(),
        expectedErrorCheck(),   twoReplicaCheck(),        falseEnergyCheck(),
        missedEnergyCheck(),    hallucinationMapCheck(),  crpsCheck(),
        energyScoreCheck(),     variogramScoreCheck(),    nearestEventCheck(),
        particleClustersCheck()};
    return checks;
}

std::span<const FileCheckEntry> fileChecks() {
    static const std::vector<FileCheckEntry> checks{
        fileInputTypicalityCheck(), fileLrConsistencyCheck(),   coverageCellsCheck(),
        coverageLayersCheck(),      coverageEventsCheck(),      ranksCellsCheck(),
        ranksLayersCheck(),         ranksEventsCheck(),         tarpCheck(),
        spreadSkillCheck(),         fileTwoReplicaCheck(),      fileFalseEnergyCheck(),
        fileMissedEnergyCheck(),    fileHallucinationCheck(),   fileCrpsCheck(),
        fileEnergyScoreCheck(),     fileVariogramScoreCheck(),  ownEventCheck(),
        memorisationCheck(),        fileParticleClustersCheck()};
    return checks;
}

const EventCheck* findEventCheck(std::string_view id) {
    const auto checks = eventChecks();
    const auto found = std::find_if(checks.begin(), checks.end(),
                                    [id](const EventCheck& c) { return c.info.id == id; });
    return found == checks.end() ? nullptr : &*found;
}

} // namespace calolens
