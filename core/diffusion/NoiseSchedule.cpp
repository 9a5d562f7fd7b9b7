// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/NoiseSchedule.h"

#include "diffusion/GivenLevels.h"
#include "diffusion/NamedChoices.h"
#include "error/Error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {

void check(int steps, NoiseRange range) {
    if (steps < 1)
        throw UsageError(
            fmt::format("a schedule of {} steps was asked for, expected 1 or more", steps));
    if (!(range.sigmaMin > 0 && range.sigmaMin < range.sigmaMax && std::isfinite(range.sigmaMax)))
        throw UsageError(
            fmt::format("noise levels from {} to {} were given, expected 0 < sigmaMin < sigmaMax",
                        range.sigmaMin, range.sigmaMax));
}

/// Levels evenly spaced in time(sigma), sigma(time) being its inverse.
template<typename Time, typename Sigma>
std::vector<double> evenIn(int steps, NoiseRange range, Time time, Sigma sigma) {
    check(steps, range);
    const double first = time(range.sigmaMax);
    const double last = time(range.sigmaMin);
    std::vector<double> sigmas;
    sigmas.reserve(static_cast<std::size_t>(steps) + 1);
    for (int i = 0; i < steps; ++i) {
        const double u = steps == 1 ? 0.0 : static_cast<double>(i) / (steps - 1);
        sigmas.push_back(sigma(first + u * (last - first)));
    }
    if (steps > 1)
        sigmas.back() = range.sigmaMin; // not to rounding, but exactly
    sigmas.front() = range.sigmaMax;
    sigmas.push_back(0.0);
    return sigmas;
}

constexpr std::string_view levelsPrefix = "levels:";

double parseLevel(std::string_view text, std::string_view name) {
    double level = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), level);
    if (error != std::errc() || end != text.data() + text.size())
        throw UsageError(fmt::format("'{}' in the noise levels '{}' is no number", text, name));
    return level;
}

/// What levelsName() says.
std::vector<double> givenLevels(std::string_view name, int steps, NoiseRange range) {
    check(steps, range);
    std::vector<double> sigmas;
    std::string_view rest = name.substr(levelsPrefix.size());
    for (std::size_t comma = 0; comma != std::string_view::npos;
         rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1)) {
        comma = rest.find(',');
        sigmas.push_back(parseLevel(rest.substr(0, comma), name));
    }
    if (std::ssize(sigmas) != steps)
        throw UsageError(
            fmt::format("{} noise levels are given for {} steps: {}", sigmas.size(), steps, name));
    constexpr double rounding = 1e-5; // of six digits
    if (!(sigmas.front() <= range.sigmaMax * (1 + rounding) &&
          sigmas.back() >= range.sigmaMin * (1 - rounding)))
        throw UsageError(fmt::format("the noise levels '{}' leave the model's range, {} to {}",
                                     name, range.sigmaMax, range.sigmaMin));
    for (std::size_t i = 1; i < sigmas.size(); ++i)
        if (!(sigmas[i] < sigmas[i - 1]))
            throw UsageError(fmt::format("the noise levels '{}' do not decrease", name));
    sigmas.push_back(0.0);
    return sigmas;
}

struct Entry {
    ScheduleDescription description;
    std::vector<double> (*make)(int steps, NoiseRange range);
};

constexpr std::array registry{
    Entry{{"karras", "Karras", "That of EDM: most levels where there is little noise left.",
           "arXiv 2206.00364, eq. 5"},
          [](int steps, NoiseRange range) { return karrasSchedule(steps, range); }},
    Entry{{"lu", "Lu", "Exponential: each level is the same fraction of the one before.",
           "arXiv 2206.00927, section 3.4"},
          luSchedule},
    Entry{{"vp", "VP", "That of the variance-preserving process of DDPM.",
           "arXiv 2011.13456, eq. 33"},
          [](int steps, NoiseRange range) { return vpSchedule(steps, range); }},
    Entry{{"cosine", "Cosine", "That of improved DDPM: most levels where noise and data are alike.",
           "arXiv 2102.09672, eq. 17"},
          cosineSchedule},
    Entry{{"flow", "Flow", "Equal steps along the straight path of flow matching.",
           "arXiv 2210.02747"},
          flowSchedule}};

} // namespace

std::span<const ScheduleDescription> schedules() {
    static constexpr auto descriptions = descriptionsOf(registry);
    return descriptions;
}

std::vector<double> karrasSchedule(int steps, NoiseRange range, double rho) {
    return evenIn(
        steps, range, [rho](double sigma) { return std::pow(sigma, 1.0 / rho); },
        [rho](double time) { return std::pow(time, rho); });
}

std::vector<double> luSchedule(int steps, NoiseRange range) {
    return evenIn(
        steps, range, [](double sigma) { return std::log(sigma); },
        [](double time) { return std::exp(time); });
}

std::vector<double> vpSchedule(int steps, NoiseRange range, double betaD, double betaMin) {
    return evenIn(
        steps, range,
        [=](double sigma) {
            const double exponent = std::log1p(sigma * sigma);
            return (std::sqrt(betaMin * betaMin + 2 * betaD * exponent) - betaMin) / betaD;
        },
        [=](double t) { return std::sqrt(std::expm1(0.5 * betaD * t * t + betaMin * t)); });
}

std::vector<double> cosineSchedule(int steps, NoiseRange range) {
    constexpr double offset = 0.008;
    const double start = std::cos(offset / (1 + offset) * std::numbers::pi / 2);
    return evenIn( // in the angle of the cosine, which is linear in t
        steps, range, [=](double sigma) { return std::acos(start / std::hypot(1.0, sigma)); },
        [=](double angle) {
            const double ratio = start / std::cos(angle);
            return std::sqrt((ratio - 1) * (ratio + 1));
        });
}

std::vector<double> flowSchedule(int steps, NoiseRange range) {
    return evenIn(
        steps, range, [](double sigma) { return sigma / (1 + sigma); },
        [](double t) { return t / (1 - t); });
}

std::string levelsName(std::span<const double> levels) {
    return fmt::format("{}{:.6g}", levelsPrefix, fmt::join(levels, ","));
}

bool isLevelsName(std::string_view schedule) noexcept {
    return schedule.starts_with(levelsPrefix);
}

std::string scheduleLabel(std::string_view schedule) {
    return isLevelsName(schedule) ? "given levels" : std::string(schedule);
}

std::vector<double> noiseSchedule(std::string_view name, int steps, NoiseRange range) {
    if (isLevelsName(name))
        return givenLevels(name, steps, range);
    return findNamed(registry, name, "noise schedule", "schedules").make(steps, range);
}

} // namespace calolens
