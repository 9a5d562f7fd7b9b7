// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckResult.h"
#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

#include <string>

namespace calolens {

/// The curve of a check of calibration: a rank histogram, flat where draws and truth are alike, or
/// coverage against credibility, on the diagonal where the uncertainty is honest.
class CalibrationPlot : public QCustomPlot {
    Q_OBJECT
public:
    CalibrationPlot(const CheckResult& result, const PlotStyle& style, QWidget* parent = nullptr);
    /// Whether the result has such a curve.
    [[nodiscard]] static bool known(const CheckResult& result);
    /// Whether a number of a result is a point of its curve.
    [[nodiscard]] static bool isPoint(const std::string& name);
    [[nodiscard]] QSize sizeHint() const override;

private:
    void addRanks(const CheckResult& result);
    void addCoverage(const CheckResult& result);

    PlotStyle m_style;
};

} // namespace calolens
