// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/CellTable.h"
#include "event/ParticleTable.h"

/// Names in a deposits file (docs/file-format.md).
namespace calolens::deposits {

inline constexpr const char* format = "geant4-deposits";
inline constexpr std::int64_t version = 1;
inline constexpr const char* mainParticle = "/cell_main_particle";
inline const CellNames cellNames{"/event_offsets", "/cell_layer", "/cell_ieta", "/cell_iphi",
                                 "/cell_e"};
inline const ParticleNames particleNames{"/particle_offsets", "/particle_pdg", "/particle_e",
                                         "/particle_eta", "/particle_phi"};

} // namespace calolens::deposits
