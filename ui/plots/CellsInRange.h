// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/EventPicture.h"

#include <vector>

namespace calolens {

/// The plots of an event, in the order of eventFigures().
enum class EventPlot { Spectrum, Layers, Lateral };

/// The cells of a picture that an event's plot counts in a range of its axis, ascending.
/// @param low, high  as on the axis: GeV, number of the layer, distance; high is not included
[[nodiscard]] std::vector<std::size_t> cellsInRange(EventPlot plot, const Event& event,
                                                    const EventPicture& picture, double low,
                                                    double high);

} // namespace calolens
