// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/SoftPhotons.h"

#include <cmath>

namespace calolens {

namespace {
/// Cosine of the angle to the axis, of density exp(forward cosine).
double drawCosine(double forward, RandomStream& random) noexcept {
    const double u = random.uniform();
    if (std::abs(forward) < 1e-3)
        return 2 * u - 1;
    return 1 + std::log(u + (1 - u) * std::exp(-2 * forward)) / forward;
}
} // namespace

SoftPhotons::SoftPhotons(const std::vector<DepthSlice>& slices, const ShowerParameters& parameters)
    : m_nearForward(parameters.nearForward)
    , m_farForward(parameters.farForward) {
    for (const DepthSlice& slice : slices) {
        const double scale = slice.gap ? parameters.photonScaleIron
                             : slice.kind == LayerKind::Electromagnetic
                                 ? 1
                                 : parameters.photonScaleHcal;
        if (m_stretches.empty())
            m_stretches.push_back({slice.pathLow, 0, scale});
        else if (scale != m_stretches.back().scale)
            m_stretches.push_back({slice.pathLow, depthAt(slice.pathLow), scale});
    }
}

double SoftPhotons::depthAt(double path) const noexcept {
    std::size_t i = m_stretches.size() - 1;
    while (i > 0 && path < m_stretches[i].path)
        --i;
    return m_stretches[i].depth + (path - m_stretches[i].path) / m_stretches[i].scale;
}

const SoftPhotons::Stretch& SoftPhotons::stretchAt(double depth) const noexcept {
    std::size_t i = m_stretches.size() - 1;
    while (i > 0 && depth < m_stretches[i].depth)
        --i;
    return m_stretches[i];
}

SoftPhotons::Place SoftPhotons::draw(double path, const RadialProfile& profile,
                                     RandomStream& random) const noexcept {
    const bool far = random.uniform() < profile.farShare;
    const double length = -(far ? profile.farLength : profile.nearLength) *
                          std::log(random.uniform() * random.uniform());
    const double cosine = drawCosine(far ? m_farForward : m_nearForward, random);
    const double sine = std::sqrt(std::max(0.0, 1 - cosine * cosine));
    const double from = depthAt(path), to = from + length * cosine;
    const Stretch& end = stretchAt(to);
    const double reached = end.path + (to - end.depth) * end.scale;
    const double scale = std::abs(to - from) > 1e-6 ? (reached - path) / (to - from) : end.scale;
    return {reached, length * sine * scale};
}

} // namespace calolens
