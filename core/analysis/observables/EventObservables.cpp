// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/observables/EventObservables.h"

#include "analysis/observables/EnergyCorrelations.h"
#include "analysis/observables/LocalMaxima.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <limits>

namespace calolens {

namespace {
constexpr double gev = 1e-3; // GeV per MeV
constexpr float undefined = std::numeric_limits<float>::quiet_NaN();

struct Threshold {
    double mev;
    const char* name;
    const char* title;
};
constexpr Threshold thresholds[] = {{1, "1mev", "1 MeV"},
                                    {10, "10mev", "10 MeV"},
                                    {100, "100mev", "100 MeV"},
                                    {1000, "1gev", "1 GeV"}};

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return std::isalnum(c) != 0 ? static_cast<char>(std::tolower(c)) : '_';
    });
    return text;
}

float valueOr(const std::optional<double>& value) {
    return value ? static_cast<float>(*value) : undefined;
}
} // namespace

EventReference eventReference(const Event& event) {
    EventReference reference;
    for (const Particle& particle : event.particles)
        reference.incidentEnergy += particle.energy;
    const EventPicture lr = lrPicture(event);
    reference.lrEnergy = energySum(lr);
    if (const auto shape = showerShape(lr))
        reference.axis = shape->centre;
    return reference;
}

EventObservables::EventObservables(const Readout& readout)
    : m_layers(readout.levels.back().layerCount())
    , m_maximaLayer(maximaLayer(readout)) {
    m_infos.push_back({"energy_over_incident", "Total energy over incident", "", false, true});
    m_infos.push_back({"energy_over_lr", "Total energy over LR's", "", false});
    const auto layerName = [&](int layer) {
        return readout.detector.layers.at(static_cast<std::size_t>(layer)).name;
    };
    for (int l = 0; l < m_layers; ++l) {
        const std::string title = layerName(l), name = lowerCase(title);
        m_infos.push_back({"energy_" + name, "Energy in " + title, "GeV", false});
        m_infos.push_back({"fraction_" + name, "Share of the energy in " + title, "", false});
        m_infos.push_back({"eta_centre_" + name, "Centre in \u03b7, " + title, "", false});
        m_infos.push_back({"phi_centre_" + name, "Centre in \u03c6, " + title, "rad", false});
        m_infos.push_back({"eta_width_" + name, "Width in \u03b7, " + title, "", false});
        m_infos.push_back({"phi_width_" + name, "Width in \u03c6, " + title, "rad", false});
    }
    m_infos.push_back({"zero_fraction", "Fraction of zero cells", "", false});
    for (const Threshold& t : thresholds)
        m_infos.push_back({fmt::format("cells_over_{}", t.name),
                           fmt::format("Cells over {}", t.title), "", true});
    m_infos.push_back({"hottest_cell_fraction", "Hottest cell's share of the energy", "", false});
    m_infos.push_back({"c2", "C2", "", false});
    m_infos.push_back({"c3", "C3", "", false});
    m_infos.push_back({"d2", "D2", "", false});
    m_maximaLayerName = layerName(m_maximaLayer);
    m_infos.push_back(
        {"maxima_" + lowerCase(m_maximaLayerName), "Maxima in " + m_maximaLayerName, "", true});
}

std::vector<float> EventObservables::compute(const EventPicture& picture,
                                             const EventReference& reference) const {
    std::vector<float> values;
    values.reserve(size());
    const auto add = [&values](double value) { values.push_back(static_cast<float>(value)); };
    const double sum = energySum(picture);
    add(reference.incidentEnergy > 0 ? sum / reference.incidentEnergy : undefined);
    add(reference.lrEnergy > 0 ? sum / reference.lrEnergy : undefined);
    const std::vector<double> layers = energyPerLayer(picture);
    for (int l = 0; l < m_layers; ++l) {
        const double energy = layers[static_cast<std::size_t>(l)];
        add(energy * gev);
        add(sum > 0 ? energy / sum : undefined);
        const auto shape = layerShape(picture, l);
        add(shape ? shape->centre.eta - reference.axis.eta : undefined);
        add(shape ? deltaPhi(shape->centre.phi, reference.axis.phi) : undefined);
        add(shape ? shape->etaWidth : undefined);
        add(shape ? shape->phiWidth : undefined);
    }
    values.push_back(valueOr(zeroFraction(picture)));
    for (const Threshold& t : thresholds)
        add(static_cast<double>(cellsOver(picture, t.mev)));
    values.push_back(valueOr(hottestCellFraction(picture)));
    const Substructure ratios = substructure(picture);
    values.push_back(valueOr(ratios.c2));
    values.push_back(valueOr(ratios.c3));
    values.push_back(valueOr(ratios.d2));
    add(static_cast<double>(localMaxima(picture, m_maximaLayer).size()));
    return values;
}

} // namespace calolens
