// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventThumbnail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace calolens {
namespace {

constexpr int kSide = kThumbnailSide;
constexpr double kDecades = 3;         ///< of energy that can be told apart
constexpr double kPartOfEvent = 0.003; ///< of the hottest cell: less does not widen the picture

struct Rectangle {
    double left, right, bottom, top; ///< eta and phi from the middle of the event
    double energy;
};

/// The event's cells about their mean direction; phi unwrapped there.
std::vector<Rectangle> rectanglesOf(const Event& event) {
    const CellSet& cells = event.lr();
    const Granularity& grid = event.readout->levels.front();
    std::vector<CellBounds> bounds;
    double weights = 0, eta = 0, cosine = 0, sine = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        bounds.push_back(cellBounds(event.readout->detector, grid, cells.id(i)));
        const double weight = std::max(0.0F, cells.energy[i]);
        weights += weight;
        eta += weight * bounds.back().eta();
        cosine += weight * std::cos(bounds.back().phi());
        sine += weight * std::sin(bounds.back().phi());
    }
    std::vector<Rectangle> rectangles;
    if (!(weights > 0))
        return rectangles;
    eta /= weights;
    const double phi = std::atan2(sine, cosine);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!(cells.energy[i] > 0))
            continue;
        const CellBounds& b = bounds[i];
        constexpr double kTurn = 2 * std::numbers::pi;
        const double turns = kTurn * std::round((b.phi() - phi) / kTurn);
        rectangles.push_back({b.etaLow - eta, b.etaHigh - eta, b.phiLow - turns - phi,
                              b.phiHigh - turns - phi, cells.energy[i]});
    }
    return rectangles;
}

/// From the middle to the farthest edge of a cell that counts.
double reachOf(const std::vector<Rectangle>& rectangles) {
    double hottest = 0, reach = 0;
    for (const Rectangle& r : rectangles)
        hottest = std::max(hottest, r.energy);
    for (const Rectangle& r : rectangles)
        if (r.energy >= kPartOfEvent * hottest)
            for (const double edge : {r.left, r.right, r.bottom, r.top})
                reach = std::max(reach, std::abs(edge));
    return reach;
}

/// The pixels whose middles are between two places; the one where the middle of them is, if none.
std::array<int, 2> pixelsBetween(double low, double high, double reach) {
    const auto pixel = [reach](double place) { return (place / reach + 1) * kSide / 2; };
    int first = static_cast<int>(std::ceil(pixel(low) - 0.5));
    int last = static_cast<int>(std::ceil(pixel(high) - 0.5)) - 1;
    if (last < first)
        first = last = static_cast<int>(std::floor(pixel(0.5 * (low + high))));
    return {first, last};
}

} // namespace

QImage thumbnailOf(const Event& event) {
    QImage picture(kSide, kSide, QImage::Format_Grayscale8);
    picture.fill(0);
    if (event.levels.empty() || event.lr().energy.size() != event.lr().size())
        return picture;
    const std::vector<Rectangle> rectangles = rectanglesOf(event);
    const double reach = reachOf(rectangles);
    if (!(reach > 0))
        return picture;
    std::array<double, std::size_t{kSide} * kSide> sums{};
    for (const Rectangle& r : rectangles) {
        const auto [left, right] = pixelsBetween(r.left, r.right, reach);
        const auto [bottom, top] = pixelsBetween(r.bottom, r.top, reach);
        const double share = r.energy / ((right - left + 1) * (top - bottom + 1));
        for (int y = std::max(bottom, 0); y <= std::min(top, kSide - 1); ++y)
            for (int x = std::max(left, 0); x <= std::min(right, kSide - 1); ++x)
                sums[static_cast<std::size_t>((kSide - 1 - y) * kSide + x)] += share;
    }
    const double most = *std::max_element(sums.begin(), sums.end());
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const double sum = sums[static_cast<std::size_t>(y * kSide + x)];
            const double depth = sum > 0 ? 1 + std::log10(sum / most) / kDecades : 0;
            picture.scanLine(y)[x] =
                static_cast<uchar>(std::lround(255 * std::clamp(depth, 0.0, 1.0)));
        }
    return picture;
}

QImage paintedThumbnail(const QImage& thumbnail, const QColor& colour) {
    QImage painted(thumbnail.size(), QImage::Format_ARGB32);
    for (int y = 0; y < thumbnail.height(); ++y) {
        const uchar* depths = thumbnail.constScanLine(y);
        auto* pixels = reinterpret_cast<QRgb*>(painted.scanLine(y));
        for (int x = 0; x < thumbnail.width(); ++x)
            pixels[x] = qRgba(colour.red(), colour.green(), colour.blue(), depths[x]);
    }
    return painted;
}

} // namespace calolens
