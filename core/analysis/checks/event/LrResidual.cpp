// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/LrResidual.h"

namespace calolens {

std::vector<double> lrPulls(const EventEvidence& evidence, std::span<const float> x) {
    std::vector<double> pulls = evidence.blocks().sum(x);
    for (std::size_t j = 0; j < pulls.size(); ++j)
        pulls[j] = (pulls[j] - evidence.event().lr().energy[j]) / evidence.noise()[j];
    return pulls;
}

std::vector<double> meanLrPulls(const EventEvidence& evidence) {
    // The sum is linear: the pull of the mean picture is the mean of the draws' pulls.
    return lrPulls(evidence, evidence.mean());
}

double meanSquare(std::span<const double> values) {
    double sum = 0;
    for (const double v : values)
        sum += v * v;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double drawsChiSquare(const EventEvidence& evidence) {
    double sum = 0;
    for (int k = 0; k < evidence.draws(); ++k)
        sum += meanSquare(lrPulls(evidence, evidence.draw(k)));
    return sum / evidence.draws();
}

} // namespace calolens
