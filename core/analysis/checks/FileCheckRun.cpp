// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/FileCheckRun.h"

#include "analysis/checks/CheckRegistry.h"
#include "analysis/checks/ErrorForecast.h"
#include "analysis/checks/event/ExpectedError.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
constexpr std::size_t fewestForForecast = 10;

EventCheckSummary summaryOf(const EventCheck& check, std::size_t index,
                            const std::vector<CheckedEvent>& events) {
    EventCheckSummary summary{check.info, 0, 0, 0, 0, {}, {}};
    std::vector<double> values;
    for (const CheckedEvent& event : events) {
        const CheckedEvent::Outcome& outcome = event.checks[index];
        switch (outcome.verdict) {
        case Verdict::Pass:
            ++summary.pass;
            break;
        case Verdict::Look:
            ++summary.look;
            break;
        case Verdict::Fail:
            ++summary.fail;
            break;
        case Verdict::NotRun:
            ++summary.notRun;
            break;
        }
        if (outcome.value)
            values.push_back(*outcome.value);
    }
    if (values.empty())
        return summary;
    summary.mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    summary.median = *middle;
    return summary;
}

/// Sets every event's error over its expectation, exp(a + b ln E), fitted to these events.
void setRelativeErrors(std::vector<CheckedEvent>& events) {
    std::vector<double> t, errors;
    std::vector<CheckedEvent*> chosen;
    for (CheckedEvent& event : events)
        if (event.error && *event.error > 0 && event.lrEnergy > 0) {
            t.push_back(std::log(event.lrEnergy));
            errors.push_back(*event.error);
            chosen.push_back(&event);
        }
    const std::vector<double> left = withoutTrend(t, errors);
    for (std::size_t i = 0; i < chosen.size(); ++i)
        chosen[i]->relativeError = std::exp(left[i]);
}

std::optional<ErrorForecast> forecastOf(const EventCheck& check, std::size_t index,
                                        const std::vector<CheckedEvent>& events,
                                        std::uint64_t seed) {
    std::vector<double> t, suspicion, error;
    for (const CheckedEvent& event : events)
        if (event.relativeError && event.checks[index].suspicion) {
            t.push_back(std::log(event.lrEnergy));
            suspicion.push_back(*event.checks[index].suspicion);
            error.push_back(*event.relativeError);
        }
    if (error.size() < fewestForForecast)
        return std::nullopt;
    return ErrorForecast{check.info, static_cast<std::int64_t>(error.size()),
                         rankCorrelation(withoutTrend(t, suspicion), error, seed),
                         rankCorrelation(suspicion, error, seed)};
}
} // namespace

std::vector<CheckFinding> runEventChecks(const EventEvidence& evidence) {
    std::vector<CheckFinding> findings;
    for (const EventCheck& check : eventChecks())
        findings.push_back({check.info, runCheck(check, evidence)});
    return findings;
}

FileCheckRun::FileCheckRun(std::uint64_t seed)
    : m_seed(seed) {
    for (const FileCheckEntry& entry : fileChecks())
        m_running.push_back({entry.info, entry.make(seed), 0, {}});
}

void FileCheckRun::add(const EventEvidence& evidence) {
    CheckedEvent checked;
    checked.event = evidence.event().number;
    checked.lrEnergy = evidence.lrEnergy();
    if (!evidence.truth().empty() && evidence.draws() > 0)
        checked.error = trueCellError(evidence);
    for (const CheckFinding& finding : runEventChecks(evidence))
        checked.checks.push_back(
            {finding.result.verdict(), finding.result.value(), finding.result.suspicion()});
    m_events.push_back(std::move(checked));
    for (Running& running : m_running) {
        if (const auto need = unmetNeed(running.info, evidence)) {
            if (running.need.empty())
                running.need = *need;
            continue;
        }
        running.check->add(evidence);
        ++running.seen;
    }
}

CheckResult FileCheckRun::resultOf(const Running& running) const {
    if (running.seen == 0)
        return CheckResult::notRun(running.need.empty() ? "there are no events" : running.need);
    if (running.seen < running.info.fewestEvents)
        return CheckResult::notRun(fmt::format("it needs {} events or more, and {} could be used",
                                               running.info.fewestEvents, running.seen));
    try {
        return running.check->finish();
    } catch (const Error& error) {
        return CheckResult::notRun(error.what());
    }
}

FileCheckReport FileCheckRun::finish(CheckedSource source) const {
    FileCheckReport report;
    report.source = std::move(source);
    for (const Running& running : m_running)
        report.checks.push_back({running.info, resultOf(running)});
    report.events = m_events;
    setRelativeErrors(report.events);
    const auto checks = eventChecks();
    for (std::size_t c = 0; c < checks.size(); ++c) {
        report.eventChecks.push_back(summaryOf(checks[c], c, report.events));
        if (!checks[c].info.isTruthFree())
            continue;
        if (auto forecast = forecastOf(checks[c], c, report.events, m_seed))
            report.forecasts.push_back(std::move(*forecast));
    }
    return report;
}

} // namespace calolens
