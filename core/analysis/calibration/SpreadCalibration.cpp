// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/SpreadCalibration.h"

#include "analysis/calibration/PictureContrast.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
/// Temperatures beyond these say that something else is wrong.
constexpr double lowest = 0.2, highest = 5;
/// A hit stays a hit, MeV.
constexpr float leastHit = 0.1F;

/// From the sum over K draws of |x_k - mean of all| to the absolute error of the mean that the
/// draws expect.
double expectedError(double k) {
    return std::sqrt((k + 1) / (k - 1)) / k;
}

double sumOf(std::span<const float> x) {
    return std::accumulate(x.begin(), x.end(), 0.0);
}
} // namespace

SpreadCalibration::SpreadCalibration(std::size_t layers, std::string source)
    : m_source(std::move(source))
    , m_cells(layers * ranges, 0)
    , m_error(layers * ranges, 0.0)
    , m_expected(layers * ranges, 0.0) {
}

std::size_t SpreadCalibration::indexOf(std::size_t layer, double meanEnergyMeV) const {
    if (layer >= layers())
        throw UsageError(fmt::format("the calibration has {} layers and the event more: it was "
                                     "made for another readout",
                                     layers()));
    const auto range =
        std::upper_bound(std::begin(edges), std::end(edges), meanEnergyMeV) - std::begin(edges);
    return layer * ranges + static_cast<std::size_t>(range);
}

double SpreadCalibration::pooledLogarithm(std::size_t layer) const {
    double sum = 0, cells = 0;
    for (std::size_t i = layer * ranges; i < (layer + 1) * ranges; ++i)
        if (m_cells[i] >= fewestCells && m_error[i] > 0 && m_expected[i] > 0) {
            sum += static_cast<double>(m_cells[i]) * std::log(m_error[i] / m_expected[i]);
            cells += static_cast<double>(m_cells[i]);
        }
    return cells > 0 ? sum / cells : 0;
}

double SpreadCalibration::temperature(std::size_t layer, double meanEnergyMeV) const {
    const std::size_t i = indexOf(layer, meanEnergyMeV);
    if (m_cells[i] < fewestCells || !(m_error[i] > 0) || !(m_expected[i] > 0))
        return 1;
    const auto cells = static_cast<double>(m_cells[i]);
    const double own = std::log(m_error[i] / m_expected[i]);
    return std::clamp(
        std::exp((cells * own + pooledCells * pooledLogarithm(layer)) / (cells + pooledCells)),
        lowest, highest);
}

double SpreadCalibration::eventTemperature() const {
    if (m_events < fewestEvents || !(m_eventExpected > 0))
        return 1;
    return std::clamp(m_eventError / m_eventExpected, lowest, highest);
}

void SpreadCalibration::add(const EventEvidence& evidence) {
    if (evidence.truth().empty() || evidence.draws() < 2)
        return;
    ++m_events;
    const double k = evidence.draws();
    const double scale = expectedError(k);
    const LrBlocks& blocks = evidence.blocks();
    const std::vector<float> truth = blocks.nullPart(evidence.truth());
    std::vector<float> mean(truth.size(), 0.0F);
    std::vector<std::vector<float>> draws;
    for (int d = 0; d < evidence.draws(); ++d) {
        std::vector<float> draw(evidence.draw(d).begin(), evidence.draw(d).end());
        changeContrast(draw, blocks, m_contrast);
        draws.push_back(blocks.nullPart(draw));
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += draws.back()[i] / static_cast<float>(k);
    }
    std::vector<double> expected(mean.size(), 0.0);
    for (const std::vector<float>& draw : draws)
        for (std::size_t i = 0; i < mean.size(); ++i)
            expected[i] += scale * std::abs(draw[i] - mean[i]);
    for (std::size_t i = 0; i < mean.size(); ++i) {
        const std::size_t at = indexOf(evidence.event().hr().layer[i], evidence.mean()[i]);
        ++m_cells[at];
        m_error[at] += std::abs(mean[i] - truth[i]);
        m_expected[at] += expected[i];
    }
    addEnergy(evidence);
}

void SpreadCalibration::addEnergy(const EventEvidence& evidence) {
    // In units of the noise, such that no event counts more than another.
    double variance = 0;
    for (const double noise : evidence.noise())
        variance += noise * noise;
    if (!(variance > 0))
        return;
    std::vector<double> energies;
    for (int d = 0; d < evidence.draws(); ++d)
        energies.push_back(sumOf(evidence.draw(d)));
    const double mean = sumOf(evidence.mean());
    m_eventError += std::abs(mean - sumOf(evidence.truth())) / std::sqrt(variance);
    for (const double energy : energies)
        m_eventExpected +=
            expectedError(evidence.draws()) * std::abs(energy - mean) / std::sqrt(variance);
}

Prediction SpreadCalibration::apply(const Event& event, const Prediction& prediction) const {
    const LrBlocks blocks(event);
    Prediction sharpened = prediction;
    const auto at = [&prediction](int k, std::size_t i) {
        return static_cast<std::size_t>(k) * prediction.cells + i;
    };
    for (int k = 0; k < prediction.samples; ++k)
        changeContrast(std::span(&sharpened.energy[at(k, 0)], prediction.cells), blocks,
                       m_contrast);
    const std::vector<float> mean = sharpened.mean();
    Prediction result = sharpened;
    for (std::size_t i = 0; i < prediction.cells; ++i) {
        const double factor = temperature(event.hr().layer.at(i), mean[i]);
        double sum = 0;
        int hits = 0;
        for (int k = 0; k < prediction.samples; ++k)
            if (const float e = sharpened.energy[at(k, i)]; e > 0) {
                sum += e;
                ++hits;
            }
        const double centre = hits > 0 ? sum / hits : 0;
        for (int k = 0; k < prediction.samples; ++k)
            if (float& e = result.energy[at(k, i)]; e > 0)
                e = std::max(leastHit, static_cast<float>(centre + factor * (e - centre)));
    }
    // What the LR cells fix is not this temperature's to change: each draw keeps its sums.
    for (int k = 0; k < prediction.samples; ++k) {
        const std::span<float> draw(&result.energy[at(k, 0)], prediction.cells);
        const std::vector<double> before =
            blocks.sum(std::span(&prediction.energy[at(k, 0)], prediction.cells));
        const std::vector<double> after = blocks.sum(draw);
        for (std::size_t i = 0; i < draw.size(); ++i) {
            const std::size_t j = blocks.lrOf(i);
            if (after[j] > 0 && before[j] > 0)
                draw[i] *= static_cast<float>(before[j] / after[j]);
        }
    }
    scaleEnergies(result);
    return result;
}

void SpreadCalibration::scaleEnergies(Prediction& prediction) const {
    const double factor = eventTemperature();
    std::vector<std::span<float>> draws;
    double mean = 0;
    for (int k = 0; k < prediction.samples; ++k) {
        draws.emplace_back(&prediction.energy[static_cast<std::size_t>(k) * prediction.cells],
                           prediction.cells);
        mean += sumOf(draws.back()) / prediction.samples;
    }
    for (const std::span<float> draw : draws)
        if (const double energy = sumOf(draw); energy > 0 && mean > 0)
            for (float& e : draw)
                e *= static_cast<float>(std::max(0.0, mean + factor * (energy - mean)) / energy);
}

} // namespace calolens
