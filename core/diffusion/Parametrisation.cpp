// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Parametrisation.h"

#include "error/Error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace calolens {

std::vector<float> Parametrisation::encodeRaw(const Event& event, RandomStream& random) const {
    if (!event.hasTruth())
        throw ModelError(fmt::format("event {} has no truth, which training needs", event.number));
    const auto nChildren = static_cast<std::size_t>(children());
    const CellSet& lr = event.lr();
    const std::vector<float>& truth = event.hr().energy;
    std::vector<float> latent;
    latent.reserve(lr.size() * (1 + nChildren));
    for (std::size_t token = 0; token < lr.size(); ++token) {
        const std::span energies(truth.data() + token * nChildren, nChildren);
        double sum = 0;
        for (const float e : energies)
            sum += e;
        const double noise = event.readout->detector.layers[lr.layer[token]].noise;
        latent.push_back(static_cast<float>((sum - lr.energy[token]) / noise));
        for (const float e : energies)
            latent.push_back(static_cast<float>(
                e > 0 ? std::log(std::max<double>(e, m_settings.energyFloor))
                      : m_settings.zeroCodeMean + m_settings.zeroCodeSpread * random.normal()));
    }
    return latent;
}

std::vector<float> Parametrisation::encode(const Event& event, RandomStream& random) const {
    std::vector<float> latent = encodeRaw(event, random);
    const auto nChannels = static_cast<std::size_t>(channels());
    for (std::size_t i = 0; i < latent.size(); ++i) {
        const std::size_t kind = i % nChannels == 0 ? 0 : 1;
        latent[i] =
            static_cast<float>((latent[i] - m_settings.mean[kind]) / m_settings.spread[kind]);
    }
    return latent;
}

void Parametrisation::decode(std::span<const float> latent, const Event& event,
                             std::span<float> energies) const {
    const auto nChildren = static_cast<std::size_t>(children());
    const CellSet& lr = event.lr();
    for (std::size_t token = 0; token < lr.size(); ++token) {
        const float* code = latent.data() + token * (1 + nChildren);
        float* out = energies.data() + token * nChildren;
        double weights = 0;
        for (std::size_t k = 0; k < nChildren; ++k) {
            const double value = code[1 + k] * m_settings.spread[1] + m_settings.mean[1];
            // Codes beyond ln(1 TeV) come from noise only; the cap keeps noisy states finite.
            out[k] = value > m_settings.hitThreshold
                         ? static_cast<float>(std::exp(std::min(value, 13.8)))
                         : 0.f;
            weights += out[k];
        }
        if (weights <= 0)
            continue; // no child is hit: the measured energy was noise
        const double noise = event.readout->detector.layers[lr.layer[token]].noise;
        const double sum =
            lr.energy[token] + noise * (code[0] * m_settings.spread[0] + m_settings.mean[0]);
        // A sum that comes out negative contradicts the hits; what the hits say of themselves is
        // then kept.
        const double scale = sum > 0 ? sum / weights : 1.0;
        for (std::size_t k = 0; k < nChildren; ++k)
            out[k] = static_cast<float>(out[k] * scale);
    }
}

} // namespace calolens
