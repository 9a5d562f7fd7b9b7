// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ColourMap.h"

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

using Triple = std::array<double, 3>;

constexpr Triple kWhiteD65{0.95047, 1.0, 1.08883};

double linearised(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t encoded(double linear) {
    const double c =
        linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(255.0 * std::clamp(c, 0.0, 1.0)));
}

double labCurve(double t) {
    constexpr double d = 6.0 / 29.0;
    return t > d * d * d ? std::cbrt(t) : t / (3 * d * d) + 4.0 / 29.0;
}

double labCurveInverse(double t) {
    constexpr double d = 6.0 / 29.0;
    return t > d ? t * t * t : 3 * d * d * (t - 4.0 / 29.0);
}

Triple toLab(Rgb colour) {
    const double r = linearised(colour[0]);
    const double g = linearised(colour[1]);
    const double b = linearised(colour[2]);
    const double x = labCurve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / kWhiteD65[0]);
    const double y = labCurve((0.2126729 * r + 0.7151522 * g + 0.0721750 * b) / kWhiteD65[1]);
    const double z = labCurve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / kWhiteD65[2]);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

Rgb fromLab(const Triple& lab) {
    const double l = (lab[0] + 16) / 116;
    const double x = kWhiteD65[0] * labCurveInverse(l + lab[1] / 500);
    const double y = kWhiteD65[1] * labCurveInverse(l);
    const double z = kWhiteD65[2] * labCurveInverse(l - lab[2] / 200);
    return {encoded(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
            encoded(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
            encoded(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)};
}

const std::vector<ColourMap>& registry() {
    // Evenly spaced control points; between them colours run straight in CIELAB. "inferno" starts
    // at lightness 20 instead of black, so that the smallest energies show on a dark background.
    static const std::vector<ColourMap> maps{
        {"inferno",
         false,
         {{0x4a, 0x10, 0x73},
          {0x7a, 0x1d, 0x6d},
          {0xa9, 0x2e, 0x5e},
          {0xd2, 0x48, 0x42},
          {0xed, 0x69, 0x25},
          {0xfb, 0x96, 0x0f},
          {0xf9, 0xc6, 0x32},
          {0xfc, 0xff, 0xa4}}},
        {"viridis",
         false,
         {{0x44, 0x01, 0x54},
          {0x47, 0x2d, 0x7b},
          {0x3b, 0x52, 0x8b},
          {0x2c, 0x72, 0x8e},
          {0x21, 0x91, 0x8c},
          {0x28, 0xae, 0x80},
          {0x5e, 0xc9, 0x62},
          {0xad, 0xdc, 0x30},
          {0xfd, 0xe7, 0x25}}},
        // For white paper: what holds nothing is white, what holds most is darkest, in print
        // without colour too.
        {"viridis-paper",
         false,
         {{0xfd, 0xe7, 0x25},
          {0xad, 0xdc, 0x30},
          {0x5e, 0xc9, 0x62},
          {0x28, 0xae, 0x80},
          {0x21, 0x91, 0x8c},
          {0x2c, 0x72, 0x8e},
          {0x3b, 0x52, 0x8b},
          {0x47, 0x2d, 0x7b},
          {0x44, 0x01, 0x54}}},
        {"cividis",
         false,
         {{0x00, 0x22, 0x4e},
          {0x12, 0x35, 0x70},
          {0x3b, 0x49, 0x6c},
          {0x57, 0x5d, 0x6d},
          {0x70, 0x71, 0x73},
          {0x8a, 0x86, 0x78},
          {0xa5, 0x9c, 0x74},
          {0xc3, 0xb3, 0x69},
          {0xe1, 0xcc, 0x55},
          {0xfe, 0xe8, 0x38}}},
        {"grey", false, {{0x38, 0x38, 0x38}, {0xf2, 0xf2, 0xf2}}},
        {"blue-orange",
         true,
         {{0x08, 0x45, 0x94},
          {0x21, 0x71, 0xb5},
          {0x4f, 0x9b, 0xcb},
          {0x92, 0xc5, 0xde},
          {0xea, 0xea, 0xea},
          {0xfd, 0xbe, 0x85},
          {0xf1, 0x8d, 0x3c},
          {0xcf, 0x5c, 0x0a},
          {0x93, 0x3a, 0x02}}},
        {"purple-green",
         true,
         {{0x4b, 0x14, 0x6b},
          {0x7b, 0x47, 0x96},
          {0xa9, 0x83, 0xbd},
          {0xd0, 0xba, 0xdc},
          {0xea, 0xea, 0xea},
          {0xb4, 0xdc, 0xae},
          {0x6f, 0xb5, 0x70},
          {0x2f, 0x85, 0x42},
          {0x06, 0x50, 0x22}}}};
    return maps;
}

} // namespace

double lightness(Rgb colour) noexcept {
    return toLab(colour)[0];
}

ColourMap::ColourMap(std::string name, bool diverging, std::vector<Rgb> controlPoints)
    : m_name(std::move(name))
    , m_diverging(diverging) {
    std::vector<Triple> lab;
    lab.reserve(controlPoints.size());
    for (const Rgb& point : controlPoints)
        lab.push_back(toLab(point));
    m_table.reserve(kTableSize);
    for (int i = 0; i < kTableSize; ++i) {
        const double place =
            static_cast<double>(i) / (kTableSize - 1) * static_cast<double>(lab.size() - 1);
        const auto low = std::min(static_cast<std::size_t>(place), lab.size() - 2);
        const double f = place - static_cast<double>(low);
        Triple mixed;
        for (std::size_t c = 0; c < 3; ++c)
            mixed[c] = (1 - f) * lab[low][c] + f * lab[low + 1][c];
        m_table.push_back(fromLab(mixed));
    }
}

Rgb ColourMap::at(double t) const noexcept {
    const double clamped = t > 0 ? std::min(t, 1.0) : 0.0; // NaN compares false
    return m_table[static_cast<std::size_t>(std::lround(clamped * (kTableSize - 1)))];
}

const ColourMap& ColourMap::named(std::string_view name) {
    const auto& maps = registry();
    const auto found = std::find_if(maps.begin(), maps.end(),
                                    [&](const ColourMap& map) { return map.name() == name; });
    return found == maps.end() ? maps.front() : *found;
}

std::vector<std::string> colourMapNames() {
    std::vector<std::string> names;
    for (const ColourMap& map : registry())
        if (!map.diverging())
            names.push_back(map.name());
    return names;
}

std::vector<std::string> divergingColourMapNames() {
    std::vector<std::string> names;
    for (const ColourMap& map : registry())
        if (map.diverging())
            names.push_back(map.name());
    return names;
}

} // namespace calolens
