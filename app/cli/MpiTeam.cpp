// SPDX-License-Identifier: GPL-3.0-or-later
#include "Interrupt.h"
#include "MpiLaunch.h"
#include "WorkTeam.h"
#include "error/Error.h"

#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

namespace calolens::cli {

namespace {
constexpr int requestTag = 1, answerTag = 2;
constexpr std::int64_t noBlock = -1;

/// A process tells rank 0 what it did last and whether it stops; rank 0 answers with a block.
using Request = std::array<std::int64_t, 3>;

class MpiTeam : public WorkTeam {
public:
    MpiTeam() {
        int level = 0;
        MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &level);
        MPI_Comm_rank(MPI_COMM_WORLD, &m_rank);
        MPI_Comm_size(MPI_COMM_WORLD, &m_size);
    }
    ~MpiTeam() override { MPI_Finalize(); }

    [[nodiscard]] int rank() const noexcept override { return m_rank; }
    [[nodiscard]] int size() const noexcept override { return m_size; }
    WorkCount share(std::int64_t blocks, const std::function<WorkCount(std::int64_t)>& work,
                    const std::function<void(WorkCount)>& progress) override {
        if (m_size == 1)
            return WorkTeam::share(blocks, work, progress);
        return m_rank == 0 ? lead(blocks, work, progress) : follow(work);
    }
    void gather() override { MPI_Barrier(MPI_COMM_WORLD); }
    void abandon(const std::exception& reason) override {
        if (m_size == 1)
            return;
        spdlog::error("process {} of {}: {}", m_rank, m_size, reason.what());
        const bool usage = dynamic_cast<const UsageError*>(&reason) != nullptr;
        MPI_Abort(MPI_COMM_WORLD, usage ? 2 : 1);
    }

private:
    /// Hands out blocks, one thread of this process working beside the others. MPI is left to the
    /// thread that started it.
    static WorkCount lead(std::int64_t blocks, const std::function<WorkCount(std::int64_t)>& work,
                          const std::function<void(WorkCount)>& progress, int others);
    [[nodiscard]] WorkCount lead(std::int64_t blocks,
                                 const std::function<WorkCount(std::int64_t)>& work,
                                 const std::function<void(WorkCount)>& progress) const {
        return lead(blocks, work, progress, m_size - 1);
    }
    static WorkCount follow(const std::function<WorkCount(std::int64_t)>& work);

    int m_rank = 0, m_size = 1;
};

WorkCount MpiTeam::lead(std::int64_t blocks, const std::function<WorkCount(std::int64_t)>& work,
                        const std::function<void(WorkCount)>& progress, int others) {
    std::atomic<std::int64_t> next{0}, made{0}, kept{0};
    std::atomic<bool> idle{false};
    std::exception_ptr error; // read when idle
    std::thread own([&] {
        try {
            while (!interrupted()) {
                const std::int64_t block = next++;
                if (block >= blocks)
                    break;
                const WorkCount count = work(block);
                made += count.made;
                kept += count.kept;
            }
        } catch (...) {
            error = std::current_exception();
        }
        idle = true;
    });
    int left = others;
    while (left > 0 || !idle) {
        if (idle && error)
            break; // the others end with this process
        int waiting = 0;
        MPI_Status status;
        MPI_Iprobe(MPI_ANY_SOURCE, requestTag, MPI_COMM_WORLD, &waiting, &status);
        if (waiting == 0) {
            progress({made, kept});
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            continue;
        }
        Request request{};
        MPI_Recv(request.data(), 3, MPI_INT64_T, status.MPI_SOURCE, requestTag, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        made += request[0];
        kept += request[1];
        std::int64_t block = noBlock;
        if (request[2] == 0 && !interrupted() && next < blocks)
            block = next++;
        if (block == noBlock || block >= blocks) {
            block = noBlock;
            --left;
        }
        MPI_Send(&block, 1, MPI_INT64_T, status.MPI_SOURCE, answerTag, MPI_COMM_WORLD);
    }
    own.join();
    if (error)
        std::rethrow_exception(error);
    return {made, kept};
}

WorkCount MpiTeam::follow(const std::function<WorkCount(std::int64_t)>& work) {
    WorkCount all, last;
    while (true) {
        const Request request{last.made, last.kept, interrupted() ? 1 : 0};
        std::int64_t block = noBlock;
        MPI_Send(request.data(), 3, MPI_INT64_T, 0, requestTag, MPI_COMM_WORLD);
        MPI_Recv(&block, 1, MPI_INT64_T, 0, answerTag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (block == noBlock)
            return all;
        last = work(block);
        all.made += last.made;
        all.kept += last.kept;
    }
}
} // namespace

std::unique_ptr<WorkTeam> WorkTeam::join() {
    if (!launchedByMpi())
        return std::make_unique<WorkTeam>();
    return std::make_unique<MpiTeam>();
}

} // namespace calolens::cli
