// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/stress/Lie.h"

namespace calolens {

/// Spread of a cell over draws below which a place is not chosen for a blob, MeV.
inline constexpr double leastBlobSpread = 10;

/// Adds `size` spreads of a cell's energy over the draws to this cell, in all draws. The cell is
/// Testimony::place, its spread taken as leastBlobSpread at least; else chosen at random among
/// those with such a spread.
[[nodiscard]] Testimony addBlob(const Testimony& honest, const Testimony& other, double size,
                                RandomStream& random);
/// Takes as much away, as far as there is energy in a draw.
[[nodiscard]] Testimony removeBlob(const Testimony& honest, const Testimony& other, double size,
                                   RandomStream& random);
/// Moves as much, as far as there is energy, to the sibling of least mean energy: nothing that the
/// LR cells could show.
[[nodiscard]] Testimony moveEnergy(const Testimony& honest, const Testimony& other, double size,
                                   RandomStream& random);
/// Puts the other event's draws in the place of the event's own: laid over it such that the hottest
/// LR cells of each layer coincide, scaled to the event's LR energy; a share `size` of them, the
/// rest stays the event's own.
[[nodiscard]] Testimony otherEvent(const Testimony& honest, const Testimony& other, double size,
                                   RandomStream& random);

} // namespace calolens
