// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/Bootstrap.h"
#include "analysis/observables/EventObservables.h"
#include "event/Prediction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// Event-energy residual, picture minus truth: in GeV, and relative to truth.
struct ResidualReport {
    Measured meanGev, sdGev, meanRel, sdRel;
};

/// Residual of the mean of some draws.
struct EnsemblePoint {
    int draws = 0;
    Measured sdGev;
    Measured overLr; ///< sd over LR's
};

/// One histogram: contents per event, one per bin.
struct HistogramReport {
    std::vector<double> content, error;
};

/// How far the distribution of an observable is from truth's.
struct ObservableReport {
    ObservableInfo info;
    Measured separationSr;     ///< of one draw: mean over the draws
    Measured separationSrMean; ///< of the mean of all draws
    Measured separationLr;
    Measured floor; ///< of two independent truth samples; error: sd of one such comparison
    /// Between two draws of the same events, which share their LR event as a draw and truth do:
    /// what a perfect model would show. None for a single draw.
    std::optional<double> floorPaired;
    Measured meanTruth, meanSr, meanLr; ///< means over events (per event in a spectrum: cells)
    std::vector<double>
        edges; ///< inner bins; contents have one bin below and one above in addition
    bool logAxis = false;
    HistogramReport truth, sr, srMean, lr; ///< sr: averaged over the draws
};

/// Pairs of true particles closer than one LR cell, seen as two maxima or not.
struct TwoMaximaReport {
    std::int64_t pairs = 0;
    std::string layer;              ///< where maxima are looked for
    Measured truth, sr, srMean, lr; ///< rates of two maxima
    Measured srGivenTwo;            ///< rate in draws where truth shows two
    Measured srGivenOne;            ///< rate in draws where truth does not
    std::int64_t pairsGivenTwo = 0;
};

/// How often a picture shows as many maxima as truth does, for events in which truth shows so many.
struct MaximaCount {
    int maxima = 0;
    bool orMore = false;
    std::int64_t events = 0;
    Measured lr, sr, srMean; ///< shares of these events
};

/// Area under the ROC curve of a classifier.
struct AucReport {
    Measured auc;
    std::vector<double> repeats; ///< one value per training
    /// The same classifier, taught to tell one half of the truth from the other.
    std::optional<Measured> floor;
    std::int64_t events = 0; ///< that took part
};

/// What `evaluate` says of the predictions of one file, or of one range of energies in it.
struct EvaluationReport {
    std::string source;
    PredictionInfo prediction;
    std::int64_t events = 0;
    /// Events behind residuals and zero fractions: more than the others where those are of a
    /// random sample of the file.
    std::int64_t residualEvents = 0;
    int samples = 0;
    std::optional<double> energyLowGev, energyHighGev; ///< of the range of incident energies

    ResidualReport lr, sr, srMean;
    Measured ratioSr, ratioSrMean; ///< sd_gev over LR's
    std::vector<EnsemblePoint> ensemble;
    struct Residuals {
        std::vector<double> lr, sr, srMean; ///< GeV, for figures; sr: one draw of each event
    } residuals;
    Measured zeroTruth, zeroSr, zeroSrMean;
    std::vector<ObservableReport> observables;
    std::optional<Measured> fpd, fpdFloor, fpdLr, kpd, kpdFloor, kpdLr;
    std::optional<AucReport> highLevel, lowLevel;
    std::optional<TwoMaximaReport> twoMaxima;
    std::vector<MaximaCount> maximaCounts; ///< in the layer of the observable; where there are any
    std::vector<EvaluationReport> energyBins; ///< the same for ranges of incident energy
};

} // namespace calolens
