// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Symmetry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {

DepositEvent transformed(const DepositEvent& event, const Granularity& granularity, int layers,
                         Symmetry symmetry) {
    int coarsest = granularity.grid(0).nPhi;
    for (int layer = 1; layer < layers; ++layer)
        coarsest = std::min(coarsest, granularity.grid(layer).nPhi);

    DepositEvent result;
    result.number = event.number;
    result.particles = event.particles;
    constexpr double twoPi = 2.0 * std::numbers::pi;
    for (Particle& particle : result.particles) {
        double phi = particle.phi + twoPi * symmetry.phiTurn / coarsest;
        phi = symmetry.mirrorPhi ? -phi : phi;
        particle.phi = static_cast<float>(phi - twoPi * std::floor(phi / twoPi));
        particle.eta = symmetry.mirrorEta ? -particle.eta : particle.eta;
    }
    for (std::size_t i = 0; i < event.cells.size(); ++i) {
        CellId cell = event.cells.id(i);
        if (cell.layer >= layers)
            continue;
        const auto [nEta, nPhi] = granularity.grid(cell.layer);
        const int turned = (cell.iphi + symmetry.phiTurn * (nPhi / coarsest)) % nPhi;
        cell.iphi = static_cast<std::uint16_t>(symmetry.mirrorPhi ? nPhi - 1 - turned : turned);
        cell.ieta =
            static_cast<std::uint16_t>(symmetry.mirrorEta ? nEta - 1 - cell.ieta : cell.ieta);
        result.cells.append(cell, event.cells.energy[i]);
        if (i < event.mainParticle.size())
            result.mainParticle.push_back(event.mainParticle[i]);
    }
    return result;
}

} // namespace calolens
