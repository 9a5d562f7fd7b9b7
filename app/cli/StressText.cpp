// SPDX-License-Identifier: GPL-3.0-or-later
#include "StressText.h"

#include <fmt/format.h>

#include <iterator>

namespace calolens::cli {

std::string stressText(std::span<const LieDetection> detections) {
    std::string text;
    auto out = std::back_inserter(text);
    fmt::format_to(out, "  {:<12} {:>6}  {:<20} {:>15} {:>22} {:>12}\n", "lie", "size", "check",
                   "area under ROC", "caught at 5 % alarms", "by verdict");
    std::string lie;
    double size = 0;
    for (const LieDetection& d : detections) {
        const bool isNew = d.lie != lie || d.size != size;
        lie = d.lie;
        size = d.size;
        fmt::format_to(
            out, "  {:<12} {:>6}  {:<20} {:>15} {:>22} {:>12}\n", isNew ? d.lie : "",
            isNew ? fmt::format("{:g}", d.size) : "", d.check,
            fmt::format("{:.3f} +- {:.3f}", d.auc.value, d.auc.error),
            fmt::format("{:.1f} +- {:.1f} %", 100 * d.caught.value, 100 * d.caught.error),
            fmt::format("{:.1f} %",
                        100 * static_cast<double>(d.flagged) / static_cast<double>(d.lying)));
    }
    return text;
}

} // namespace calolens::cli
