// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/Observables.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace calolens {

namespace {
constexpr double twoPi = 2.0 * std::numbers::pi;

struct WeightedPoint {
    EtaPhi at;
    double weight;
};

std::vector<WeightedPoint> weightedPoints(const EventPicture& picture, std::optional<int> layer) {
    std::vector<WeightedPoint> points;
    for (std::size_t i = 0; i < picture.size(); ++i) {
        if ((layer && picture.cells->layer[i] != *layer) || !(picture.energy[i] > 0))
            continue;
        const CellBounds bounds = picture.bounds(i);
        points.push_back({{bounds.eta(), bounds.phi()}, picture.energy[i]});
    }
    return points;
}

std::optional<ShowerShape> shapeOf(const std::vector<WeightedPoint>& points) {
    double sum = 0, eta = 0, x = 0, y = 0;
    for (const auto& [at, w] : points) {
        sum += w;
        eta += w * at.eta;
        x += w * std::cos(at.phi);
        y += w * std::sin(at.phi);
    }
    if (!(sum > 0))
        return std::nullopt;
    // The mean direction serves as origin, so that the mean of phi itself is taken far from its
    // cut.
    const double origin = std::atan2(y, x);
    double shift = 0;
    for (const auto& [at, w] : points)
        shift += w * deltaPhi(at.phi, origin);
    ShowerShape shape;
    const double phi = std::fmod(origin + shift / sum + twoPi, twoPi);
    shape.centre = {eta / sum, phi < 0 ? phi + twoPi : phi};
    double etaVariance = 0, phiVariance = 0;
    for (const auto& [at, w] : points) {
        const double dEta = at.eta - shape.centre.eta;
        const double dPhi = deltaPhi(at.phi, shape.centre.phi);
        etaVariance += w * dEta * dEta;
        phiVariance += w * dPhi * dPhi;
    }
    shape.etaWidth = std::sqrt(etaVariance / sum);
    shape.phiWidth = std::sqrt(phiVariance / sum);
    return shape;
}
} // namespace

double deltaPhi(double phi, double reference) noexcept {
    const double turns = (phi - reference) / twoPi;
    const double wrapped = twoPi * (turns - std::floor(turns + 0.5));
    return wrapped >= std::numbers::pi ? wrapped - twoPi : wrapped;
}

double deltaR(EtaPhi a, EtaPhi b) noexcept {
    return std::hypot(a.eta - b.eta, deltaPhi(a.phi, b.phi));
}

double energySum(const EventPicture& picture) {
    return std::accumulate(picture.energy.begin(), picture.energy.end(), 0.0);
}

double energySumNoise(const EventPicture& picture) {
    double variance = 0;
    for (std::size_t i = 0; i < picture.size(); ++i)
        variance += picture.variance(i);
    return std::sqrt(variance);
}

std::vector<double> energyPerLayer(const EventPicture& picture) {
    std::vector<double> sums(static_cast<std::size_t>(picture.granularity->layerCount()), 0.0);
    for (std::size_t i = 0; i < picture.size(); ++i)
        sums.at(picture.cells->layer[i]) += picture.energy[i];
    return sums;
}

std::optional<ShowerShape> showerShape(const EventPicture& picture) {
    return shapeOf(weightedPoints(picture, std::nullopt));
}

std::optional<ShowerShape> layerShape(const EventPicture& picture, int layer) {
    return shapeOf(weightedPoints(picture, layer));
}

std::optional<double> zeroFraction(const EventPicture& picture) {
    if (picture.size() == 0)
        return std::nullopt;
    const auto cells = static_cast<double>(picture.size());
    return (cells - static_cast<double>(cellsOver(picture, 0))) / cells;
}

std::size_t cellsOver(const EventPicture& picture, double threshold) {
    return static_cast<std::size_t>(
        std::count_if(picture.energy.begin(), picture.energy.end(),
                      [threshold](float energy) { return energy > threshold; }));
}

double hottestCell(const EventPicture& picture) {
    const auto hottest = std::max_element(picture.energy.begin(), picture.energy.end());
    return hottest == picture.energy.end() ? 0.0 : *hottest;
}

std::optional<double> hottestCellFraction(const EventPicture& picture) {
    const double sum = energySum(picture);
    if (!(sum > 0))
        return std::nullopt;
    return hottestCell(picture) / sum;
}

std::optional<double> energyResidual(const EventPicture& picture, const Event& event) {
    const auto truth = truthPicture(event);
    if (!truth)
        return std::nullopt;
    return energySum(picture) - energySum(*truth);
}

} // namespace calolens
