// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Observables.h"
#include "event/EventComparison.h"
#include "plots/RatioFigure.h"

namespace calolens {

/// Figures of LR, predicted and true energies of one event; what is not known is left out.
/// Error bars: sqrt(number of cells) in the spectrum; in the profiles the readout noise for LR and,
/// where `draws` are given, the standard deviation over the draws for the prediction.
///
/// Number of cells against cell energy.
[[nodiscard]] RatioFigure spectrumFigure(const EventComparison& comparison);
/// Energy against layer. @param draws  all draws of this event; may be null
[[nodiscard]] RatioFigure layerFigure(const EventComparison& comparison,
                                      const Prediction* draws = nullptr);
/// Energy against distance, counted from the LR energy centroid for all three.
[[nodiscard]] RatioFigure lateralFigure(const EventComparison& comparison,
                                        const Prediction* draws = nullptr);

/// What the lateral profile counts distances from: the LR energy centroid.
[[nodiscard]] EtaPhi lateralCentre(const Event& event);

/// The three above, in this order.
[[nodiscard]] std::vector<RatioFigure> eventFigures(const EventComparison& comparison,
                                                    const Prediction* draws = nullptr);

} // namespace calolens
