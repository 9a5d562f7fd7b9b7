// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/benchmark/SamplerBenchmark.h"
#include "analysis/evaluation/EvaluationReport.h"
#include "event/EventComparison.h"
#include "plots/RatioFigure.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// An event that a report shows as a whole, and why.
struct ShownEvent {
    QString why; ///< "largest energy residual: 0.51 GeV"
    EventComparison comparison;
    std::shared_ptr<const Prediction> draws; ///< whose mean is shown; may be null
};

/// What figures and reports of a sample are made of.
struct SampleFindings {
    EvaluationReport evaluation;
    std::optional<SamplerBenchmark> samplers;
    std::string modelCard; ///< JSON; empty: not known
    QString madeBy;        ///< how the events were made, in one line; empty: not known
    LowerPanel lower = LowerPanel::Ratio; ///< of the observables
    QString status;                       ///< in the corner of every figure: "CaloLens simulation"
    std::vector<ShownEvent> events;
};

} // namespace calolens
