// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>

namespace calolens::cli {

/// What came of a piece of work, in events.
struct WorkCount {
    std::int64_t made = 0;
    std::int64_t kept = 0; ///< made by a run before
};

/// The processes that share a job: those that mpirun or a batch system started together, or this
/// one alone.
class WorkTeam {
public:
    /// @throws UsageError if started under MPI without having been built with it
    [[nodiscard]] static std::unique_ptr<WorkTeam> join();
    virtual ~WorkTeam() = default;

    [[nodiscard]] virtual int rank() const noexcept { return 0; }
    [[nodiscard]] virtual int size() const noexcept { return 1; }
    /// Does blocks 0 to blocks - 1, each in one process, whichever is free; ends early where
    /// interrupted(). All processes call it together.
    /// @param progress  told the counts of all processes, in rank 0 only
    /// @returns the counts of all in rank 0, this process' elsewhere
    virtual WorkCount share(std::int64_t blocks,
                            const std::function<WorkCount(std::int64_t block)>& work,
                            const std::function<void(WorkCount)>& progress);
    /// Returns when all processes have come here.
    virtual void gather() {}
    /// Says why this process cannot go on, and ends all others with it; alone, nothing.
    virtual void abandon(const std::exception& reason) { static_cast<void>(reason); }
};

} // namespace calolens::cli
