// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/PictureContrast.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace calolens {

namespace {
/// Exponents beyond these say that something else is wrong.
constexpr double lowest = 0.8, highest = 1.25;
/// The same of a single draw, which may lie far from the others, and of temperatures.
constexpr double lowestOfDraw = 0.7, highestOfDraw = 1.4;
constexpr double coldest = 0.5, hottest = 2;
constexpr int halvings = 10;
constexpr double step = 0.05; ///< of the exponent, for the derivative of the contrast
/// A derivative below this says that a draw has next to no contrast to change.
constexpr double leastSlope = 0.05;

double changedContrast(std::span<const float> draw, const LrBlocks& blocks, double exponent) {
    std::vector<float> changed(draw.begin(), draw.end());
    changeContrast(changed, blocks, exponent);
    return logContrast(changed, blocks);
}

/// Log contrasts of an event's draws.
std::vector<double> contrastsOf(const CalibrationEvent& event) {
    std::vector<double> contrasts;
    for (int k = 0; k < event.draws.samples; ++k)
        contrasts.push_back(logContrast(event.draw(k), event.blocks));
    return contrasts;
}

double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void applyTemperature(CalibrationEvent& event, double temperature) {
    const std::vector<double> contrasts = contrastsOf(event);
    const double mean = meanOf(contrasts);
    if (temperature == 1 || !std::isfinite(mean))
        return;
    for (int k = 0; k < event.draws.samples; ++k) {
        const double slope = (changedContrast(event.draw(k), event.blocks, 1 + step) -
                              changedContrast(event.draw(k), event.blocks, 1 - step)) /
                             (2 * step);
        const double change = (temperature - 1) * (contrasts[static_cast<std::size_t>(k)] - mean);
        if (slope > leastSlope)
            changeContrast(event.draw(k), event.blocks,
                           std::clamp(1 + change / slope, lowestOfDraw, highestOfDraw));
    }
}

/// Deviations of log contrasts from their mean over an event's draws.
struct Deviations {
    std::vector<double> draws;
    double truth = 0;
};

std::vector<Deviations> deviationsOf(std::span<const CalibrationEvent> events) {
    std::vector<Deviations> all;
    for (const CalibrationEvent& event : events) {
        Deviations own{contrastsOf(event), logContrast(event.truth, event.blocks)};
        const double mean = meanOf(own.draws);
        if (!std::isfinite(mean) || !std::isfinite(own.truth))
            continue; // a picture with even shares alone
        own.truth -= mean;
        for (double& d : own.draws)
            d -= mean;
        all.push_back(std::move(own));
    }
    return all;
}

double fittedTemperature(std::vector<Deviations> events) {
    if (events.size() < ContrastCalibration::fewestEvents)
        return 1;
    // That the draws have too much or too little of it is the exponent's to mend.
    std::vector<double> truths;
    for (const Deviations& event : events)
        truths.push_back(event.truth);
    const auto middle = truths.begin() + static_cast<std::ptrdiff_t>(truths.size() / 2);
    std::nth_element(truths.begin(), middle, truths.end());
    const double shift = *middle;
    const auto places = static_cast<double>(events.front().draws.size() + 1);
    const double even = (1 - 1 / (places * places)) / 12;
    double low = std::log(coldest), high = std::log(hottest);
    for (int i = 0; i < halvings; ++i) {
        const double factor = std::exp(0.5 * (low + high));
        double sum = 0;
        for (const Deviations& event : events) {
            const auto below = std::count_if(event.draws.begin(), event.draws.end(), [&](double d) {
                return factor * d + shift < event.truth;
            });
            const double u = (static_cast<double>(below) + 0.5) / places - 0.5;
            sum += u * u;
        }
        // Draws that differ too much put truth in the middle of them.
        (sum / static_cast<double>(events.size()) < even ? high : low) = 0.5 * (low + high);
    }
    return std::exp(0.5 * (low + high));
}

/// Share of draws with less contrast than truth, mean over events.
double shareBelow(std::span<const CalibrationEvent> events, double exponent) {
    double sum = 0;
    for (const CalibrationEvent& event : events) {
        const double truth = logContrast(event.truth, event.blocks);
        double below = 0;
        for (int k = 0; k < event.draws.samples; ++k) {
            const double own = changedContrast(event.draw(k), event.blocks, exponent);
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

void ContrastCalibration::apply(CalibrationEvent& event) const {
    applyTemperature(event, m_temperature);
    for (int k = 0; k < event.draws.samples; ++k)
        changeContrast(event.draw(k), event.blocks, m_exponent);
}

ContrastCalibration ContrastCalibration::fitted(std::span<const CalibrationEvent> events) {
    if (events.size() < fewestEvents)
        return {};
    const double temperature = fittedTemperature(deviationsOf(events));
    std::vector<CalibrationEvent> tempered(events.begin(), events.end());
    for (CalibrationEvent& event : tempered)
        applyTemperature(event, temperature);
    double low = lowest, high = highest;
    for (int i = 0; i < halvings; ++i) {
        const double middle = 0.5 * (low + high);
        (shareBelow(tempered, middle) > 0.5 ? low : high) = middle;
    }
    return {temperature, 0.5 * (low + high)};
}

} // namespace calolens
