// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Denoiser.h"

#include <vector>

namespace calolens {

void Denoiser::derivative(std::span<const float> x, double sigma, std::span<const float> direction,
                          std::span<float> out) {
    const auto step = static_cast<float>(0.01 * sigma);
    std::vector<float> moved(x.size()), behind(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        moved[i] = x[i] - step * direction[i];
    denoise(moved, sigma, behind);
    for (std::size_t i = 0; i < x.size(); ++i)
        moved[i] = x[i] + step * direction[i];
    denoise(moved, sigma, out);
    for (std::size_t i = 0; i < x.size(); ++i)
        out[i] = (out[i] - behind[i]) / (2 * step);
}

} // namespace calolens
