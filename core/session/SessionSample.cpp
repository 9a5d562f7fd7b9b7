// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/SessionSample.h"

#include "event/Fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace calolens {

bool SampleDifference::agrees() const noexcept {
    constexpr double Rounding = 0.01; // errors
    return comparable && (sameNumbers || errors <= Rounding);
}

SampleDifference differenceOf(const SessionSample& was, const SessionSample& now) {
    SampleDifference difference;
    difference.sameNumbers = !was.fingerprint.empty() && was.fingerprint == now.fingerprint;
    difference.comparable = difference.sameNumbers;
    difference.drawn = !was.drawing.empty() && !now.drawing.empty();
    difference.sameDrawing = difference.drawn && was.drawing == now.drawing;
    for (const auto& [name, before] : was.numbers) {
        const auto found = now.numbers.find(name);
        if (found == now.numbers.end()) { // it is not there any more: as different as can be
            difference.comparable = true;
            difference.errors = std::numeric_limits<double>::infinity();
            difference.number = name;
            difference.was = before;
            difference.now = {std::nan(""), 0};
            continue;
        }
        difference.comparable = true;
        ++difference.compared;
        const double error = before.error > 0 ? before.error : std::abs(before.value);
        const double distance = std::abs(found->second.value - before.value);
        const double errors = distance == 0 ? 0 : distance / std::max(error, 1e-300);
        if (errors > difference.errors) {
            difference.errors = errors;
            difference.number = name;
            difference.was = before;
            difference.now = found->second;
        }
    }
    return difference;
}

namespace {
std::string drawingText(const SampleDifference& d) {
    if (!d.drawn)
        return {};
    return d.sameDrawing
               ? " It is drawn in the same way, to the byte."
               : " It is drawn in another way: by another version of CaloLens, with other "
                 "fonts, or on another machine.";
}

std::string text(const SessionNumber& number) {
    if (!std::isfinite(number.value))
        return "not there";
    return number.error > 0 ? fmt::format("{:.6g} +- {:.2g}", number.value, number.error)
                            : fmt::format("{:.6g}", number.value);
}
} // namespace

std::string describe(const SampleDifference& d) {
    if (!d.comparable)
        return "There is nothing to compare it with.";
    if (d.sameNumbers)
        return "Its numbers are the same, to the bit." + drawingText(d);
    if (d.errors == 0)
        return fmt::format("The {} numbers that it carries are the same; others of the evaluation "
                           "are not, in their last digits.",
                           d.compared) +
               drawingText(d);
    return fmt::format("{}: of {} numbers {} differs most, which was {} and is {}.",
                       d.agrees() ? "Its numbers are the same but for rounding" : "It differs",
                       d.compared, d.number, text(d.was), text(d.now)) +
           (d.agrees() ? drawingText(d) : std::string());
}

std::string textFingerprint(std::string_view text) {
    return fmt::format("{:016x}", fingerprint(std::as_bytes(std::span(text))));
}

} // namespace calolens
