// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens {

/// Every tuned constant of the parametrised showers, and what each is called in
/// G. Grindhammer and S. Peters, hep-ex/0001020 (GP below), where it has a counterpart. How they
/// were tuned: docs/fast-simulation.md. Depths and ages are in radiation lengths of the material
/// that is crossed. The age is the distance behind the start of a sub-shower, tau = age / 5.
struct ShowerParameters {
    // The materials: COCOA's ECAL (liquid argon and lead 4.6 : 1.2 by volume) and HCAL (plastic
    // scintillator and iron 1.0 : 1.1), each a uniform mixture, and the iron between them.
    double ecalRadiationLength = 23.528; ///< mm
    double ironRadiationLength = 17.57;  ///< mm (Particle Data Group)
    double hcalRadiationLength = 32.3;   ///< mm, from iron 17.57 and polystyrene 413
    double criticalEnergy = 12.2;        ///< MeV, ECAL; only sets the scale of ln y
    double moliereRadius = 50.0; ///< mm, ECAL: 21.2 MeV X0 / Ec; only sets the scale of radii

    // The first generations, followed down to the cuts (HardCascade).
    double cascadeCut = 400;      ///< MeV, of electrons and photons
    double cascadePhotonCut = 80; ///< MeV, of bremsstrahlung photons
    double ionisation =
        13.34; ///< MeV per radiation length: 1.6 MeV cm2/g of electrons of 0.1 to 1 GeV
    // A photon of E MeV flies conversionLength (1 + conversionLow (100 / E)^0.67) on average; 9/7
    // and 0.31 give the attenuation in lead of NIST XCOM from 20 MeV to 1 GeV; the second is tuned,
    // as Compton electrons carry on at once.
    double conversionLength = 9.0 / 7.0; ///< radiation lengths
    double conversionLow = 0.31;

    double suppressionEnergy = 18e6; ///< MeV: 7.7 TeV/cm (Particle Data Group) in the ECAL

    // Longitudinal profile of a sub-shower: an exponential of what its first electrons leave, and
    // the rest carried on by photons, in portions, by at least carriedOffset + carriedSlope ln y
    // with y = E / criticalEnergy and an exponential more; there it is a gamma distribution as in
    // GP eq. 2. Depths and ways in radiation lengths.
    double earlyShare = 0.3045, earlyDepth = 0.9016;
    double carriedOffset = -2.213, carriedSlope = 1.13;
    double carriedLength = 1.961;        ///< mean of the exponential
    double carriedPortion = 80;          ///< MeV at most
    double alpha = 1.577, depth = 1.846; ///< shape and mean of the gamma distribution
    double hcalResponse =
        1.081; ///< of the HCAL (and the iron in front) to what is left of a shower

    // Radial profile of the core: GP eq. 22 has f(r) = 2 r R^2 / (r^2 + R^2)^2; here the power is
    // free and an exponential ends it, f(r) ~ r / (r^2 + R^2)^k exp(-r / D). Lengths in Moliere
    // radii.
    double ionisationRadius = 0.01768; ///< R about hard electrons
    double coreRadius = 0.04593, coreRadiusSlope = 0.08324,
           coreRadiusCubic = 0.06747; ///< R = + tau + tau^3
    double coreRadiusLeast = 0.01;
    double corePower = 1.696, corePowerSlope = 0.002445; ///< k
    double coreRange = 2.593, coreRangeSlope = -0.5144;  ///< D
    double hcalRadialScale = 1.068; ///< lengths in the HCAL against the ECAL, in mm

    // Soft photons, which leave the core and are absorbed elsewhere (GP has a second radial power
    // law instead): their way is f(s) = s / L^2 exp(-s / L), the cosine c of their angle to the
    // axis has the density exp(forward c). Some fly near, some far. Lengths in Moliere radii.
    double photonFraction = 0.09543, photonFractionSlope = 0.09715; ///< share of the energy
    double photonFractionLimit = 0.8;
    double nearLength = 0.6741, nearLengthSlope = 0.0153, farLength = 1.323; ///< L
    double farShare = 0.4587, farShareSlope = -0.006146;
    double nearForward = 0.7511, farForward = 1.739;
    double photonScaleIron = 0.6656, photonScaleHcal = 0.4398; ///< lengths against the ECAL, in mm
    // Albedo: photons that leave backwards and are absorbed elsewhere; energy share
    // albedo (E / 30 GeV)^albedoEnergy cosh(eta)^albedoEta.
    double albedo = 0.00134, albedoEnergy = -0.27, albedoEta = 2.8;
    double albedoDepth = 3.0; ///< mean depth of their absorption, radiation lengths

    // Spots: the kept steps, of the energies of SpotSpectrum. In the core so many are steps of fast
    // electrons instead, with exponential energies, ever fewer away from the axis:
    // the share falls as exp(-r / (fastRange min(tau, 1)^fastPower)).
    double fastShare = 0.2561; ///< on the axis
    double fastEnergy = 1.001; ///< mean, before the emulation's 1 / sampling fraction, MeV
    double fastRange = 44.48, fastPower = 1.504; ///< mm
    double companionProbability = 0.05378; ///< of a soft photon to lie close to the one before it
    double companionDistance = 12;         ///< mm, sigma in each direction
};

} // namespace calolens
