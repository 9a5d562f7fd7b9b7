// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EvaluationReport.h"
#include "analysis/evaluation/EventRecord.h"

#include <cstdint>
#include <vector>

namespace calolens {

/// Energy residuals and zero cells of events that come one by one and are not kept, with errors:
/// sums alone, and the same sums for each bootstrap replica, in which an event counts as often as a
/// Poisson number of mean one says (Hanley and MacGibbon 2006; for many events the same as drawing
/// with replacement). Memory does not depend on the number of events; nor does the result on their
/// order, but for rounding.
class RunningResiduals {
public:
    /// @param draws  of each event  @param replicas  of the bootstrap
    RunningResiduals(int draws, int replicas, std::uint64_t seed);

    /// @param record  with that many draws; the numbers of the events name their random streams
    void add(const EventRecord& record);
    [[nodiscard]] std::int64_t events() const noexcept { return m_events; }
    /// Puts residuals, ensemble, ratios and zero fractions into the report, in place of what may
    /// be there. Two events are needed.
    void fill(EvaluationReport& report) const;

private:
    /// Where a group of draws that are averaged begins, and how many they are.
    struct Group {
        int first = 0, count = 0;
    };
    struct Size {
        int draws = 0;
        std::size_t firstGroup = 0, groups = 0;
    };
    [[nodiscard]] std::vector<double> statistic(const double* sums) const;

    int m_replicas;
    std::uint64_t m_seed;
    std::int64_t m_events = 0;
    std::vector<Size> m_sizes;
    std::vector<Group> m_groups;
    std::size_t m_width;         ///< sums per replica
    std::vector<double> m_sums;  ///< [1 + replicas][width]; the first row: every event once
    std::vector<double> m_event; ///< what one event adds
};

} // namespace calolens
