// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/CheckResult.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace calolens {

const char* verdictName(Verdict verdict) noexcept {
    switch (verdict) {
    case Verdict::Pass:
        return "pass";
    case Verdict::Look:
        return "look";
    case Verdict::Fail:
        return "fail";
    case Verdict::NotRun:
        break;
    }
    return "not-run";
}

CheckResult CheckResult::notRun(std::string reason) {
    CheckResult result;
    result.m_reason = std::move(reason);
    return result;
}

CheckResult CheckResult::notJudged(double value, std::string reason) {
    CheckResult result = notRun(std::move(reason));
    if (std::isfinite(value))
        result.m_value = value;
    return result;
}

CheckResult CheckResult::judged(double value, Limits limits) {
    if (!std::isfinite(value))
        return notRun("the value is not a finite number");
    const auto isBelow = [value](const std::optional<double>& limit) {
        return limit && value < *limit;
    };
    const auto isAbove = [value](const std::optional<double>& limit) {
        return limit && value > *limit;
    };
    if (!limits.lookBelow && !limits.failBelow && !limits.lookAbove && !limits.failAbove)
        return notJudged(value, "there is no limit to judge the value by");
    CheckResult result;
    result.m_value = value;
    if (isBelow(limits.failBelow) || isAbove(limits.failAbove))
        result.m_verdict = Verdict::Fail;
    else if (isBelow(limits.lookBelow) || isAbove(limits.lookAbove))
        result.m_verdict = Verdict::Look;
    else
        result.m_verdict = Verdict::Pass;
    if (isAbove(limits.lookAbove) || isAbove(limits.failAbove))
        result.m_reason = fmt::format("{:.4g} is above {:.4g}", value,
                                      limits.lookAbove ? *limits.lookAbove : *limits.failAbove);
    else if (isBelow(limits.lookBelow) || isBelow(limits.failBelow))
        result.m_reason = fmt::format("{:.4g} is below {:.4g}", value,
                                      limits.lookBelow ? *limits.lookBelow : *limits.failBelow);
    else
        result.m_reason = "within the limits";
    result.m_limits = std::move(limits);
    return result;
}

CheckResult CheckResult::judgedAgainst(double value, double error, double target, double tolerance,
                                       const std::string& origin) {
    if (!std::isfinite(error))
        return notRun("the value has no error");
    const double far = tolerance + 3 * error;
    CheckResult result =
        judged(value, {target - tolerance, target - far, target + tolerance, target + far, origin});
    if (result.verdict() != Verdict::NotRun) {
        result.addNumber({"error", "Standard error of the value", {}, error});
        result.setSuspicion(std::abs(value - target));
        if (error > tolerance)
            result.atLeastLook(fmt::format("too few events to tell: the standard error {:.2g} is "
                                           "larger than the tolerance {:.2g}",
                                           error, tolerance));
    }
    return result;
}

CheckResult& CheckResult::atLeastLook(const std::string& why) {
    if (m_verdict == Verdict::NotRun)
        return *this;
    m_reason = m_verdict == Verdict::Pass ? why : m_reason + "; " + why;
    if (m_verdict == Verdict::Pass)
        m_verdict = Verdict::Look;
    return *this;
}

CheckResult& CheckResult::fail(const std::string& why) {
    if (m_verdict == Verdict::NotRun)
        return *this;
    m_reason = m_verdict == Verdict::Pass ? why : m_reason + "; " + why;
    m_verdict = Verdict::Fail;
    return *this;
}

CheckResult& CheckResult::setSuspicion(double suspicion) noexcept {
    if (std::isfinite(suspicion))
        m_suspicion = suspicion;
    return *this;
}

CheckResult& CheckResult::addNumber(NamedNumber number) {
    m_numbers.push_back(std::move(number));
    return *this;
}

CheckResult& CheckResult::addMap(CellMap map) {
    m_maps.push_back(std::move(map));
    return *this;
}

const CellMap* CheckResult::map(const std::string& name) const noexcept {
    const auto found = std::find_if(m_maps.begin(), m_maps.end(),
                                    [&](const CellMap& map) { return map.name == name; });
    return found == m_maps.end() ? nullptr : &*found;
}

double CheckResult::number(const std::string& name) const noexcept {
    const auto found = std::find_if(m_numbers.begin(), m_numbers.end(),
                                    [&](const NamedNumber& n) { return n.name == name; });
    return found == m_numbers.end() ? std::numeric_limits<double>::quiet_NaN() : found->value;
}

} // namespace calolens
