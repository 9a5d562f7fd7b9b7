// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/training/TrainingLog.h"
#include "plots/LinePlot.h"
#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

namespace calolens {

/// The mean over the points around each one: a window of a fiftieth of the curve to both sides.
[[nodiscard]] TrainingLog::Curve smoothed(const TrainingLog::Curve& curve);

/// A loss against the steps of a training: of each batch, thin, with its running mean, and of the
/// chooser set. Drag and wheel move and zoom along the steps; a double click shows all again.
class TrainingCurves : public QCustomPlot {
    Q_OBJECT
public:
    /// @param second  what the axis at the right shows; empty: it shows nothing of its own
    explicit TrainingCurves(const QString& loss, const QString& second = {},
                            QWidget* parent = nullptr);
    void setCurves(const TrainingLog::Curve& loss, const TrainingLog::Curve& chooser,
                   const TrainingLog::Curve& second = {});
    void setStyle(const PlotStyle& style);
    /// What is in sight of the loss: of batches in the mean, and of the chooser set.
    [[nodiscard]] LineFigure figure() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void showAll();

    QCPGraph *m_loss, *m_mean, *m_chooser, *m_second;
    QString m_secondName;
    double m_lastStep = 0;
    bool m_zoomed = false;
};

} // namespace calolens
