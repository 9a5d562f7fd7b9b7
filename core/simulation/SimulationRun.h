// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/ParticleGun.h"
#include "simulation/shower/ShowerSimulator.h"

#include <functional>

namespace calolens {

/// Simulates events on several threads and hands them out in order. Event number i depends on the
/// gun, the seed and i alone: not on the number of events or threads, nor on the order of work.
class SimulationRun {
public:
    /// @throws UsageError if the gun's ranges make no sense
    SimulationRun(const ParticleGun& gun, std::uint64_t seed);

    [[nodiscard]] const ShowerSimulator& simulator() const noexcept { return m_simulator; }
    /// One event. @param grid  scratch memory of the calling thread, for simulator().granularity()
    [[nodiscard]] DepositEvent event(std::int64_t number, DepositGrid& grid) const;

    /// Called with each event in the order of their numbers, on the thread of run(); false ends it.
    using Sink = std::function<bool(const DepositEvent&)>;
    /// Makes the events 0 to events - 1. Waits for its threads before it returns or throws.
    /// @param threads  at least 1
    void run(std::int64_t events, int threads, const Sink& sink) const;

private:
    ParticleGun m_gun;
    std::uint64_t m_seed;
    ShowerSimulator m_simulator;
};

} // namespace calolens
