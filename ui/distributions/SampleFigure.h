// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distributions/SampleValues.h"
#include "plots/RatioFigure.h"

namespace calolens {

/// How the distribution of an observable is drawn.
struct SampleFigureOptions {
    SamplePicture predicted = SamplePicture::Draw; ///< or Mean
    bool logY = false;
};

/// The distribution of an observable over events: truth, LR and prediction, as far as they are
/// known, with sqrt(N) errors and their ratio. What lies outside of the bins is counted in the
/// note.
/// @return without series if no value is known
[[nodiscard]] RatioFigure sampleFigure(const SampleValues& values, std::size_t observable,
                                       const SampleFigureOptions& options);

} // namespace calolens
