// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckText.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace calolens::cli {

namespace {
using Out = std::back_insert_iterator<std::string>;

std::string number(const std::optional<double>& value) {
    return value ? fmt::format("{:.4g}", *value) : "-";
}

/// "0.7 to 1.4", "below 2": where a pass lies.
std::string passRange(const Limits& limits) {
    const auto& low = limits.lookBelow ? limits.lookBelow : limits.failBelow;
    const auto& high = limits.lookAbove ? limits.lookAbove : limits.failAbove;
    if (low && high)
        return fmt::format("{:.3g} to {:.3g}", *low, *high);
    if (high)
        return fmt::format("up to {:.3g}", *high);
    return low ? fmt::format("from {:.3g}", *low) : "-";
}

void heading(Out out, const CheckedSource& source) {
    fmt::format_to(out, "{}", source.file);
    if (source.prediction)
        fmt::format_to(out, ", prediction '{}': model {}, {} draws, seed {}",
                       source.prediction->name, source.prediction->model,
                       source.prediction->samples, source.prediction->seed);
    else
        fmt::format_to(out, ", no prediction");
    fmt::format_to(out, "\nTraining data: {}\n",
                   source.inputs.empty() ? "no summary" : source.inputs);
    if (source.prediction)
        fmt::format_to(out, "Calibration: {}\n",
                       source.calibration.empty() ? "none" : source.calibration);
}

void findings(Out out, const std::vector<CheckFinding>& checks) {
    fmt::format_to(out, "  {:<24} {:<8} {:>10}  {:<18} {}\n", "", "verdict", "value", "passes",
                   "what it is");
    for (const CheckFinding& finding : checks) {
        const CheckResult& r = finding.result;
        fmt::format_to(out, "  {:<24} {:<8} {:>10}  {:<18} {}{}\n", finding.info.id,
                       verdictName(r.verdict()), number(r.value()), passRange(r.limits()),
                       finding.info.valueName,
                       finding.info.unit.empty() ? "" : ", " + finding.info.unit);
        if (r.verdict() != Verdict::Pass)
            fmt::format_to(out, "  {:<24} {}\n", "", r.reason());
    }
}
} // namespace

std::string checkText(const EventCheckReport& report) {
    std::string text;
    const Out out(text);
    heading(out, report.source);
    fmt::format_to(out, "Event {}, {:.3f} GeV measured\n\n", report.event, report.lrEnergy * 1e-3);
    findings(out, report.checks);
    return text;
}

std::string checkText(const FileCheckReport& report) {
    std::string text;
    const Out out(text);
    heading(out, report.source);
    fmt::format_to(out, "{} events; errors are bootstrap over events\n\nThe file\n",
                   report.events.size());
    findings(out, report.checks);
    fmt::format_to(out,
                   "\nIts events, one by one\n  {:<24} {:>6} {:>6} {:>6} {:>8} {:>10} {:>10}  "
                   "{}\n",
                   "", "pass", "look", "fail", "not run", "mean", "median", "what it is");
    for (const EventCheckSummary& s : report.eventChecks)
        fmt::format_to(out, "  {:<24} {:>6} {:>6} {:>6} {:>8} {:>10} {:>10}  {}\n", s.info.id,
                       s.pass, s.look, s.fail, s.notRun, number(s.mean), number(s.median),
                       s.info.valueName);
    if (report.forecasts.empty())
        return text;
    fmt::format_to(out,
                   "\nRank correlation of checks that need no truth with the true error of an "
                   "event\n  (sum |mean - truth| over its expectation at that energy)\n"
                   "  {:<24} {:>16} {:>22} {:>8}\n",
                   "", "Spearman", "with the energy trend", "events");
    for (const ErrorForecast& f : report.forecasts)
        fmt::format_to(out, "  {:<24} {:>16} {:>22} {:>8}\n", f.info.id,
                       fmt::format("{:.3f} +- {:.3f}", f.spearman.value, f.spearman.error),
                       fmt::format("{:.3f} +- {:.3f}", f.spearmanRaw.value, f.spearmanRaw.error),
                       f.events);
    return text;
}

} // namespace calolens::cli
