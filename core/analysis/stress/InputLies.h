// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/stress/Lie.h"

namespace calolens {

/// Multiplies all measured energies by `size`; the draws stay.
[[nodiscard]] Testimony rescaleInput(const Testimony& honest, const Testimony& other, double size,
                                     RandomStream& random);
/// Makes the noise of every cell `size` times what the readout says (1 or more). Cells that it
/// takes below zero are not read out, and cells that it would have lifted over the threshold are
/// not added; the draws of the others stay.
[[nodiscard]] Testimony raiseNoise(const Testimony& honest, const Testimony& other, double size,
                                   RandomStream& random);
/// Leaves out all cells of layer number `size`; no draws.
[[nodiscard]] Testimony dropLayer(const Testimony& honest, const Testimony& other, double size,
                                  RandomStream& random);
/// Adds the other event, its energies multiplied by `size`, where it is; no draws.
[[nodiscard]] Testimony pileUp(const Testimony& honest, const Testimony& other, double size,
                               RandomStream& random);

} // namespace calolens
