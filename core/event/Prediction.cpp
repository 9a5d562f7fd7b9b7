// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/Prediction.h"

#include <algorithm>
#include <cmath>

namespace calolens {

bool Prediction::complete() const noexcept {
    return std::none_of(energy.begin(), energy.end(), [](float e) { return std::isnan(e); });
}

std::vector<float> Prediction::mean() const {
    std::vector<double> sum(cells, 0.0);
    for (int k = 0; k < samples; ++k)
        for (std::size_t i = 0; i < cells; ++i)
            sum[i] += energy[static_cast<std::size_t>(k) * cells + i];
    std::vector<float> result(cells);
    std::transform(sum.begin(), sum.end(), result.begin(),
                   [this](double s) { return static_cast<float>(s / samples); });
    return result;
}

std::vector<float> Prediction::draw(int sample) const {
    const auto first =
        energy.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(sample) * cells);
    return {first, first + static_cast<std::ptrdiff_t>(cells)};
}

} // namespace calolens
