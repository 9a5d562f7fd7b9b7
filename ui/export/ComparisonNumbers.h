// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <QString>

#include <vector>

namespace calolens {

/// A row of the table of numbers: a quantity with its unit, and its value in each picture. A dash
/// stands for what is not known.
struct NumbersRow {
    QString quantity;
    QString lr, predicted, truth;
};

/// The numbers that compare LR, prediction and truth of one event.
/// @param draws  all draws of this event, for the spread of the energy; may be null
[[nodiscard]] std::vector<NumbersRow> comparisonNumbers(const EventComparison& comparison,
                                                        const Prediction* draws);

/// How the prediction was made, as key and value; empty if nothing is predicted.
[[nodiscard]] std::vector<std::pair<QString, QString>>
predictionSettings(const EventComparison& comparison);

} // namespace calolens
