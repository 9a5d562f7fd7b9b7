// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace calolens {

/// A true particle that made the event.
struct Particle {
    std::int32_t pdg = 0; ///< PDG code: 11 electron, 22 photon, ...
    float energy = 0;     ///< kinetic energy, MeV
    float eta = 0;
    float phi = 0; ///< rad
};

/// The cells of one event at one level, one column per quantity, all of the same length
/// (except energy, which is empty when not known, and parent, which is empty at level 0).
struct CellSet {
    std::vector<std::uint8_t> layer;
    std::vector<std::uint16_t> ieta;
    std::vector<std::uint16_t> iphi;
    std::vector<float> energy;        ///< MeV
    std::vector<std::int32_t> parent; ///< index of the cell in the level above, within this event

    [[nodiscard]] std::size_t size() const noexcept { return layer.size(); }
    [[nodiscard]] CellId id(std::size_t i) const { return {layer[i], ieta[i], iphi[i]}; }
    void append(CellId cell, float energyMeV) {
        layer.push_back(cell.layer);
        ieta.push_back(cell.ieta);
        iphi.push_back(cell.iphi);
        energy.push_back(energyMeV);
    }
};

/// One event on a ladder of granularities: level 0 was measured (LR, noisy); each further level
/// holds all children of every cell of the level before it, zeros included, in the order of their
/// parents and, within a parent, of childOf's k; the last level is HR.
struct Event {
    std::int64_t number = 0;                ///< zero-based, in its file
    std::shared_ptr<const Readout> readout; ///< never null
    std::vector<Particle> particles;        ///< empty for real data
    std::vector<CellSet> levels;

    [[nodiscard]] const CellSet& lr() const { return levels.front(); }
    [[nodiscard]] const CellSet& hr() const { return levels.back(); }
    /// Whether the true HR energies are known (simulation) or not (real data).
    [[nodiscard]] bool hasTruth() const {
        return levels.size() > 1 && hr().energy.size() == hr().size();
    }
};

/// What a detector simulation deposited in one event, noise-free, on its own fine grid.
struct DepositEvent {
    std::int64_t number = 0;
    std::vector<Particle> particles;
    CellSet cells; ///< non-zero cells only; parent is empty
    std::vector<std::int16_t>
        mainParticle; ///< per cell: index into particles of the largest depositor
};

} // namespace calolens
