// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/latents/LatentCode.h"

#include "diffusion/latents/HitsAndEnergies.h"
#include "diffusion/latents/RatioLogit.h"
#include "diffusion/latents/SumAndHits.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <numeric>

namespace calolens {

std::shared_ptr<const LatentCode> makeLatentCode(const ParametrisationSettings& s) {
    if (s.kind == "sum-and-hits")
        return std::make_shared<SumAndHits>(s);
    if (s.kind == "hits-and-energies")
        return std::make_shared<HitsAndEnergies>(s);
    if (s.kind == "ratio-logit")
        return std::make_shared<RatioLogit>();
    throw UsageError(fmt::format("there is no parametrisation '{}'; known: sum-and-hits, "
                                 "hits-and-energies, ratio-logit",
                                 s.kind));
}

void shareOut(double sum, std::span<float> energies) {
    const double own = std::accumulate(energies.begin(), energies.end(), 0.0);
    if (!(own > 0) || !(sum > 0))
        return;
    const double scale = sum / own;
    for (float& energy : energies)
        energy = static_cast<float>(energy * scale);
}

} // namespace calolens
