// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"
#include "analysis/distances/Bootstrap.h"
#include "analysis/stress/Lie.h"

#include <cstdint>
#include <string>
#include <vector>

namespace calolens {

/// False alarms at which LieDetection::roc is given.
inline constexpr double stressFalseAlarms[] = {0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};

/// How well one check tells a lie of one size from honest events.
struct LieDetection {
    std::string lie;
    double size = 0;
    std::string check;
    std::int64_t honest = 0, lying = 0; ///< events that the check could be run on
    Measured auc;                       ///< area under the ROC curve; 0.5: blind
    Measured caught;                    ///< share of lies caught at 5 % false alarms
    std::vector<double> roc;            ///< share of lies caught at each of stressFalseAlarms
    std::int64_t flagged = 0;           ///< lies for which the verdict is a look or a fail
    std::int64_t honestFlagged = 0;     ///< the same of honest events: false alarms of the verdict
};

/// Plants lies into events that come one by one, and counts which checks that need no truth find
/// them. The suspicion of a check is what its ROC curve is made of. Beside the checks of the
/// registry stands `input-together`: the largest value over look limit of those that need no
/// picture, which is how well they find a lie if all of them together may give 5 % false alarms.
class StressTest {
public:
    /// @param seed of the places of lies and of the bootstrap
    explicit StressTest(std::uint64_t seed);
    /// @param other another event, for the lies that need one
    /// @param sources what the checks may know beside the event
    void add(const Testimony& honest, const Testimony& other, const EvidenceSources& sources);
    /// An event that is a lie as it stands (see foreignLies). Its size is the number of its true
    /// particles, 1 if they are not known.
    void addForeign(const Lie& lie, const Testimony& testimony, const EvidenceSources& sources);
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
    void ask(const Testimony& testimony, const EvidenceSources& sources,
             std::vector<Answers>& answers) const;

    std::uint64_t m_seed;
    std::vector<EventCheck> m_checks; ///< without truth, and all of the input together
    std::vector<Answers> m_honest;
    std::vector<Trial> m_trials;
};

} // namespace calolens
