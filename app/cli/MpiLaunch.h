// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <initializer_list>

namespace calolens::cli {

/// Whether mpirun, or a batch system on MPI's behalf, started this process.
inline bool launchedByMpi() {
    for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "MPI_LOCALNRANKS"})
        if (std::getenv(name) != nullptr)
            return true;
    return false;
}

} // namespace calolens::cli
