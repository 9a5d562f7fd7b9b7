// SPDX-License-Identifier: GPL-3.0-or-later
#include "WorkTeam.h"

#include "Interrupt.h"

namespace calolens::cli {

WorkCount WorkTeam::share(std::int64_t blocks,
                          const std::function<WorkCount(std::int64_t block)>& work,
                          const std::function<void(WorkCount)>& progress) {
    WorkCount all;
    for (std::int64_t block = 0; block < blocks && !interrupted(); ++block) {
        const WorkCount count = work(block);
        all.made += count.made;
        all.kept += count.kept;
        progress(all);
    }
    return all;
}

} // namespace calolens::cli
