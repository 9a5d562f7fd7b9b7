// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>

namespace calolens {

class RatioPlot;

/// The plots of the event in hand: cell energies, layers, lateral profile, with ratio panels. They
/// follow what the panes show, also while the denoising is scrubbed.
class EventPlots : public QWidget {
    Q_OBJECT
public:
    explicit EventPlots(QWidget* parent = nullptr);

    /// @param comparison  nullptr: no event
    /// @param draws       all draws of it, for error bars; may be null
    void show(std::shared_ptr<const EventComparison> comparison,
              std::shared_ptr<const Prediction> draws);
    [[nodiscard]] const std::array<RatioPlot*, 3>& plots() const noexcept { return m_plots; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void redraw();

    std::array<RatioPlot*, 3> m_plots;
    std::shared_ptr<const EventComparison> m_comparison;
    std::shared_ptr<const Prediction> m_draws;
    QTimer m_soon; ///< not more often than one can see
    bool m_stale = true;
};

} // namespace calolens
