// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/PictureContrast.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace calolens {

namespace {
constexpr double step = 0.02; ///< of the exponent, for its derivative
constexpr std::int64_t fewestEvents = 100;
/// Exponents beyond these say that something else is wrong.
constexpr double lowest = 0.8, highest = 1.25;

double changedContrast(std::span<const float> picture, const LrBlocks& blocks, double exponent) {
    std::vector<float> changed(picture.begin(), picture.end());
    changeContrast(changed, blocks, exponent);
    return logContrast(changed, blocks);
}
} // namespace

double logContrast(std::span<const float> picture, const LrBlocks& blocks) {
    double squares = 0;
    for (const float e : blocks.nullPart(picture))
        squares += static_cast<double>(e) * e;
    return std::log(squares);
}

void changeContrast(std::span<float> picture, const LrBlocks& blocks, double exponent) {
    if (exponent == 1)
        return;
    const std::vector<double> before = blocks.sum(picture);
    std::vector<double> powers(picture.size(), 0.0), sums(before.size(), 0.0);
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (const std::size_t j = blocks.lrOf(i); picture[i] > 0 && before[j] > 0) {
            powers[i] = std::pow(picture[i] / before[j], exponent);
            sums[j] += powers[i];
        }
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (powers[i] > 0)
            picture[i] =
                static_cast<float>(before[blocks.lrOf(i)] * powers[i] / sums[blocks.lrOf(i)]);
}

void ContrastFit::add(const EventEvidence& evidence) {
    if (evidence.truth().empty() || evidence.draws() < 1)
        return;
    const LrBlocks& blocks = evidence.blocks();
    double excess = logContrast(evidence.truth(), blocks), slope = 0;
    const double draws = evidence.draws();
    for (int k = 0; k < evidence.draws(); ++k) {
        excess -= logContrast(evidence.draw(k), blocks) / draws;
        slope += (changedContrast(evidence.draw(k), blocks, 1 + step) -
                  changedContrast(evidence.draw(k), blocks, 1 - step)) /
                 (2 * step * draws);
    }
    if (!std::isfinite(excess) || !std::isfinite(slope))
        return; // a picture with even shares alone
    ++m_events;
    m_excess += excess;
    m_slope += slope;
}

double ContrastFit::excess() const {
    return m_events > 0 ? m_excess / static_cast<double>(m_events) : 0;
}

double ContrastFit::exponent() const {
    if (m_events < fewestEvents || !(m_slope > 0))
        return 1;
    return std::clamp(1 + m_excess / m_slope, lowest, highest);
}

} // namespace calolens
