// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"
#include "plots/PlotStyle.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <vector>

class QComboBox;

namespace calolens {

class RatioPlot;

/// The plots of the event in hand: cell energies, layers, lateral profile, with ratio panels. They
/// follow what the panes show, also while the denoising is scrubbed. A drag across one, or a click
/// on a bin, chooses the cells in there.
class EventPlots : public QWidget {
    Q_OBJECT
public:
    explicit EventPlots(QWidget* parent = nullptr);

    /// @param comparison  nullptr: no event
    /// @param draws       all draws of it, for error bars; may be null
    void show(std::shared_ptr<const EventComparison> comparison,
              std::shared_ptr<const Prediction> draws);
    [[nodiscard]] const std::array<RatioPlot*, 3>& plots() const noexcept { return m_plots; }
    /// Whose cells a drag chooses; LR's where there is no such picture.
    [[nodiscard]] PictureRole chooser() const;
    void setChooser(PictureRole role);
    /// Chooses the cells in a range of a plot's axis. @param plot  index into plots()
    void chooseRange(std::size_t plot, double low, double high);
    /// The cells were chosen in another way: no range is marked any more.
    void forgetRange();

Q_SIGNALS:
    /// @param level  of the event, 0: LR  @param cells  of it, ascending
    void cellsChosen(int level, const std::vector<std::size_t>& cells);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void redraw();
    void offerPictures();

    std::array<RatioPlot*, 3> m_plots;
    QComboBox* m_chooser;
    std::shared_ptr<const EventComparison> m_comparison;
    std::shared_ptr<const Prediction> m_draws;
    QTimer m_soon; ///< not more often than one can see
    bool m_stale = true;
};

} // namespace calolens
