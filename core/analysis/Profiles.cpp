// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/Profiles.h"

namespace calolens {

Histogram cellEnergySpectrum(const EventPicture& picture, const Binning& energy) {
    Histogram spectrum(energy);
    for (const float e : picture.energy)
        spectrum.fill(e);
    return spectrum;
}

Histogram layerProfile(const EventPicture& picture) {
    const int layers = picture.granularity->layerCount();
    Histogram profile(Binning::uniform(layers, -0.5, layers - 0.5));
    for (std::size_t i = 0; i < picture.size(); ++i)
        profile.fill(picture.cells->layer[i], picture.energy[i], picture.variance(i));
    return profile;
}

Histogram lateralProfile(const EventPicture& picture, EtaPhi centre, const Binning& distance) {
    Histogram profile(distance);
    for (std::size_t i = 0; i < picture.size(); ++i) {
        const CellBounds bounds = picture.bounds(i);
        profile.fill(deltaR({bounds.eta(), bounds.phi()}, centre), picture.energy[i],
                     picture.variance(i));
    }
    return profile;
}

} // namespace calolens
