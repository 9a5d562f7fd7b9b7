// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/StressTest.h"

#include "analysis/checks/CheckRegistry.h"
#include "analysis/stress/InputTogether.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double usualFalseAlarms = 0.05;
constexpr int replicas = 100;
constexpr std::uint32_t firstStream = 32; // streams below are those of checks

double aucOf(std::vector<double> honest, const std::vector<double>& lying) {
    std::sort(honest.begin(), honest.end());
    double sum = 0;
    for (const double s : lying) {
        const auto [low, high] = std::equal_range(honest.begin(), honest.end(), s);
        sum += static_cast<double>(low - honest.begin()) + 0.5 * static_cast<double>(high - low);
    }
    return sum / (static_cast<double>(honest.size()) * static_cast<double>(lying.size()));
}

/// Share of lies above the suspicion that the given share of honest events exceeds.
double caughtAt(std::vector<double> honest, const std::vector<double>& lying, double alarms) {
    if (alarms >= 1)
        return 1;
    std::sort(honest.begin(), honest.end(), std::greater<>());
    const auto allowed =
        static_cast<std::size_t>(alarms * static_cast<double>(honest.size()) + 1e-9);
    const double limit = honest[std::min(allowed, honest.size() - 1)];
    const auto caught =
        std::count_if(lying.begin(), lying.end(), [limit](double s) { return s > limit; });
    return static_cast<double>(caught) / static_cast<double>(lying.size());
}

std::vector<double> drawn(const std::vector<double>& values, RandomStream& random) {
    std::vector<double> sample;
    for (std::size_t i = 0; i < values.size(); ++i)
        sample.push_back(values[random.below(static_cast<std::uint32_t>(values.size()))]);
    return sample;
}

double spreadOf(const std::vector<double>& values) {
    double sum = 0, squares = 0;
    for (const double v : values) {
        sum += v;
        squares += v * v;
    }
    const auto n = static_cast<double>(values.size());
    return std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)));
}
} // namespace

void StressTest::Answers::add(const CheckResult& result) {
    if (!result.suspicion())
        return;
    suspicion.push_back(*result.suspicion());
    flagged += result.verdict() == Verdict::Look || result.verdict() == Verdict::Fail ? 1 : 0;
}

StressTest::StressTest(std::uint64_t seed)
    : m_seed(seed) {
    for (const EventCheck& check : eventChecks())
        if (check.info.isTruthFree())
            m_checks.push_back(check);
    m_checks.push_back(inputTogetherCheck());
    m_honest.resize(m_checks.size());
    for (const Lie& lie : lies())
        for (const double size : lie.sizes)
            m_trials.push_back({&lie, size, std::vector<Answers>(m_checks.size())});
}

void StressTest::ask(const Testimony& testimony, const EvidenceSources& sources,
                     std::vector<Answers>& answers) const {
    // The checks must do without truth: it would tell them what they are to find out.
    Event event = testimony.event;
    event.levels.back().energy.clear();
    const EventEvidence evidence(
        event, testimony.prediction.samples > 0 ? &testimony.prediction : nullptr, sources);
    for (std::size_t c = 0; c < m_checks.size(); ++c)
        answers[c].add(runCheck(m_checks[c], evidence));
}

void StressTest::add(const Testimony& honest, const Testimony& other,
                     const EvidenceSources& sources) {
    ask(honest, sources, m_honest);
    std::uint32_t stream = firstStream;
    for (Trial& trial : m_trials) {
        if (trial.lie->tell == nullptr)
            continue;
        RandomStream random(m_seed, RandomPurpose::Checks,
                            static_cast<std::uint64_t>(honest.event.number), stream++);
        ask(trial.lie->tell(honest, other, trial.size, random), sources, trial.checks);
    }
}

void StressTest::addForeign(const Lie& lie, const Testimony& testimony,
                            const EvidenceSources& sources) {
    const double size = std::max(1.0, static_cast<double>(testimony.event.particles.size()));
    // Behind those of the same lie that are not larger: the order is that of lies and sizes.
    const auto place = std::find_if(m_trials.begin(), m_trials.end(), [&](const Trial& trial) {
        return trial.lie->tell == nullptr &&
               ((trial.lie == &lie && trial.size >= size) || trial.lie > &lie);
    });
    const bool there = place != m_trials.end() && place->lie == &lie && place->size == size;
    const auto trial =
        there ? place : m_trials.insert(place, {&lie, size, std::vector<Answers>(m_checks.size())});
    ask(testimony, sources, trial->checks);
}

std::vector<LieDetection> StressTest::finish() const {
    std::vector<LieDetection> detections;
    for (const Trial& trial : m_trials)
        for (std::size_t c = 0; c < m_checks.size(); ++c) {
            const auto& honest = m_honest[c].suspicion;
            const auto& lying = trial.checks[c].suspicion;
            if (honest.size() < 2 || lying.size() < 2)
                continue;
            LieDetection found;
            found.lie = trial.lie->id;
            found.size = trial.size;
            found.check = m_checks[c].info.id;
            found.honest = static_cast<std::int64_t>(honest.size());
            found.lying = static_cast<std::int64_t>(lying.size());
            found.flagged = trial.checks[c].flagged;
            found.honestFlagged = m_honest[c].flagged;
            found.auc.value = aucOf(honest, lying);
            found.caught.value = caughtAt(honest, lying, usualFalseAlarms);
            std::vector<double> aucs, shares;
            for (int r = 0; r < replicas; ++r) {
                RandomStream random(m_seed, RandomPurpose::Checks, static_cast<std::uint64_t>(r),
                                    31);
                const auto h = drawn(honest, random), l = drawn(lying, random);
                aucs.push_back(aucOf(h, l));
                shares.push_back(caughtAt(h, l, usualFalseAlarms));
            }
            found.auc.error = spreadOf(aucs);
            found.caught.error = spreadOf(shares);
            for (const double alarms : stressFalseAlarms)
                found.roc.push_back(caughtAt(honest, lying, alarms));
            detections.push_back(std::move(found));
        }
    return detections;
}

} // namespace calolens
