// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"
#include "simulation/shower/RadialProfile.h"
#include "simulation/shower/ShowerGeometry.h"
#include "simulation/shower/ShowerParameters.h"

#include <vector>

namespace calolens {

/// The photons of up to a few MeV that fly out of a shower's core and are absorbed elsewhere, in
/// front or behind: they tie the wide part of a layer to the whole of the shower, not to what the
/// core leaves there.
class SoftPhotons {
public:
    /// Where one is absorbed. Lengths in mm.
    struct Place {
        double path = 0;   ///< behind the inner surface along the shower's axis; may be negative
        double radius = 0; ///< from the axis
    };

    SoftPhotons(const std::vector<DepthSlice>& slices, const ShowerParameters& parameters);

    /// The place of one that is made on the axis. @param path  mm behind the inner surface
    [[nodiscard]] Place draw(double path, const RadialProfile& profile,
                             RandomStream& random) const noexcept;

private:
    /// A stretch of the axis and how far photons fly in its material.
    struct Stretch {
        double path, depth; ///< its start, mm and in mm of the first material
        double scale;       ///< mm for each mm that they would fly in the first material
    };
    [[nodiscard]] double depthAt(double path) const noexcept;
    [[nodiscard]] const Stretch& stretchAt(double depth) const noexcept;

    std::vector<Stretch> m_stretches;
    double m_nearForward, m_farForward;
};

} // namespace calolens
