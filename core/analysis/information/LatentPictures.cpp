// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/LatentPictures.h"

#include "diffusion/DenoisingInformation.h"
#include "diffusion/Likelihood.h"
#include "diffusion/Parametrisation.h"
#include "diffusion/latents/HitScale.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace calolens {

namespace {
// Streams of a picture: of its noise, and of the likelihood's.
constexpr std::uint32_t noiseStream = 1000, likelihoodStream = 100000;
/// As LikelihoodSettings; the noise levels are few, since the flow ends at the resolution.
constexpr LikelihoodSettings flowSettings{16, 2};

RandomStream stream(const InformationSettings& settings, const Event& event, std::size_t number) {
    return {settings.seed, RandomPurpose::Checks, static_cast<std::uint64_t>(event.number),
            static_cast<std::uint32_t>(number)};
}
} // namespace

LatentPictures::LatentPictures(const EventEvidence& evidence, const Model& model, int draws,
                               const InformationSettings& settings)
    : m_evidence(evidence)
    , m_model(model)
    , m_settings(settings)
    , m_draws(static_cast<std::size_t>(draws))
    , m_pictures(evidence.truth().empty() ? m_draws : 2 * m_draws) {
    const Event& event = evidence.event();
    for (std::size_t k = 0; k < m_pictures; ++k) {
        RandomStream codes(settings.seed, RandomPurpose::Dequantisation,
                           static_cast<std::uint64_t>(event.number), static_cast<std::uint32_t>(k));
        const auto latent = model.parametrisation()->encode(event, energies(k), codes);
        m_latents.insert(m_latents.end(), latent.begin(), latent.end());
    }
}

std::span<const float> LatentPictures::energies(std::size_t picture) const {
    return picture < m_draws ? m_evidence.draw(static_cast<int>(picture)) : m_evidence.truth();
}

std::vector<double> LatentPictures::spareBits(std::size_t picture,
                                              const DequantisationBits& spare) const {
    const ParametrisationSettings& s = m_model.parametrisation()->settings();
    const HitScale scale(s.energyFloor, s.lines, s.lineWidth);
    const auto energy = energies(picture);
    std::vector<double> bits(m_evidence.blocks().lrCells(), 0);
    for (std::size_t i = 0; i < energy.size(); ++i)
        bits[m_evidence.blocks().lrOf(i)] += !(energy[i] > 0)          ? spare.emptyCell
                                             : scale.ofLine(energy[i]) ? spare.lineCell
                                                                       : 0;
    return bits;
}

std::optional<std::vector<PictureCost>>
LatentPictures::costs(const DequantisationBits& spare, const std::function<bool()>& goOn) const {
    const Event& event = m_evidence.event();
    const std::vector<const Event*> items(m_pictures, &event);
    const auto denoiser = m_model.bind(items);
    std::vector<RandomStream> noise;
    for (std::size_t k = 0; k < m_pictures; ++k)
        noise.push_back(stream(m_settings, event, noiseStream + k));
    const auto bits =
        denoisingInformation(*denoiser, m_latents, m_model.noiseRange(),
                             {m_settings.resolution, m_settings.levels}, std::move(noise), goOn);
    if (!bits)
        return std::nullopt;
    const std::ptrdiff_t channels = m_model.parametrisation()->channels();
    const std::size_t cells = m_evidence.blocks().lrCells();
    std::vector<PictureCost> costs;
    auto next = bits->begin();
    for (std::size_t k = 0; k < m_pictures; ++k) {
        const std::vector<double> spareOfCell = spareBits(k, spare);
        PictureCost& cost = costs.emplace_back();
        for (std::size_t j = 0; j < cells; ++j, next += channels) {
            cost.ofSums += *next; // the first channel of a token
            cost.cells.push_back(std::accumulate(next, next + channels, 0.0) - spareOfCell[j]);
        }
    }
    return costs;
}

std::optional<std::vector<double>>
LatentPictures::likelihoodCosts(const DequantisationBits& spare,
                                const std::function<bool()>& goOn) const {
    const Event& event = m_evidence.event();
    const Event* const one = &event;
    const auto denoiser = m_model.bind({&one, 1});
    const std::size_t size = m_model.latentSize(event);
    const double resolution = m_settings.resolution;
    std::vector<double> costs;
    for (std::size_t k = 0; k < m_draws; ++k) {
        if (goOn && !goOn())
            return std::nullopt;
        RandomStream random = stream(m_settings, event, likelihoodStream + k);
        std::vector<float> noisy(size);
        double told = 0; // ln density of the noisy latent for those who know the picture
        for (std::size_t i = 0; i < size; ++i) {
            const double n = random.normal();
            noisy[i] = static_cast<float>(m_latents[k * size + i] + resolution * n);
            told -= 0.5 * (n * n + std::log(2 * std::numbers::pi * resolution * resolution));
        }
        const double known =
            logLikelihood(*denoiser, noisy, {resolution, m_model.noiseRange().sigmaMax},
                          flowSettings, {random})
                .front();
        const std::vector<double> spareOfCell = spareBits(k, spare);
        costs.push_back((told - known) / std::numbers::ln2 -
                        std::accumulate(spareOfCell.begin(), spareOfCell.end(), 0.0));
    }
    return costs;
}

} // namespace calolens
