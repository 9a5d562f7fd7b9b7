// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/SimulationRun.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace calolens {

namespace {
constexpr std::int64_t batchSize = 16;   // events
constexpr std::int64_t batchesAhead = 8; // per thread, finished and not yet handed out

void check(const ParticleGun& gun) {
    if (gun.mostParticles < 1)
        throw UsageError("an event needs at least one particle");
    if (!(gun.energyLow > 0 && gun.energyHigh >= gun.energyLow))
        throw UsageError(fmt::format("the energies {} to {} GeV are no range of positive energies",
                                     gun.energyLow / 1e3, gun.energyHigh / 1e3));
    const double etaMax = Detector::cocoa().etaMax;
    if (!(gun.etaLow >= -etaMax && gun.etaHigh <= etaMax && gun.etaLow <= gun.etaHigh))
        throw UsageError(fmt::format("the pseudorapidities {} to {} are no range within +-{}",
                                     gun.etaLow, gun.etaHigh, etaMax));
}

/// What the threads of a run share.
class Batches {
public:
    Batches(std::int64_t count, std::int64_t ahead)
        : m_count(count)
        , m_ahead(ahead) {}

    /// The next batch to make, or -1 if there is nothing left. Waits while too many lie unused.
    std::int64_t next() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_stopped || m_started < m_used + m_ahead; });
        return m_stopped || m_started == m_count ? -1 : m_started++;
    }
    void put(std::int64_t batch, std::vector<DepositEvent> events) {
        const std::lock_guard lock(m_mutex);
        m_made.emplace(batch, std::move(events));
        m_changed.notify_all();
    }
    void fail(std::exception_ptr failure) {
        const std::lock_guard lock(m_mutex);
        m_failure = std::move(failure);
        m_stopped = true;
        m_changed.notify_all();
    }
    void stop() {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_changed.notify_all();
    }
    /// Waits for the batch and takes it. @throws what a thread threw
    std::vector<DepositEvent> take(std::int64_t batch) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_failure || m_made.contains(batch); });
        if (m_failure)
            std::rethrow_exception(m_failure);
        auto events = std::move(m_made.extract(batch).mapped());
        m_used = batch + 1;
        m_changed.notify_all();
        return events;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::int64_t, std::vector<DepositEvent>> m_made;
    std::int64_t m_count, m_ahead, m_started = 0, m_used = 0;
    bool m_stopped = false;
    std::exception_ptr m_failure;
};

/// Ends the threads whatever way the run ends.
class Threads {
public:
    explicit Threads(Batches& batches)
        : m_batches(batches) {}
    ~Threads() {
        m_batches.stop();
        for (std::thread& thread : m_threads)
            thread.join();
    }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;
    template<typename Job>
    void start(const Job& job) {
        m_threads.emplace_back([this, job] {
            try {
                job();
            } catch (...) {
                m_batches.fail(std::current_exception());
            }
        });
    }

private:
    Batches& m_batches;
    std::vector<std::thread> m_threads;
};
} // namespace

SimulationRun::SimulationRun(const ParticleGun& gun, std::uint64_t seed)
    : m_gun(gun)
    , m_seed(seed)
    , m_simulator(Detector::cocoa(), cocoaDepositGranularity()) {
    check(gun);
}

DepositEvent SimulationRun::event(std::int64_t number, DepositGrid& grid) const {
    RandomStream random(m_seed, RandomPurpose::Simulation, static_cast<std::uint64_t>(number));
    auto particles = m_gun.draw(random);
    return m_simulator.simulate(number, std::move(particles), random, grid);
}

void SimulationRun::run(std::int64_t events, int threads, const Sink& sink) const {
    if (threads < 1)
        throw UsageError(fmt::format("{} threads were asked for, expected at least 1", threads));
    const std::int64_t count = (events + batchSize - 1) / batchSize;
    Batches batches(count, batchesAhead * threads);
    Threads workers(batches);
    for (int i = 0; i < threads; ++i)
        workers.start([this, events, &batches] {
            DepositGrid grid(m_simulator.granularity());
            for (std::int64_t batch = batches.next(); batch >= 0; batch = batches.next()) {
                std::vector<DepositEvent> made;
                const std::int64_t last = std::min(events, (batch + 1) * batchSize);
                for (std::int64_t number = batch * batchSize; number < last; ++number)
                    made.push_back(event(number, grid));
                batches.put(batch, std::move(made));
            }
        });
    for (std::int64_t batch = 0; batch < count; ++batch)
        for (const DepositEvent& event : batches.take(batch))
            if (!sink(event))
                return;
}

} // namespace calolens
