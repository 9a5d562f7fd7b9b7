// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// What a check says. Only a check that was run can pass; what could not be run says why.
enum class Verdict { Pass, Look, Fail, NotRun };
/// "pass", "look", "fail" or "not-run".
[[nodiscard]] const char* verdictName(Verdict verdict) noexcept;

/// Where a value stops being unremarkable. An unset limit does not limit; one side may be open.
struct Limits {
    std::optional<double> lookBelow, failBelow, lookAbove, failAbove;
    std::string origin; ///< where the numbers come from, in words
};

/// A number beside the value that the verdict rests on.
struct NamedNumber {
    std::string name; ///< stable, for JSON: "truth_chi2_per_cell"
    std::string title;
    std::string unit; ///< "MeV", "sigma" or empty
    double value = 0; ///< NaN if it is not defined
};

/// A number per cell of one level of the event, in the order of its cells.
struct CellMap {
    std::string name; ///< stable: "lr_pull"
    std::string title;
    std::string unit;
    int level = 0;            ///< index into Event::levels
    bool diverging = false;   ///< has a sign, and zero is the middle
    std::vector<float> value; ///< NaN where it is not defined
};

/// Result of a check of one event or of one file.
class CheckResult {
public:
    /// Of a check that could not be run. This is also what a default-made result says.
    CheckResult() = default;
    [[nodiscard]] static CheckResult notRun(std::string reason);
    /// Run, but nothing is known that the value could be judged by: not run, with a value.
    [[nodiscard]] static CheckResult notJudged(double value, std::string reason);
    /// The verdict that value and limits give. Not run if the value is not finite or if there is no
    /// limit at all: neither can be a pass.
    [[nodiscard]] static CheckResult judged(double value, Limits limits);
    /// Judges a value with a standard error that should be `target`: a look beyond the tolerance,
    /// or where the error is larger than the tolerance and a pass would say nothing; a fail where
    /// the value lies beyond the tolerance by more than three errors.
    [[nodiscard]] static CheckResult judgedAgainst(double value, double error, double target,
                                                   double tolerance, const std::string& origin);

    /// Makes a pass a look, for a second reason to be careful.
    CheckResult& atLeastLook(const std::string& why);
    /// Makes a pass or a look a fail.
    CheckResult& fail(const std::string& why);

    [[nodiscard]] Verdict verdict() const noexcept { return m_verdict; }
    /// Why it was not run, or what the verdict rests on, in words.
    [[nodiscard]] const std::string& reason() const noexcept { return m_reason; }
    [[nodiscard]] const std::optional<double>& value() const noexcept { return m_value; }
    [[nodiscard]] const Limits& limits() const noexcept { return m_limits; }
    /// How suspicious the event is by this check, the larger the more: what events are ranked by.
    /// The value, unless set.
    [[nodiscard]] std::optional<double> suspicion() const noexcept {
        return m_suspicion ? m_suspicion : m_value;
    }
    CheckResult& setSuspicion(double suspicion) noexcept;
    CheckResult& addNumber(NamedNumber number);
    CheckResult& addMap(CellMap map);
    [[nodiscard]] const std::vector<NamedNumber>& numbers() const noexcept { return m_numbers; }
    [[nodiscard]] const std::vector<CellMap>& maps() const noexcept { return m_maps; }
    [[nodiscard]] const CellMap* map(const std::string& name) const noexcept;
    /// NaN if there is no number of that name.
    [[nodiscard]] double number(const std::string& name) const noexcept;

private:
    Verdict m_verdict = Verdict::NotRun;
    std::string m_reason = "it was not run";
    std::optional<double> m_value, m_suspicion;
    Limits m_limits;
    std::vector<NamedNumber> m_numbers;
    std::vector<CellMap> m_maps;
};

} // namespace calolens
