// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/ShowerGeometry.h"

#include <cmath>
#include <numbers>

namespace calolens {

namespace {
constexpr double sliceLength = 0.5; // radiation lengths
constexpr double twoPi = 2 * std::numbers::pi;

void cut(std::vector<DepthSlice>& slices, double pathEnd, double radiationLength, LayerKind kind,
         bool gap = false) {
    const double tStart = slices.empty() ? 0 : slices.back().tHigh;
    const double pathStart = slices.empty() ? 0 : slices.back().pathHigh;
    const double length = (pathEnd - pathStart) / radiationLength;
    const int n = static_cast<int>(std::ceil(length / sliceLength - 1e-9));
    for (int i = 0; i < n; ++i) {
        const double low = length * i / n, high = length * (i + 1) / n;
        slices.push_back({tStart + low, tStart + high, pathStart + low * radiationLength,
                          pathStart + high * radiationLength, kind, gap});
    }
}

/// asinh(sinh(eta) + delta cosh(eta)) - eta.
double etaShift(double delta, double sinhEta, double coshEta, double tanhEta, double eta) noexcept {
    if (std::abs(delta) > 0.06)
        return std::asinh(sinhEta + delta * coshEta) - eta;
    const double t2 = tanhEta * tanhEta;
    return delta * (1 + delta * (-tanhEta / 2 + delta * ((3 * t2 - 1) / 6 +
                                                         delta * tanhEta * (9 - 15 * t2) / 24)));
}

/// atan(x).
double arcTangent(double x) noexcept {
    if (std::abs(x) > 0.15)
        return std::atan(x);
    const double x2 = x * x;
    return x * (1 + x2 * (-1.0 / 3 + x2 * (1.0 / 5 - x2 / 7)));
}
} // namespace

std::vector<DepthSlice> depthSlices(const Detector& detector, const ShowerParameters& parameters) {
    std::vector<DepthSlice> slices;
    for (const Layer& layer : detector.layers) {
        const double reached = slices.empty() ? 0 : slices.back().pathHigh;
        if (layer.depthStart > reached + 1e-6)
            cut(slices, layer.depthStart, parameters.ironRadiationLength, layer.kind, true);
        cut(slices, layer.depthEnd,
            layer.kind == LayerKind::Electromagnetic ? parameters.ecalRadiationLength
                                                     : parameters.hcalRadiationLength,
            layer.kind);
    }
    return slices;
}

RayCells::RayCells(const Detector& detector, const Granularity& granularity, double eta, double phi)
    : m_innerRadius(detector.innerRadius)
    , m_etaMax(detector.etaMax)
    , m_eta(eta)
    , m_phi(phi - twoPi * std::floor(phi / twoPi))
    , m_sinh(std::sinh(eta))
    , m_cosh(std::cosh(eta))
    , m_tanh(std::tanh(eta)) {
    int first = 0;
    for (int i = 0; i < granularity.layerCount(); ++i) {
        const Layer& layer = detector.layers.at(static_cast<std::size_t>(i));
        const auto [nEta, nPhi] = granularity.grid(i);
        m_layers.push_back({layer.depthStart, layer.depthEnd, nEta / (2 * detector.etaMax),
                            nPhi / twoPi, nEta, nPhi, first});
        first += nEta * nPhi;
    }
}

int RayCells::cellIn(const LayerCells& layer, double eta, double phi) const noexcept {
    const double etaCell = std::floor((eta + m_etaMax) * layer.etaScale);
    if (!(etaCell >= 0 && etaCell < layer.nEta))
        return -1;
    auto phiCell = static_cast<int>(std::floor(phi * layer.phiScale)) % layer.nPhi;
    if (phiCell < 0)
        phiCell += layer.nPhi;
    return layer.first + static_cast<int>(etaCell) * layer.nPhi + phiCell;
}

int RayCells::cellAt(double path, double along, double around) const noexcept {
    // In the plane of the ray and the beam: x from the beam, z along it; `around` points out of it.
    const double distance = m_innerRadius * m_cosh + path;
    const double x = distance / m_cosh - along * m_tanh;
    const double z = distance * m_tanh + along / m_cosh;
    const double radius = std::sqrt(x * x + around * around);
    const double slope = z / radius; // sinh of the point's eta
    const double depth = (radius - m_innerRadius) * std::sqrt(1 + slope * slope);
    for (const LayerCells& layer : m_layers) {
        if (depth >= layer.depthEnd)
            continue;
        if (depth < layer.depthStart || x <= 0)
            return -1;
        const double eta =
            m_eta + etaShift((slope - m_sinh) / m_cosh, m_sinh, m_cosh, m_tanh, m_eta);
        const double phi = m_phi + arcTangent(around / x);
        return cellIn(layer, eta, phi);
    }
    return -1;
}

int RayCells::cellAcross(double inward, double beam, double phi, double path) const noexcept {
    // In units of the inner radius, with the entry point at x = 1, y = 0: the other end of the
    // chord.
    const double transverse = inward * inward + phi * phi;
    if (!(inward > 0))
        return -1;
    const double length = 2 * inward / transverse + path / m_innerRadius;
    const double x = 1 - inward * length, y = phi * length, z = m_sinh + beam * length;
    const double radius = std::sqrt(x * x + y * y);
    const double slope = z / radius;
    const double depth = (radius - 1) * m_innerRadius * std::sqrt(1 + slope * slope);
    for (const LayerCells& layer : m_layers)
        if (depth >= layer.depthStart && depth < layer.depthEnd)
            return cellIn(layer, std::asinh(slope), m_phi + std::atan2(y, x));
    return -1;
}

} // namespace calolens
