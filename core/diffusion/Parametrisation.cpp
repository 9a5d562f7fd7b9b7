// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Parametrisation.h"

#include "diffusion/latents/LatentCode.h"
#include "error/Error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace calolens {

bool linesFit(const ParametrisationSettings& settings) {
    double below = settings.energyFloor;
    for (const double line : settings.lines) {
        if (!(line > below) || !std::isfinite(line))
            return false;
        below = line;
    }
    return settings.lineWidth > 0 && std::isfinite(settings.lineWidth);
}

Parametrisation::Parametrisation(ParametrisationSettings settings)
    : m_settings(std::move(settings))
    , m_code(makeLatentCode(m_settings)) {
    for (const ChannelKind kind : channelKinds()) {
        const auto i = static_cast<std::size_t>(kind == ChannelKind::Sum ? 0 : 1);
        m_channels.push_back(kind == ChannelKind::Presence
                                 ? Standardisation{}
                                 : Standardisation{m_settings.mean[i], m_settings.spread[i]});
    }
}

int Parametrisation::cellsPerToken() const noexcept {
    return m_settings.tokenPerHrCell ? 1 : m_settings.factor * m_settings.factor;
}

std::size_t Parametrisation::tokens(const Event& event) const {
    const auto children = static_cast<std::size_t>(m_settings.factor * m_settings.factor);
    return event.lr().size() * (m_settings.tokenPerHrCell ? children : 1);
}

std::size_t Parametrisation::lrCell(std::size_t token) const noexcept {
    const auto children = static_cast<std::size_t>(m_settings.factor * m_settings.factor);
    return m_settings.tokenPerHrCell ? token / children : token;
}

std::vector<ChannelKind> Parametrisation::channelKinds() const {
    return m_code->channels(cellsPerToken());
}

bool Parametrisation::hasSumChannel() const {
    return channelKinds().front() == ChannelKind::Sum;
}

std::vector<float> Parametrisation::noise(const Event& event) const {
    std::vector<float> result(tokens(event));
    for (std::size_t token = 0; token < result.size(); ++token)
        result[token] = static_cast<float>(
            event.readout->detector.layers[event.lr().layer[lrCell(token)]].noise);
    return result;
}

namespace {
std::span<const float> truthOf(const Event& event) {
    if (!event.hasTruth())
        throw ModelError(fmt::format("event {} has no truth, which training needs", event.number));
    return event.hr().energy;
}
} // namespace

std::vector<float> Parametrisation::encodeRaw(const Event& event, RandomStream& random) const {
    return rawCode(event, truthOf(event), random);
}

std::vector<float> Parametrisation::rawCode(const Event& event, std::span<const float> energies,
                                            RandomStream& random) const {
    const auto cells = static_cast<std::size_t>(cellsPerToken());
    const std::vector<float> noises = noise(event);
    std::vector<float> latent(noises.size() * m_channels.size());
    for (std::size_t token = 0; token < noises.size(); ++token)
        m_code->encode(energies.subspan(token * cells, cells), event.lr().energy[lrCell(token)],
                       noises[token], random,
                       std::span(latent).subspan(token * m_channels.size(), m_channels.size()));
    return latent;
}

std::vector<float> Parametrisation::encode(const Event& event, RandomStream& random) const {
    return encode(event, truthOf(event), random);
}

std::vector<float> Parametrisation::encode(const Event& event, std::span<const float> energies,
                                           RandomStream& random) const {
    std::vector<float> latent = rawCode(event, energies, random);
    for (std::size_t i = 0; i < latent.size(); ++i) {
        const Standardisation& s = m_channels[i % m_channels.size()];
        latent[i] = static_cast<float>((latent[i] - s.mean) / s.spread);
    }
    return latent;
}

void Parametrisation::decode(std::span<const float> latent, const Event& event,
                             std::span<float> energies) const {
    const auto cells = static_cast<std::size_t>(cellsPerToken());
    const std::vector<float> noises = noise(event);
    std::vector<double> code(m_channels.size());
    for (std::size_t token = 0; token < noises.size(); ++token) {
        for (std::size_t c = 0; c < code.size(); ++c)
            code[c] = latent[token * code.size() + c] * m_channels[c].spread + m_channels[c].mean;
        m_code->decode(code, event.lr().energy[lrCell(token)], noises[token],
                       energies.subspan(token * cells, cells));
    }
}

} // namespace calolens
