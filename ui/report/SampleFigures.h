// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"
#include "plots/RatioFigure.h"
#include "report/SampleFindings.h"

#include <vector>

namespace calolens {

/// A figure that becomes a file of its own.
struct NamedFigure {
    QString name;  ///< of the file, without suffix
    QString title; ///< for metadata
    Page page;
};

/// The figures of a paper on a sample: maps of the cells of each shown event, energy residuals,
/// their spread against the number of draws, observables (the usual six on one page, then each by
/// itself), counts of maxima, and the comparison of samplers; those that there is something for.
/// The findings must outlive the figures.
[[nodiscard]] std::vector<NamedFigure> sampleFigures(const SampleFindings& findings);

/// The six observables that papers show, of those that there are.
[[nodiscard]] std::vector<const ObservableReport*> usualObservables(const EvaluationReport& report);

/// An observable with the status of the sample in its corner.
[[nodiscard]] RatioFigure labelledFigure(const ObservableReport& observable,
                                         const SampleFindings& findings);

/// Paints observables side by side under one heading and one legend.
/// @param gapMm  between them
void paintObservables(QCPPainter& painter, const QRect& rect, int columns, int rows, double gapMm,
                      const std::vector<const ObservableReport*>& observables,
                      const SampleFindings& findings);

/// The figures that are not observables: residuals, ensemble, maxima, samplers.
[[nodiscard]] std::vector<NamedFigure> overviewFigures(const SampleFindings& findings);

} // namespace calolens
