// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/classifier/CellExamples.h"

#include "analysis/Observables.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace calolens {

namespace {
constexpr float absent = std::numeric_limits<float>::quiet_NaN();

/// Of order one for energies from 0.1 MeV to 100 GeV.
float logEnergy(double mev) {
    return static_cast<float>(0.5 * (std::log10(std::max(mev, 0.1)) - 2));
}

/// Keeps small numbers as they are and large ones small.
float compressed(double x) {
    return static_cast<float>(std::asinh(x));
}

/// Index of the LR cell that each HR cell descends from.
std::vector<std::int32_t> ancestors(const Event& event) {
    std::vector<std::int32_t> result = event.hr().parent;
    for (std::size_t level = event.levels.size() - 2; level > 0; --level)
        for (std::int32_t& parent : result)
            parent = event.levels[level].parent[static_cast<std::size_t>(parent)];
    return result;
}
} // namespace

CellExamples::CellExamples(std::shared_ptr<const Readout> readout, int draws)
    : m_readout(std::move(readout))
    , m_draws(draws)
    , m_layers(m_readout->levels.back().layerCount()) {
    for (int layer = 0; layer < m_layers; ++layer) {
        const int factor = m_readout->levels.front().factorTo(m_readout->levels.back(), layer);
        m_layerFactor.push_back(factor);
        m_factor = std::max(m_factor, factor);
    }
    if (draws < 1 || *std::min_element(m_layerFactor.begin(), m_layerFactor.end()) < 1)
        throw UsageError("a classifier of cells needs a draw, and HR cells nested in LR cells");
}

void CellExamples::add(const Event& event, const Prediction& prediction) {
    if (!event.hasTruth() || prediction.samples < m_draws)
        throw UsageError(fmt::format("event {}: a classifier of cells needs truth and {} draws",
                                     event.number, m_draws));
    std::vector<std::vector<float>> draws;
    for (int k = 0; k < m_draws; ++k)
        draws.push_back(prediction.draw(k));
    add(event, event.hr().energy, draws);
}

void CellExamples::add(const Event& event, std::span<const float> truth,
                       std::span<const std::vector<float>> draws) {
    const CellSet &lr = event.lr(), &hr = event.hr();
    if (truth.size() != hr.size() || std::cmp_less(draws.size(), m_draws))
        throw UsageError(fmt::format("event {}: the pictures of a classifier need {} energies and "
                                     "{} draws",
                                     event.number, hr.size(), m_draws));
    const EventPicture picture = lrPicture(event);
    const auto shape = showerShape(picture);
    const EtaPhi centre = shape ? shape->centre : EtaPhi{};
    const LayerGrid finest = event.readout->levels.front().grid(0);
    const double etaCell = 2 * event.readout->detector.etaMax / finest.nEta;
    const double phiCell = 2 * std::numbers::pi / finest.nPhi;
    const std::size_t first = m_tokens.size();
    for (std::size_t i = 0; i < lr.size(); ++i) {
        const CellBounds bounds = picture.bounds(i);
        m_tokens.push_back({lr.energy[i], static_cast<float>((bounds.eta() - centre.eta) / etaCell),
                            static_cast<float>(deltaPhi(bounds.phi(), centre.phi) / phiCell),
                            lr.layer[i]});
    }
    m_offsets.push_back(m_tokens.size());

    const auto perPicture = static_cast<std::size_t>(m_factor) * static_cast<std::size_t>(m_factor);
    const std::size_t perToken = perPicture * static_cast<std::size_t>(m_draws + 1);
    m_children.resize(m_tokens.size() * perToken, absent);
    const auto parents = ancestors(event);
    for (std::size_t i = 0; i < hr.size(); ++i) {
        const auto parent = static_cast<std::size_t>(parents[i]);
        const int factor = m_layerFactor[hr.layer[i]];
        const CellId low = childOf(lr.id(parent), factor, 0);
        const auto k =
            static_cast<std::size_t>((hr.ieta[i] - low.ieta) * m_factor + (hr.iphi[i] - low.iphi));
        float* out = m_children.data() + (first + parent) * perToken + k;
        out[0] = truth[i];
        for (int d = 0; d < m_draws; ++d)
            out[static_cast<std::size_t>(d + 1) * perPicture] =
                draws[static_cast<std::size_t>(d)][i];
    }
}

std::span<const float> CellExamples::children(std::size_t token, int picture) const {
    const auto perPicture = static_cast<std::size_t>(m_factor) * static_cast<std::size_t>(m_factor);
    const std::size_t index =
        token * static_cast<std::size_t>(m_draws + 1) + static_cast<std::size_t>(picture);
    return std::span(m_children).subspan(index * perPicture, perPicture);
}

int CellExamples::tokenFeatures() const {
    return m_layers + 7 + 2 * m_factor * m_factor;
}

int CellExamples::eventFeatures() const {
    return 4 + 2 * m_layers;
}

void CellExamples::describe(const Token& token, std::span<const float> children, bool flipEta,
                            bool flipPhi, float* out) const {
    std::fill(out, out + m_layers, 0.0F);
    out[token.layer] = 1;
    out += m_layers;
    const double noise = std::max(m_readout->detector.layers.at(token.layer).noise, 1.0);
    double sum = 0, hottest = 0;
    for (const float energy : children)
        if (energy > 0) {
            sum += energy;
            hottest = std::max<double>(hottest, energy);
        }
    const float eta = flipEta ? -token.eta : token.eta, phi = flipPhi ? -token.phi : token.phi;
    *out++ = logEnergy(token.energy);
    *out++ = compressed(0.5 * eta);
    *out++ = compressed(0.5 * phi);
    *out++ = compressed(0.3 * std::hypot(eta, phi));
    *out++ = compressed(0.5 * (sum - token.energy) / noise);
    *out++ = static_cast<float>(sum > 0 ? hottest / sum : 0);
    *out++ = logEnergy(sum);
    const int factor = m_layerFactor[token.layer];
    for (int a = 0; a < m_factor; ++a)
        for (int b = 0; b < m_factor; ++b) {
            float energy = absent;
            if (a < factor && b < factor)
                energy = children[static_cast<std::size_t>(
                    (flipEta ? factor - 1 - a : a) * m_factor + (flipPhi ? factor - 1 - b : b))];
            *out++ = energy > 0 ? logEnergy(energy) : 0.0F;
            *out++ = energy > 0 ? 0.0F : 1.0F;
        }
}

void CellExamples::describeEvent(std::size_t event, int picture, float* out) const {
    const auto layers = static_cast<std::size_t>(m_layers);
    std::vector<double> hr(layers), lr(layers), variance(layers);
    double zeros = 0, cells = 0;
    for (std::size_t t = m_offsets[event]; t < m_offsets[event + 1]; ++t) {
        const std::size_t layer = m_tokens[t].layer;
        const double noise = m_readout->detector.layers.at(layer).noise;
        lr[layer] += m_tokens[t].energy;
        variance[layer] += noise * noise;
        for (const float energy : children(t, picture)) {
            if (std::isnan(energy))
                continue;
            ++cells;
            zeros += energy > 0 ? 0 : 1;
            hr[layer] += energy;
        }
    }
    double hrSum = 0, lrSum = 0, varianceSum = 0;
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const double sd = std::max(std::sqrt(variance[layer]), 1.0);
        *out++ = compressed(0.5 * (hr[layer] - lr[layer]) / sd);
        *out++ = logEnergy(hr[layer]);
        hrSum += hr[layer];
        lrSum += lr[layer];
        varianceSum += variance[layer];
    }
    *out++ = compressed(0.5 * (hrSum - lrSum) / std::max(std::sqrt(varianceSum), 1.0));
    *out++ = logEnergy(hrSum);
    *out++ = static_cast<float>(cells > 0 ? 4 * (zeros / cells - 0.5) : 0);
    *out++ = static_cast<float>(std::log10(1 + cells) - 2);
}

ClassifierBatch CellExamples::batch(std::span<const ClassifierExample> examples,
                                    RandomStream* augmentation) const {
    ClassifierBatch batch;
    batch.examples = examples.size();
    const auto size = [this](std::size_t event) { return m_offsets[event + 1] - m_offsets[event]; };
    for (const ClassifierExample& example : examples)
        batch.tokens = std::max(batch.tokens, std::max<std::size_t>(1, size(example.event)));
    const auto width = static_cast<std::size_t>(tokenFeatures());
    const auto eventWidth = static_cast<std::size_t>(eventFeatures());
    batch.tokenFeatures.assign(batch.examples * batch.tokens * width, 0.0F);
    batch.tokenMask.assign(batch.examples * batch.tokens, 0.0F);
    batch.eventFeatures.assign(batch.examples * eventWidth, 0.0F);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const ClassifierExample& example = examples[i];
        const bool flipEta = augmentation != nullptr && augmentation->below(2) == 1;
        const bool flipPhi = augmentation != nullptr && augmentation->below(2) == 1;
        for (std::size_t t = 0; t < size(example.event); ++t) {
            const std::size_t token = m_offsets[example.event] + t;
            const std::size_t at = i * batch.tokens + t;
            describe(m_tokens[token], children(token, example.picture), flipEta, flipPhi,
                     batch.tokenFeatures.data() + at * width);
            batch.tokenMask[at] = 1;
        }
        describeEvent(example.event, example.picture, batch.eventFeatures.data() + i * eventWidth);
        batch.labels.push_back(example.label);
    }
    return batch;
}

} // namespace calolens
