// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Sampler.h"

#include "diffusion/samplers/DdpmSampler.h"
#include "diffusion/samplers/HeunSampler.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <array>
#include <numeric>

namespace calolens {

namespace {

/// One row of the registry: all that is known of a sampler by its name.
struct Entry {
    SamplerDescription description;
    int (*evaluations)(int steps);
    std::unique_ptr<Sampler> (*make)(Denoiser&, std::vector<double>, std::vector<RandomStream>);
};

template<typename S>
std::unique_ptr<Sampler> make(Denoiser& denoiser, std::vector<double> sigmas,
                              std::vector<RandomStream> noise) {
    return std::make_unique<S>(denoiser, std::move(sigmas), std::move(noise));
}

const std::array<Entry, 2>& registry() {
    static const std::array<Entry, 2> entries{
        {{{"heun", "EDM Heun",
           "Deterministic, second order: two evaluations a step. The same noise gives the same "
           "picture.",
           false},
          HeunSampler::evaluationsFor,
          make<HeunSampler>},
         {{"ddpm", "DDPM ancestral",
           "Stochastic, first order: fresh noise at every step, as SR3 samples. Needs many steps.",
           true},
          DdpmSampler::evaluationsFor,
          make<DdpmSampler>}}};
    return entries;
}

const Entry& find(std::string_view name) {
    std::string known;
    for (const Entry& entry : registry()) {
        if (entry.description.name == name)
            return entry;
        known += known.empty() ? "" : ", ";
        known += entry.description.name;
    }
    throw UsageError(fmt::format("there is no sampler '{}'; known samplers: {}", name, known));
}

} // namespace

std::span<const SamplerDescription> samplers() {
    static const auto descriptions = [] {
        std::array<SamplerDescription, std::tuple_size_v<std::remove_cvref_t<decltype(registry())>>>
            all;
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = registry()[i].description;
        return all;
    }();
    return descriptions;
}

std::unique_ptr<Sampler> makeSampler(std::string_view name, Denoiser& denoiser,
                                     std::vector<double> sigmas, std::vector<RandomStream> noise) {
    return find(name).make(denoiser, std::move(sigmas), std::move(noise));
}

int evaluationsFor(std::string_view sampler, int steps) {
    return find(sampler).evaluations(steps);
}

Sampler::Sampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise)
    : m_denoiser(denoiser)
    , m_sigmas(std::move(sigmas))
    , m_noise(std::move(noise)) {
    if (m_sigmas.size() < 2 || m_sigmas.back() != 0.0)
        throw UsageError(
            "a sampler needs a schedule of at least one step that ends at noise level 0");
    const auto sizes = m_denoiser.itemSizes();
    if (sizes.size() != m_noise.size())
        throw UsageError(
            fmt::format("{} random streams were given for {} items", m_noise.size(), sizes.size()));
    m_x.resize(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
    m_estimate.assign(m_x.size(), 0.f);
    drawNoise(m_x);
    for (float& x : m_x)
        x *= static_cast<float>(m_sigmas.front());
}

void Sampler::evaluate(std::span<const float> x, double sigma, std::span<float> clean) {
    m_denoiser.denoise(x, sigma, clean);
    ++m_evaluations;
}

void Sampler::drawNoise(std::span<float> z) {
    std::size_t first = 0;
    const auto sizes = m_denoiser.itemSizes();
    for (std::size_t item = 0; item < sizes.size(); ++item) {
        m_noise[item].fillNormal(z.subspan(first, sizes[item]));
        first += sizes[item];
    }
}

} // namespace calolens
