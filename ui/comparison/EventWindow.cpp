// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/EventWindow.h"

#include "analysis/LrClusters.h"
#include "comparison/Vector3.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

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

    // A cluster of noise at the far end of the detector must not shrink the event to a dot.
    // Where there are tens of thousands, no cluster is the event.
    constexpr std::size_t kFewCells = 20000;
    std::vector<std::size_t> inView(cells.size());
    if (cells.size() > kFewCells)
        std::iota(inView.begin(), inView.end(), std::size_t{0});
    else
        inView = mainLrCells(event);
    double weights = 0, eta = 0, cosine = 0, sine = 0;
    for (const std::size_t i : inView) {
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
    for (const std::size_t i : inView) {
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
    for (const std::size_t i : mainLrCells(event)) {
        if (!settings.layerIsVisible(cells.layer[i]))
            continue;
        const CellCorners corners = geometry.corners(0, cells.id(i));
        points.insert(points.end(), corners.begin(), corners.end());
    }
    return points;
}

DetectorOutline::DetectorOutline(const EventWindow& window, const CellGeometry& geometry,
                                 const ViewSettings& settings) {
    const Detector& detector = geometry.readout().detector;
    const double eta[2] = {window.etaLow, window.etaHigh};
    const double phi[2] = {window.phiLow, window.phiHigh};
    constexpr Side kEtaSides[2] = {EtaLow, EtaHigh};
    constexpr Side kPhiSides[2] = {PhiLow, PhiHigh};

    std::vector<std::array<double, 2>> spans; // of depth; layers without a gap share a surface
    for (const int layer : window.layers)
        if (settings.layerIsVisible(static_cast<std::size_t>(layer)))
            spans.push_back({geometry.depthStart(layer), geometry.depthEnd(layer)});
    if (spans.empty())
        return;
    std::vector<double> surfaces;
    for (const auto& span : spans)
        for (const double depth : span)
            if (surfaces.empty() || depth > surfaces.back() + 1e-6)
                surfaces.push_back(depth);

    for (const double depth : surfaces)
        for (const std::size_t k : {0, 1}) {
            Polyline alongPhi, alongEta;
            for (int step = 0; step <= kArcSteps; ++step) {
                const double f = static_cast<double>(step) / kArcSteps;
                alongPhi.push_back(
                    pointAt(detector, depth, eta[k], phi[0] + f * (phi[1] - phi[0])));
                alongEta.push_back(
                    pointAt(detector, depth, eta[0] + f * (eta[1] - eta[0]), phi[k]));
            }
            const auto other = [&](Side side) {
                return depth == surfaces.front() ? Inner : depth == surfaces.back() ? Outer : side;
            };
            m_lines.push_back({std::move(alongPhi), kEtaSides[k], other(kEtaSides[k])});
            m_lines.push_back({std::move(alongEta), kPhiSides[k], other(kPhiSides[k])});
        }
    for (const auto& span : spans)
        for (const std::size_t e : {0, 1})
            for (const std::size_t p : {0, 1})
                m_lines.push_back({{pointAt(detector, span[0], eta[e], phi[p]),
                                    pointAt(detector, span[1], eta[e], phi[p])},
                                   kEtaSides[e],
                                   kPhiSides[p]});

    const double middleEta = 0.5 * (eta[0] + eta[1]);
    const double middlePhi = 0.5 * (phi[0] + phi[1]);
    const double middleDepth = 0.5 * (surfaces.front() + surfaces.back());
    for (const std::size_t k : {0, 1}) {
        const double sign = k == 0 ? -1 : 1;
        m_faces[kEtaSides[k]] = {pointAt(detector, middleDepth, eta[k], middlePhi),
                                 sign * DetectorFrame::at(eta[k], middlePhi).alongEta};
        m_faces[kPhiSides[k]] = {pointAt(detector, middleDepth, middleEta, phi[k]),
                                 sign * DetectorFrame::at(middleEta, phi[k]).alongPhi};
        m_faces[k == 0 ? Inner : Outer] = {
            pointAt(detector, k == 0 ? surfaces.front() : surfaces.back(), middleEta, middlePhi),
            sign * DetectorFrame::at(middleEta, middlePhi).outward};
    }
}

std::vector<Polyline> DetectorOutline::behind(const Point3& eye) const {
    std::vector<Polyline> result;
    const auto turnedAway = [&](Side side) {
        return dot(eye - m_faces[side].centre, m_faces[side].outward) < 0;
    };
    for (const Line& line : m_lines)
        if (turnedAway(line.first) || turnedAway(line.second))
            result.push_back(line.points);
    return result;
}

std::vector<Polyline> DetectorOutline::lines() const {
    std::vector<Polyline> result;
    for (const Line& line : m_lines)
        result.push_back(line.points);
    return result;
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
