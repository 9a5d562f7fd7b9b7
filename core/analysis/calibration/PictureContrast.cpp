// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/PictureContrast.h"

#include <cmath>
#include <cstddef>
#include <vector>

namespace calolens {

namespace {
constexpr std::size_t fewestEvents = 100;
/// Exponents beyond these say that something else is wrong.
constexpr double lowest = 0.8, highest = 1.25;
constexpr int halvings = 10;

/// Share of draws with less contrast than truth, mean over events.
double shareBelow(std::span<const CalibrationEvent> events, double exponent) {
    double sum = 0;
    std::vector<float> changed;
    for (const CalibrationEvent& event : events) {
        const double truth = logContrast(event.truth, event.blocks);
        double below = 0;
        for (int k = 0; k < event.draws.samples; ++k) {
            const std::span<const float> draw = event.draw(k);
            changed.assign(draw.begin(), draw.end());
            changeContrast(changed, event.blocks, exponent);
            const double own = logContrast(changed, event.blocks);
            below += own < truth ? 1 : own == truth ? 0.5 : 0;
        }
        sum += below / event.draws.samples;
    }
    return sum / static_cast<double>(events.size());
}
} // namespace

double logContrast(std::span<const float> picture, const LrBlocks& blocks) {
    double squares = 0;
    for (const float e : blocks.nullPart(picture))
        squares += static_cast<double>(e) * e;
    return std::log(squares);
}

void changeContrast(std::span<float> picture, const LrBlocks& blocks, double exponent) {
    if (exponent == 1)
        return;
    const std::vector<double> before = blocks.sum(picture);
    std::vector<double> powers(picture.size(), 0.0), sums(before.size(), 0.0);
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (const std::size_t j = blocks.lrOf(i); picture[i] > 0 && before[j] > 0) {
            powers[i] = std::pow(picture[i] / before[j], exponent);
            sums[j] += powers[i];
        }
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (powers[i] > 0)
            picture[i] =
                static_cast<float>(before[blocks.lrOf(i)] * powers[i] / sums[blocks.lrOf(i)]);
}

void changeContrast(CalibrationEvent& event, double exponent) {
    for (int k = 0; k < event.draws.samples; ++k)
        changeContrast(event.draw(k), event.blocks, exponent);
}

double fittedContrastExponent(std::span<const CalibrationEvent> events) {
    if (events.size() < fewestEvents)
        return 1;
    double low = lowest, high = highest;
    for (int i = 0; i < halvings; ++i) {
        const double middle = 0.5 * (low + high);
        (shareBelow(events, middle) > 0.5 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace calolens
