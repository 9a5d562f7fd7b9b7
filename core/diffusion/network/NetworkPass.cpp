// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/NetworkPass.h"

#include "diffusion/network/MatmulPrecision.h"

namespace calolens {

torch::Tensor NetworkPass::denoise(const torch::Tensor& x, const torch::Tensor& level,
                                   const BoundCondition& condition) const {
    const MatmulPrecision products(m_precision);
    if (!condition.centre.defined())
        return m_network->denoise(x, level, condition.embedded, condition.mask);
    return m_network->denoise(x - condition.centre, level, condition.embedded, condition.mask) +
           condition.centre;
}

} // namespace calolens
