// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/CellsInRange.h"

#include "plots/EventFigures.h"

namespace calolens {

std::vector<std::size_t> cellsInRange(EventPlot plot, const Event& event,
                                      const EventPicture& picture, double low, double high) {
    constexpr double gev = 1e-3;
    const EtaPhi centre = plot == EventPlot::Lateral ? lateralCentre(event) : EtaPhi{};
    const auto place = [&](std::size_t i) {
        switch (plot) {
        case EventPlot::Spectrum:
            return static_cast<double>(picture.energy[i]) * gev;
        case EventPlot::Layers:
            return static_cast<double>(picture.cells->layer[i]);
        case EventPlot::Lateral:
            break;
        }
        const CellBounds bounds = picture.bounds(i);
        return deltaR({bounds.eta(), bounds.phi()}, centre);
    };
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (const double x = place(i); x >= low && x < high)
            cells.push_back(i);
    return cells;
}

} // namespace calolens
