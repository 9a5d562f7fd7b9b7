// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/EventPlots.h"

#include "plots/EventFigures.h"
#include "plots/RatioPlot.h"
#include "plots/ScreenStyle.h"
#include "theme/Theme.h"

#include <QVBoxLayout>

#include <utility>

namespace calolens {

namespace {
constexpr int RefreshMs = 40;
constexpr int PlotHeight = 230;
} // namespace

EventPlots::EventPlots(QWidget* parent)
    : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::Tight, spacing::Tight, spacing::Tight, spacing::Tight);
    layout->setSpacing(spacing::Normal);
    for (RatioPlot*& plot : m_plots) {
        plot = new RatioPlot(screenStyle(*this));
        plot->setMinimumHeight(PlotHeight);
        layout->addWidget(plot, 1);
    }
    m_soon.setSingleShot(true);
    m_soon.setInterval(RefreshMs);
    m_soon.callOnTimeout(this, &EventPlots::redraw);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        for (RatioPlot* plot : m_plots)
            plot->setStyle(screenStyle(*this));
    });
}

void EventPlots::show(std::shared_ptr<const EventComparison> comparison,
                      std::shared_ptr<const Prediction> draws) {
    m_comparison = std::move(comparison);
    m_draws = std::move(draws);
    m_stale = true;
    if (isVisible() && !m_soon.isActive())
        m_soon.start();
}

void EventPlots::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale)
        redraw();
}

void EventPlots::redraw() {
    m_stale = false;
    std::vector<RatioFigure> figures(m_plots.size());
    if (m_comparison && m_comparison->event)
        figures = eventFigures(*m_comparison, m_draws.get());
    for (std::size_t i = 0; i < m_plots.size(); ++i)
        m_plots[i]->setFigure(figures[i]);
}

} // namespace calolens
