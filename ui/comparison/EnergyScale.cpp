// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/EnergyScale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace calolens {
namespace {

constexpr double kSmallestLow = 1.0; ///< MeV; a logarithmic legend starts no lower
constexpr double kLongestRange = 1e5;

/// The next 1, 2 or 5 times a power of ten at or above the value.
double niceAbove(double value) {
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (value <= factor * decade * (1 + 1e-9))
            return factor * decade;
    return 10 * decade;
}

double largest(const std::vector<float>& energies) {
    double result = 0;
    for (const float energy : energies)
        if (std::isfinite(energy))
            result = std::max(result, static_cast<double>(energy));
    return result;
}

} // namespace

EnergyScale::EnergyScale(double lowMeV, double highMeV, bool logarithmic)
    : m_low(lowMeV)
    , m_high(std::max(highMeV, lowMeV + 1e-9))
    , m_logarithmic(logarithmic) {
}

EnergyScale EnergyScale::signedScale(double reachMeV) {
    const double reach = niceAbove(std::max(reachMeV, 1e-3));
    return {-reach, reach, false};
}

EnergyScale EnergyScale::ofValues(double reach, bool twoSided, std::string unit) {
    const double high = niceAbove(std::max(reach, 1e-3));
    EnergyScale scale(twoSided ? -high : 0, high, false);
    scale.m_isEnergy = false;
    scale.m_unit = std::move(unit);
    return scale;
}

EnergyScale EnergyScale::forEvent(const Event& event, double thresholdMeV, bool logarithmic) {
    double high = event.levels.empty() ? 0 : largest(event.lr().energy);
    if (event.hasTruth())
        high = std::max(high, largest(event.hr().energy));
    return upTo(high, thresholdMeV, logarithmic);
}

EnergyScale EnergyScale::forEnergies(const std::vector<float>& energiesMeV, double thresholdMeV,
                                     bool logarithmic) {
    return upTo(largest(energiesMeV), thresholdMeV, logarithmic);
}

EnergyScale EnergyScale::upTo(double largestMeV, double thresholdMeV, bool logarithmic) {
    const double high = niceAbove(std::max(largestMeV, 10 * kSmallestLow));
    if (!logarithmic)
        return {0, high, false};
    double low = std::max({kSmallestLow, thresholdMeV, high / kLongestRange});
    low = std::min(std::pow(10.0, std::floor(std::log10(low) + 1e-9)), high / 10);
    return {low, high, true};
}

EnergyScale EnergyScale::between(double lowMeV, double highMeV) const {
    EnergyScale scale = *this;
    constexpr double kLeastRatio = 1.1;
    if (highMeV > 0)
        scale.m_high = highMeV;
    if (lowMeV > 0)
        scale.m_low = lowMeV;
    if (scale.m_low * kLeastRatio > scale.m_high) {
        if (highMeV > 0 && !(lowMeV > 0)) // the end that was asked for stays
            scale.m_low = m_logarithmic ? scale.m_high / 10 : 0;
        else
            scale.m_high = scale.m_low * kLeastRatio;
    }
    return scale;
}

double EnergyScale::position(double energyMeV) const noexcept {
    if (!(energyMeV > m_low)) // NaN too
        return 0;
    if (energyMeV >= m_high)
        return 1;
    return m_logarithmic ? std::log(energyMeV / m_low) / std::log(m_high / m_low)
                         : (energyMeV - m_low) / (m_high - m_low);
}

std::vector<EnergyScale::Tick> EnergyScale::ticks() const {
    std::vector<Tick> ticks;
    if (m_logarithmic) {
        const double first = std::pow(10.0, std::floor(std::log10(m_low) + 1e-9));
        for (double decade = first; decade <= m_high * (1 + 1e-9); decade *= 10)
            for (int factor = 1; factor < 10; ++factor) {
                const double value = factor * decade;
                if (value < m_low * (1 - 1e-9) || value > m_high * (1 + 1e-9))
                    continue;
                ticks.push_back({position(value), factor == 1 ? energyText(value) : std::string()});
            }
        return ticks;
    }
    const int parts = m_low < 0 ? 4 : 5;
    for (int i = 0; i <= parts; ++i) {
        const double t = static_cast<double>(i) / parts;
        const double value = m_low + t * (m_high - m_low);
        const char* const sign = m_low < 0 && value > 0 ? "+" : "";
        ticks.push_back(
            {t,
             fmt::format("{}{}", sign, m_isEnergy ? energyText(value) : valueText(value, m_unit))});
    }
    return ticks;
}

std::string valueText(double value, const std::string& unit) {
    if (unit == "MeV" || !std::isfinite(value))
        return energyText(value);
    const std::string number = fmt::format("{:.3g}", value);
    return unit.empty() ? number : number + " " + unit;
}

std::string energyText(double energyMeV) {
    if (!std::isfinite(energyMeV))
        return "not known";
    if (energyMeV == 0)
        return "0";
    const double size = std::abs(energyMeV);
    if (size >= 999.5)
        return fmt::format("{:.3g} GeV", energyMeV / 1000.0);
    return size >= 0.001 ? fmt::format("{:.3g} MeV", energyMeV) : "0";
}

} // namespace calolens
