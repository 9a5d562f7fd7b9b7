// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/shower/HardCascade.h"
#include "simulation/shower/ShowerGeometry.h"

#include <array>
#include <vector>

namespace calolens {

/// Where the sub-showers of a shower begin, and how far their energy is carried.
class SubShowerStarts {
public:
    static constexpr double step = 0.25;        ///< radiation lengths
    static constexpr double carriedStep = 1.25; ///< radiation lengths
    static constexpr std::size_t carriedSteps = 12;

    /// MeV: carried by 0, 1, 2 ... steps, left early, left by ionisation.
    using Energies = std::array<double, carriedSteps + 2>;
    static constexpr std::size_t early = carriedSteps, ionisation = carriedSteps + 1;

    /// @param end  depth behind which nothing is kept, radiation lengths
    explicit SubShowerStarts(double end);
    void clear() noexcept;
    /// Shared between the two steps beside the depth, and the way, so that their means are kept.
    void add(const SubShower& shower) noexcept;
    [[nodiscard]] const std::vector<Energies>& energies() const noexcept { return m_energies; }

private:
    std::vector<Energies> m_energies; ///< by step of the start
};

/// The energy of one shower by slice of depth and by age: how far behind the start of its
/// sub-shower it lies. Age 0 is what hard electrons leave themselves.
class DepthProfile {
public:
    static constexpr int ages = 16;
    static constexpr double ageStep = 1.0; ///< radiation lengths, from age 1 on; the last is open
    using Energies = std::vector<std::array<double, ages>>; ///< MeV, by slice

    DepthProfile(const std::vector<DepthSlice>& slices, const ShowerParameters& parameters);

    [[nodiscard]] SubShowerStarts starts() const;
    /// The energy of all that begins at `starts`.
    void fill(const SubShowerStarts& starts, Energies& energies) const;
    /// Radiation lengths that an age stands for.
    [[nodiscard]] static double middle(int age) noexcept {
        return age == 0 ? 0 : (age - 0.5) * ageStep;
    }

private:
    struct Share {
        std::size_t slice, age;
        std::array<float, SubShowerStarts::ionisation> energy;
    };
    double m_end;
    std::size_t m_slices;
    std::vector<std::vector<Share>> m_shares; ///< by step of the start
    std::vector<std::size_t> m_sliceAt;       ///< of the start
};

} // namespace calolens
