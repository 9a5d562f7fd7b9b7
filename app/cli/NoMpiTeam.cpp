// SPDX-License-Identifier: GPL-3.0-or-later
#include "MpiLaunch.h"
#include "WorkTeam.h"
#include "error/Error.h"

namespace calolens::cli {

std::unique_ptr<WorkTeam> WorkTeam::join() {
    if (launchedByMpi())
        throw UsageError("this calolens-cli was built without MPI; divide the work with "
                         "--part K/N instead (docs/clusters.md)");
    return std::make_unique<WorkTeam>();
}

} // namespace calolens::cli
