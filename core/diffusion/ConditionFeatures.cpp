// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Parametrisation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {

/// Wavelengths of the position code, in the finest LR cells of the event's readout.
constexpr std::array wavelengths{2.0, 4.0, 8.0, 24.0};
constexpr int energyFeatures = 5;
constexpr int positionFeatures = 5;

double wrapped(double phi) {
    return std::remainder(phi, 2.0 * std::numbers::pi);
}

/// Energy-weighted centre of the event; cells of negative energy do not count.
struct Centroid {
    double eta = 0, phi = 0, energy = 0;
};

Centroid centroidOf(const CellSet& cells, std::span<const CellBounds> bounds) {
    Centroid centroid;
    double sine = 0, cosine = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double e = std::max(cells.energy[i], 0.f);
        centroid.energy += e;
        centroid.eta += e * bounds[i].eta();
        sine += e * std::sin(bounds[i].phi());
        cosine += e * std::cos(bounds[i].phi());
    }
    centroid.eta /= std::max(centroid.energy, 1e-9);
    centroid.phi = std::atan2(sine, cosine);
    return centroid;
}

} // namespace

int Parametrisation::features() const noexcept {
    return energyFeatures + positionFeatures + 4 * static_cast<int>(wavelengths.size()) +
           m_settings.layers + (m_settings.tokenPerHrCell ? 2 : 0);
}

std::vector<float> Parametrisation::conditionFeatures(const Event& event) const {
    const CellSet& cells = event.lr();
    const Detector& detector = event.readout->detector;
    const Granularity& grid = event.readout->levels.front();
    std::vector<CellBounds> bounds;
    bounds.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
        bounds.push_back(cellBounds(detector, grid, cells.id(i)));
    const Centroid centre = centroidOf(cells, bounds);
    int finest = 1;
    for (const LayerGrid& layer : grid.grids())
        finest = std::max(finest, layer.nEta);
    const double dEta = 2.0 * detector.etaMax / finest;
    const double dPhi = 2.0 * std::numbers::pi / finest;

    std::vector<float> result;
    result.reserve(tokens(event) * static_cast<std::size_t>(features()));
    const auto add = [&result](double value) { result.push_back(static_cast<float>(value)); };
    for (std::size_t token = 0; token < tokens(event); ++token) {
        const std::size_t i = lrCell(token);
        const double energy = cells.energy[i];
        const double significance = energy / detector.layers[cells.layer[i]].noise;
        add(std::log(std::max(energy, 1.0)) / 3.0 - 1.7);
        add(std::min(significance, 20.0) / 8.0 - 1.0);
        add(std::log(std::max(energy, 0.0) / std::max(centre.energy, 1e-9) + 1e-5) / 3.0 + 1.5);
        add(std::log(std::max(centre.energy, 1.0) / 1e3) - 3.3);
        add(std::log(static_cast<double>(cells.size())) - 3.9);
        const CellBounds place =
            m_settings.tokenPerHrCell
                ? cellBounds(detector, event.readout->levels.back(), event.hr().id(token))
                : bounds[i];
        const double eta = (place.eta() - centre.eta) / dEta;
        const double phi = wrapped(place.phi() - centre.phi) / dPhi;
        add(eta / 4.0);
        add(phi / 4.0);
        add(std::hypot(eta, phi) / 4.0);
        add(std::exp(-0.5 * (eta * eta + phi * phi)));
        add(std::abs(centre.eta));
        for (const double wavelength : wavelengths) {
            const double k = 2.0 * std::numbers::pi / wavelength;
            add(std::sin(k * eta));
            add(std::cos(k * eta));
            add(std::sin(k * phi));
            add(std::cos(k * phi));
        }
        for (int layer = 0; layer < m_settings.layers; ++layer)
            add(cells.layer[i] == layer ? 1.0 : 0.0);
        if (m_settings.tokenPerHrCell) { // where in its LR cell the cell lies
            add((place.eta() - bounds[i].eta()) / dEta * 2.0);
            add(wrapped(place.phi() - bounds[i].phi()) / dPhi * 2.0);
        }
    }
    return result;
}

} // namespace calolens
