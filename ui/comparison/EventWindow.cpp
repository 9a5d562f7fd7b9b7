// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/EventWindow.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {
namespace {

constexpr int kArcSteps = 24;

/// The angle's equivalent nearest to the reference.
double unwrapped(double phi, double reference) {
    constexpr double turn = 2 * std::numbers::pi;
    return phi - turn * std::round((phi - reference) / turn);
}

} // namespace

EventWindow eventWindow(const Event& event) {
    EventWindow window;
    if (event.levels.empty() || event.lr().size() == 0)
        return window;
    const CellSet& cells = event.lr();
    const Detector& detector = event.readout->detector;
    const Granularity& grid = event.readout->levels.front();

    double weights = 0, eta = 0, cosine = 0, sine = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellBounds bounds = cellBounds(detector, grid, cells.id(i));
        const double energy = i < cells.energy.size() ? cells.energy[i] : 1;
        const double weight = std::max(energy, 1e-3);
        weights += weight;
        eta += weight * bounds.eta();
        cosine += weight * std::cos(bounds.phi());
        sine += weight * std::sin(bounds.phi());
    }
    window.etaCentre = eta / weights;
    window.phiCentre = std::atan2(sine, cosine);
    window.etaLow = window.etaHigh = window.etaCentre;
    window.phiLow = window.phiHigh = window.phiCentre;
    window.etaStep = window.phiStep = 0;

    std::vector<bool> seen(static_cast<std::size_t>(grid.layerCount()), false);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellBounds bounds = cellBounds(detector, grid, cells.id(i));
        const double half = 0.5 * (bounds.phiHigh - bounds.phiLow);
        const double phi = unwrapped(bounds.phi(), window.phiCentre);
        window.etaLow = std::min(window.etaLow, bounds.etaLow);
        window.etaHigh = std::max(window.etaHigh, bounds.etaHigh);
        window.phiLow = std::min(window.phiLow, phi - half);
        window.phiHigh = std::max(window.phiHigh, phi + half);
        window.etaStep = std::max(window.etaStep, bounds.etaHigh - bounds.etaLow);
        window.phiStep = std::max(window.phiStep, 2 * half);
        seen[cells.layer[i]] = true;
    }
    for (int layer = 0; layer < grid.layerCount(); ++layer)
        if (seen[static_cast<std::size_t>(layer)])
            window.layers.push_back(layer);
    return window;
}

std::vector<Point3> framedPoints(const Event& event, const CellGeometry& geometry,
                                 const ViewSettings& settings) {
    std::vector<Point3> points;
    if (event.levels.empty())
        return points;
    const CellSet& cells = event.lr();
    points.reserve(8 * cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!settings.layerIsVisible(cells.layer[i]))
            continue;
        const CellCorners corners = geometry.corners(0, cells.id(i));
        points.insert(points.end(), corners.begin(), corners.end());
    }
    return points;
}

std::vector<Polyline> detectorOutline(const EventWindow& window, const CellGeometry& geometry,
                                      const ViewSettings& settings) {
    std::vector<Polyline> lines;
    const Detector& detector = geometry.readout().detector;
    const double eta[2] = {window.etaLow, window.etaHigh};
    const double phi[2] = {window.phiLow, window.phiHigh};
    for (const int layer : window.layers) {
        if (!settings.layerIsVisible(static_cast<std::size_t>(layer)))
            continue;
        const double depths[2] = {geometry.depthStart(layer), geometry.depthEnd(layer)};
        for (const double depth : depths)
            for (const int side : {0, 1}) {
                Polyline alongPhi, alongEta;
                for (int step = 0; step <= kArcSteps; ++step) {
                    const double f = static_cast<double>(step) / kArcSteps;
                    alongPhi.push_back(
                        pointAt(detector, depth, eta[side], phi[0] + f * (phi[1] - phi[0])));
                    alongEta.push_back(
                        pointAt(detector, depth, eta[0] + f * (eta[1] - eta[0]), phi[side]));
                }
                lines.push_back(std::move(alongPhi));
                lines.push_back(std::move(alongEta));
            }
        for (const double e : eta)
            for (const double p : phi)
                lines.push_back(
                    {pointAt(detector, depths[0], e, p), pointAt(detector, depths[1], e, p)});
    }
    return lines;
}

std::vector<Polyline> cellFootprints(const Event& event, const CellGeometry& geometry,
                                     const ViewSettings& settings) {
    std::vector<Polyline> lines;
    if (event.levels.empty())
        return lines;
    const CellSet& cells = event.lr();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!settings.layerIsVisible(cells.layer[i]))
            continue;
        const CellCorners flat = CellGeometry::shrunk(geometry.corners(0, cells.id(i)), 1, 0);
        lines.push_back({flat[0], flat[1], flat[3], flat[2], flat[0]});
    }
    return lines;
}

} // namespace calolens
