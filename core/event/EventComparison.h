// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "event/Prediction.h"

#include <memory>
#include <string>
#include <vector>

namespace calolens {

/// What the window, the plots and the exports compare: an event and one predicted HR picture of it.
struct EventComparison {
    std::string source; ///< file name, for labels
    std::shared_ptr<const Event>
        event;                    ///< LR is event->lr(); truth, where known, event->hr().energy
    std::vector<float> predicted; ///< MeV per cell of event->hr(); empty: nothing predicted yet
    std::string
        predictedLabel;      ///< "one draw, seed 1", "mean of 10 draws", "noisy state, sigma 3.2"
    PredictionInfo settings; ///< of the prediction; meaningless if predicted is empty
};

} // namespace calolens
