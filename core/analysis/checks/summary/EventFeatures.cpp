// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/summary/EventFeatures.h"

#include "analysis/LrClusters.h"
#include "analysis/Observables.h"
#include "analysis/checks/event/InventedShare.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {
std::string layerName(const Readout& readout, int layer) {
    std::string name = readout.detector.layers.at(static_cast<std::size_t>(layer)).name;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
        return std::isalnum(c) != 0 ? static_cast<char>(std::tolower(c)) : '_';
    });
    return name;
}

/// Widths of a layer in cells; 0 for a layer without energy.
void appendWidths(std::vector<double>& features, const EventPicture& picture, int layer) {
    const LayerGrid grid = picture.granularity->grid(layer);
    const auto shape = layerShape(picture, layer);
    const double etaCell = 2 * picture.detector->etaMax / grid.nEta;
    const double phiCell = 2 * std::numbers::pi / grid.nPhi;
    // The root tames the tail that far clusters of noise make.
    features.push_back(shape ? std::sqrt(shape->etaWidth / etaCell) : 0);
    features.push_back(shape ? std::sqrt(shape->phiWidth / phiCell) : 0);
}

double shareOutsideMainCluster(const Event& event, double energy) {
    double outside = energy;
    const auto clusters = lrClusters(event);
    for (const std::size_t j : clusters.front())
        outside -= event.lr().energy[j];
    return std::max(outside, 0.0) / energy;
}

/// Root mean square of energy over noise of the fainter half of the cells: what shifts if the
/// noise is not the one that was said.
double faintSize(const EventEvidence& evidence) {
    std::vector<double> significance;
    for (std::size_t j = 0; j < evidence.noise().size(); ++j)
        if (evidence.noise()[j] > 0)
            significance.push_back(std::abs(evidence.event().lr().energy[j]) / evidence.noise()[j]);
    if (significance.empty())
        return 0;
    std::sort(significance.begin(), significance.end());
    const std::size_t half = (significance.size() + 1) / 2;
    double squares = 0;
    for (std::size_t j = 0; j < half; ++j)
        squares += significance[j] * significance[j];
    return std::sqrt(squares / static_cast<double>(half));
}
/// Features of each layer of an input: share, cells, and two widths.
constexpr std::size_t perLayer = 4;
} // namespace

std::size_t cellsOfLayerFeature(int layer) {
    return perLayer * static_cast<std::size_t>(layer) + 1;
}

std::size_t faintSizeFeature(const Readout& readout) {
    return perLayer * static_cast<std::size_t>(readout.levels.front().layerCount()) + 3;
}

std::vector<std::string> inputFeatureNames(const Readout& readout) {
    std::vector<std::string> names;
    for (int l = 0; l < readout.levels.front().layerCount(); ++l)
        for (const char* what : {"share_", "cells_", "eta_width_", "phi_width_"})
            names.push_back(what + layerName(readout, l));
    for (const char* name : {"hottest_share", "cells", "outside_main_cluster", "faint_size"})
        names.emplace_back(name);
    return names;
}

std::optional<std::vector<double>> inputFeatures(const EventEvidence& evidence) {
    const EventPicture lr = lrPicture(evidence.event());
    const double energy = evidence.lrEnergy();
    if (!(energy > 0))
        return std::nullopt;
    std::vector<double> features;
    const std::vector<double> layers = energyPerLayer(lr);
    for (std::size_t l = 0; l < layers.size(); ++l) {
        features.push_back(layers[l] / energy);
        const auto cells = std::count(lr.cells->layer.begin(), lr.cells->layer.end(), l);
        features.push_back(std::log1p(static_cast<double>(cells)));
        appendWidths(features, lr, static_cast<int>(l));
    }
    features.push_back(hottestCell(lr) / energy);
    features.push_back(std::log(static_cast<double>(lr.size())));
    features.push_back(std::sqrt(shareOutsideMainCluster(evidence.event(), energy)));
    features.push_back(faintSize(evidence));
    return features;
}

std::vector<std::string> pictureFeatureNames(const Readout& readout) {
    std::vector<std::string> names{"energy_over_lr"};
    for (int l = 0; l < readout.levels.back().layerCount(); ++l)
        for (const char* what : {"share_", "eta_width_", "phi_width_"})
            names.push_back(what + layerName(readout, l));
    for (const char* name :
         {"zero_fraction", "hottest_share", "invented_share", "cells_over_10mev"})
        names.emplace_back(name);
    return names;
}

std::optional<std::vector<double>> pictureFeatures(const EventEvidence& evidence,
                                                   std::span<const float> x) {
    const EventPicture picture = hrPicture(evidence.event(), x);
    const double energy = energySum(picture);
    if (!(energy > 0) || !(evidence.lrEnergy() > 0))
        return std::nullopt;
    std::vector<double> features{energy / evidence.lrEnergy()};
    const std::vector<double> layers = energyPerLayer(picture);
    for (std::size_t l = 0; l < layers.size(); ++l) {
        features.push_back(layers[l] / energy);
        appendWidths(features, picture, static_cast<int>(l));
    }
    features.push_back(zeroFraction(picture).value_or(1));
    features.push_back(hottestCell(picture) / energy);
    features.push_back(inventedShare(evidence.blocks(), x));
    features.push_back(std::log1p(static_cast<double>(cellsOver(picture, 10))));
    return features;
}

} // namespace calolens
