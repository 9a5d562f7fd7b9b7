// SPDX-License-Identifier: GPL-3.0-or-later
#include "detector/Detector.h"

#include <cmath>

namespace calolens {

double Detector::radius(double depth, double eta) const noexcept {
    return innerRadius + depth / std::cosh(eta);
}

Detector Detector::cocoa() {
    using enum LayerKind;
    return {"COCOA",
            1500.0,
            3.0,
            {{"ECAL1", Electromagnetic, 0.0, 94.11, 0.07, 13.0},
             {"ECAL2", Electromagnetic, 94.11, 470.56, 0.07, 34.0},
             {"ECAL3", Electromagnetic, 470.56, 517.62, 0.07, 41.0},
             {"HCAL1", Hadronic, 597.62, 996.17, 0.025, 75.0},
             {"HCAL2", Hadronic, 996.17, 2085.57, 0.025, 50.0},
             {"HCAL3", Hadronic, 2085.57, 2563.84, 0.025, 25.0}}};
}

Point3 pointAt(const Detector& detector, double depth, double eta, double phi) noexcept {
    const double r = detector.radius(depth, eta);
    return {r * std::cos(phi), r * std::sin(phi), r * std::sinh(eta)};
}

} // namespace calolens
