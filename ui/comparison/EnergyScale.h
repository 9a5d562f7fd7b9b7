// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <string>
#include <vector>

namespace calolens {

/// The range of energies that the legend shows, shared by all panes.
class EnergyScale {
public:
    struct Tick {
        double position = 0; ///< 0 to 1 along the legend
        std::string label;   ///< with its unit; empty: a minor tick
    };

    EnergyScale() = default;
    /// One-sided, from low to high (MeV); a logarithmic one needs low > 0.
    EnergyScale(double lowMeV, double highMeV, bool logarithmic);
    /// Two-sided and linear, from -reach to reach (MeV), zero in the middle.
    [[nodiscard]] static EnergyScale signedScale(double reachMeV);
    /// Linear, of numbers in a unit of their own, from 0 (two-sided: from -reach) to reach or what
    /// is round above it.
    [[nodiscard]] static EnergyScale ofValues(double reach, bool twoSided, std::string unit);
    /// The range that suits one picture: up to its largest energy.
    [[nodiscard]] static EnergyScale forEnergies(const std::vector<float>& energiesMeV,
                                                 double thresholdMeV, bool logarithmic);
    /// The range that suits an event: from its LR cells and, where known, true HR cells. The
    /// prediction is left out, so that the colours keep their meaning while one scrubs through it.
    [[nodiscard]] static EnergyScale forEvent(const Event& event, double thresholdMeV,
                                              bool logarithmic);

    /// The same scale from and to other energies; 0 leaves an end where it is. Ends that would
    /// cross or, of a logarithmic scale, not be positive, are moved apart.
    [[nodiscard]] EnergyScale between(double lowMeV, double highMeV) const;

    [[nodiscard]] double low() const noexcept { return m_low; }
    [[nodiscard]] double high() const noexcept { return m_high; }
    [[nodiscard]] bool logarithmic() const noexcept { return m_logarithmic; }
    /// 0 at low or below, 1 at high or above; 0 for NaN.
    [[nodiscard]] double position(double energyMeV) const noexcept;
    [[nodiscard]] std::vector<Tick> ticks() const;

    bool operator==(const EnergyScale&) const = default;

private:
    [[nodiscard]] static EnergyScale upTo(double largestMeV, double thresholdMeV, bool logarithmic);

    double m_low = 1;
    double m_high = 1000;
    bool m_logarithmic = true;
    bool m_isEnergy = true;
    std::string m_unit; ///< if it is no energy
};

/// "340 MeV", "12.5 GeV": three significant figures in the unit that reads best.
[[nodiscard]] std::string energyText(double energyMeV);

/// A number with its unit: an energy if that is MeV, else as it is ("0.42", "3.1 σ").
[[nodiscard]] std::string valueText(double value, const std::string& unit);

} // namespace calolens
