// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/EventPicture.h"

#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

double EventPicture::variance(std::size_t i) const {
    if (!noisy)
        return 0;
    const double noise = detector->layers.at(cells->layer[i]).noise;
    return noise * noise;
}

EventPicture lrPicture(const Event& event) {
    return {&event.readout->detector, &event.readout->levels.front(), &event.lr(),
            event.lr().energy, true};
}

std::optional<EventPicture> truthPicture(const Event& event) {
    if (!event.hasTruth())
        return std::nullopt;
    return hrPicture(event, event.hr().energy);
}

EventPicture hrPicture(const Event& event, std::span<const float> energy) {
    if (energy.size() != event.hr().size())
        throw UsageError(fmt::format("event {} has {} cells at high resolution, but {} energies "
                                     "were given for them",
                                     event.number, event.hr().size(), energy.size()));
    return {&event.readout->detector, &event.readout->levels.back(), &event.hr(), energy, false};
}

std::optional<EventPicture> predictedPicture(const EventComparison& comparison) {
    if (comparison.predicted.empty())
        return std::nullopt;
    return hrPicture(*comparison.event, comparison.predicted);
}

} // namespace calolens
