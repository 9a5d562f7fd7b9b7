// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/file/FileChecks.h"
#include "analysis/distances/Bootstrap.h"

#include <cmath>
#include <numeric>

namespace calolens {

namespace {
constexpr int replicas = 200;
constexpr double tolerance = 0.1;

/// Squared error of the mean of draws, and what the draws expect of it, of one event.
struct Squares {
    double error = 0, expected = 0, eventError = 0, eventExpected = 0;
};

class SpreadSkill final : public FileCheck {
public:
    explicit SpreadSkill(std::uint64_t seed)
        : m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        const double k = evidence.draws();
        Squares s;
        double residual = 0;
        for (std::size_t i = 0; i < evidence.truth().size(); ++i) {
            const double error = evidence.mean()[i] - evidence.truth()[i];
            const double spread = evidence.spread()[i];
            residual += error;
            s.error += error * error;
            s.expected += spread * spread * (1 + 1 / k);
        }
        s.eventError = residual * residual;
        const auto sumOf = [](std::span<const float> x) {
            return std::accumulate(x.begin(), x.end(), 0.0);
        };
        const double mean = sumOf(evidence.mean());
        for (int d = 0; d < evidence.draws(); ++d)
            s.eventExpected += std::pow(sumOf(evidence.draw(d)) - mean, 2) / (k - 1) * (1 + 1 / k);
        m_events.push_back(s);
    }

    [[nodiscard]] CheckResult finish() const override {
        const auto ratios = bootstrap(
            m_events.size(),
            [this](std::span<const double> w) {
                Squares sum;
                for (std::size_t i = 0; i < w.size(); ++i) {
                    sum.error += w[i] * m_events[i].error;
                    sum.expected += w[i] * m_events[i].expected;
                    sum.eventError += w[i] * m_events[i].eventError;
                    sum.eventExpected += w[i] * m_events[i].eventExpected;
                }
                return std::vector{std::sqrt(sum.error / sum.expected),
                                   std::sqrt(sum.eventError / sum.eventExpected)};
            },
            replicas, m_seed);
        CheckResult result = CheckResult::judgedAgainst(
            ratios[0].value, ratios[0].error, 1, tolerance,
            "one if draws and truth are exchangeable; the tolerance of 10 % is chosen");
        result.addNumber(
            {"event_energy_ratio", "The same of the event's energy", {}, ratios[1].value});
        result.addNumber({"event_energy_ratio_error", "Its standard error", {}, ratios[1].error});
        return result;
    }

private:
    std::uint64_t m_seed;
    std::vector<Squares> m_events;
};
} // namespace

FileCheckEntry spreadSkillCheck() {
    CheckInfo info;
    info.id = "spread-skill";
    info.name = "Error against spread";
    info.question = "Is the model as wrong as it says?";
    info.formula = "sqrt(mean (mean - x*)^2 / mean s^2 (1 + 1/K)) over cells and events, s = "
                   "spread of the draws";
    info.explanation =
        "The spread of the draws is a promise of how wrong their mean will be. Over many events "
        "promise and error must be equal: more than one says that the model is surer than it may "
        "be, less than one that it is more careful than it need be.";
    info.reference = "Fortin et al., J. Hydrometeorol. 15 (2014) 1708";
    info.valueName = "error over spread";
    info.fewestDraws = 2;
    info.needsTruth = true;
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<SpreadSkill>};
}

} // namespace calolens
