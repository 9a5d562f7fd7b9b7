// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"
#include "analysis/distances/Bootstrap.h"
#include "analysis/stress/Lie.h"

#include <cstdint>
#include <string>
#include <vector>

namespace calolens {

/// How well one check tells a lie of one size from honest events.
struct LieDetection {
    std::string lie;
    double size = 0;
    std::string check;
    std::int64_t honest = 0, lying = 0; ///< events that the check could be run on
    Measured auc;                       ///< area under the ROC curve; 0.5: blind
    Measured caught;                    ///< share of lies caught at 5 % false alarms
    std::vector<double>
        roc; ///< share of lies caught at 0, 1, 2, 5, 10, 20, 50 and 100 % false alarms
    std::int64_t flagged = 0;       ///< lies for which the verdict is a look or a fail
    std::int64_t honestFlagged = 0; ///< the same of honest events: false alarms of the verdict
};

/// Plants lies into events that come one by one, and counts which checks that need no truth find
/// them. The suspicion of a check is what its ROC curve is made of.
class StressTest {
public:
    /// @param seed of the places of lies and of the bootstrap
    explicit StressTest(std::uint64_t seed);
    /// @param other another event, for the lies that need one
    /// @param sources what the checks may know beside the event
    void add(const Testimony& honest, const Testimony& other, const EvidenceSources& sources);
    /// In the order of lies, sizes and checks; checks that could not be run are left out.
    [[nodiscard]] std::vector<LieDetection> finish() const;

private:
    struct Answers {
        std::vector<double> suspicion;
        std::int64_t flagged = 0;
        void add(const CheckResult& result);
    };
    struct Trial {
        const Lie* lie;
        double size;
        std::vector<Answers> checks; ///< in the order of m_checks
    };
    std::uint64_t m_seed;
    std::vector<EventCheck> m_checks;
    std::vector<Answers> m_honest;
    std::vector<Trial> m_trials;
};

} // namespace calolens
