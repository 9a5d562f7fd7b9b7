// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Observables.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace calolens {

/// A direction with an energy.
struct EnergyPoint {
    EtaPhi at;
    double energy = 0; ///< MeV
};

/// The cells of a picture with positive energy, the hottest first; at most `most` of them.
[[nodiscard]] std::vector<EnergyPoint> hottestPoints(const EventPicture& picture, std::size_t most);

/// Energy correlation functions ECF(1) to ECF(4) (Larkoski, Salam, Thaler, arXiv:1305.0007, eq. 2)
/// with the energies in place of transverse momenta, divided by ECF(1)^N:
/// e_N = sum over N-tuples i1 < ... < iN of prod(z_i) prod over pairs(deltaR_ij ^ beta), with
/// z_i = E_i / sum E. The element [N - 1] is e_N, so [0] is 1. Costs N^3 operations without e_4.
/// @param withFour  whether e_4 is wanted (N^4 operations); else it is 0
/// @returns zeros if there is no energy
[[nodiscard]] std::array<double, 4> energyCorrelations(std::span<const EnergyPoint> points,
                                                       double beta = 1, bool withFour = true);

/// Ratios of energy correlation functions, beta = 1; none where the denominator vanishes.
struct Substructure {
    std::optional<double> c2; ///< e3 / e2^2 (arXiv:1305.0007, eq. 3 with N = 2)
    std::optional<double> c3; ///< e4 e2 / e3^2 (the same with N = 3)
    std::optional<double> d2; ///< e3 / e2^3 (arXiv:1409.6298, eq. 1.1)
};

/// Cells that enter C2 and D2, and C3: the hottest ones, which bounds the work for large events.
inline constexpr std::size_t cellsInC2 = 200;
inline constexpr std::size_t cellsInC3 = 64;

[[nodiscard]] Substructure substructure(const EventPicture& picture);

} // namespace calolens
