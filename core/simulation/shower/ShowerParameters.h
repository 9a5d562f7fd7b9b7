// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens {

/// Every tuned constant of the parametrised showers, and what each is called in
/// G. Grindhammer and S. Peters, hep-ex/0001020 (GP below), where it has a counterpart. How they
/// were tuned: docs/fast-simulation.md. Depths t are in radiation lengths of the material that is
/// crossed, y = E / criticalEnergy, tau = t / T with T the depth of the shower maximum.
struct ShowerParameters {
    // The materials: COCOA's ECAL (liquid argon and lead 4.6 : 1.2 by volume) and HCAL (plastic
    // scintillator and iron 1.0 : 1.1), each a uniform mixture, and the iron between them.
    double ecalRadiationLength = 23.528; ///< mm
    double ironRadiationLength = 17.57;  ///< mm (Particle Data Group)
    double hcalRadiationLength = 32.3;   ///< mm, from iron 17.57 and polystyrene 413
    double criticalEnergy = 10.0;        ///< MeV, ECAL; only sets the scale of ln y
    double moliereRadius = 50.0; ///< mm, ECAL: 21.2 MeV X0 / Ec; only sets the scale of radii

    // Longitudinal profile, GP eqs. 3 to 11: t ~ Gamma(alpha, beta), T = (alpha - 1) / beta.
    // (ln T, ln alpha) are normal and correlated; means and widths are linear in ln y.
    double maximumOffset = -0.97, maximumSlope = 1.03; ///< exp<ln T>; GP homogeneous: -0.858, 1
    double alphaOffset = 0.08, alphaSlope = 0.573; ///< exp<ln alpha>; GP: 0.21, 0.492 + 2.38 / Z
    double maximumWidthOffset = -3.9, maximumWidthSlope = 1.64; ///< 1 / sigma(ln T); GP: -1.4, 1.26
    double alphaWidthOffset = -2.85, alphaWidthSlope = 1.19; ///< 1 / sigma(ln a); GP: -0.58, 0.86
    double correlationOffset = 1.59, correlationSlope = -0.153; ///< rho; GP: 0.705, -0.023
    double widthLimit = 0.6;    ///< largest sigma, reached by the lowest energies
    double hcalResponse = 0.61; ///< of the HCAL (and the iron in front) to what is left of a shower

    // Photons convert at a depth that is exponential with mean 9/7 (LPM and screening apart), to
    // two electrons that each make a shower.
    double conversionLength = 9.0 / 7.0; ///< radiation lengths

    // Radial profile. Core: GP eq. 22 has f(r) = 2 r R^2 / (r^2 + R^2)^2; here the power is free
    // and an exponential ends it, f(r) ~ r / (r^2 + R^2)^corePower exp(-r / coreRange). Tail and
    // halo: f(r) = r / L^2 exp(-r / L), where GP's second power law leaves too much far out. All
    // vary with tau = t / t0 (t0 / T)^radialTauPower, t0 the maximum at 30 GeV (GP: 1). Lengths in
    // Moliere radii.
    double radialTauPower = 0.6437;
    double corePower = 1.6153, coreRange = 3.3739;
    double coreRadius = 0.034, coreRadiusCubic = 0.047; ///< R = coreRadius + coreRadiusCubic tau^3
    double coreRadiusEnergy = -0.06;                    ///< radius (E / 30 GeV)^this
    double coreRadiusLeast = 0.01;
    double tailLength = 0.1896, tailLengthSlope = 0.3411;
    double haloLength = 1.7153, haloLengthSlope = -1, tailLengthLeast = 0.1;
    double tailFraction = 0.036, tailFractionSlope = 0.0725; ///< energy share of tail and halo
    double tailFractionEnergy = 0.3;                         ///< tailFraction (E / 30 GeV)^this
    double tailSlopeEnergy = -0.035;                         ///< slope (E / 30 GeV)^this
    double haloShare = 0.6347, haloShareSlope = -0.1154;     ///< of which the halo has so much
    double tailFractionLimit = 0.8;
    // Albedo: photons that leave backwards and are absorbed elsewhere; energy share
    // albedo (E / 30 GeV)^albedoEnergy cosh(eta)^albedoEta.
    double albedo = 0.00096, albedoEnergy = -0.27, albedoEta = 2.8;
    double albedoDepth = 3.0; ///< mean depth of their absorption, radiation lengths
    double radialWidth = 0.0; ///< sigma of the logarithm of an event's common factor of all radii
    double hcalRadialScale = 0.91; ///< lengths in the HCAL against the ECAL, in mm

    // Spots: the kept steps, of the energies of SpotSpectrum. In the core so many are steps of fast
    // electrons instead, with exponential energies, ever fewer away from the axis:
    // the share falls as exp(-r / (fastRange min(tau, 1))).
    double fastShare = 0.3;             ///< on the axis
    double fastEnergy = 0.9;            ///< mean, before the emulation's 1 / sampling fraction, MeV
    double fastRange = 40;              ///< mm
    double companionProbability = 0.06; ///< of a tail spot to lie close to the one before it
    double companionDistance = 12;      ///< mm, sigma in each direction
};

} // namespace calolens
