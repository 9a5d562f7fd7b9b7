// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/EventPlots.h"

#include "plots/CellsInRange.h"
#include "plots/EventFigures.h"
#include "plots/RatioPlot.h"
#include "plots/ScreenStyle.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <utility>

namespace calolens {

namespace {
constexpr int RefreshMs = 40;
constexpr int PlotHeight = 230;

std::optional<EventPicture> pictureOf(const EventComparison& comparison, PictureRole role) {
    switch (role) {
    case PictureRole::Predicted:
        return predictedPicture(comparison);
    case PictureRole::Truth:
        return truthPicture(*comparison.event);
    case PictureRole::Lr:
        break;
    }
    return lrPicture(*comparison.event);
}
} // namespace

EventPlots::EventPlots(QWidget* parent)
    : QWidget(parent)
    , m_chooser(new ChoiceBox) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::Tight, spacing::Tight, spacing::Tight, spacing::Tight);
    layout->setSpacing(spacing::Normal);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("A drag chooses &cells of"));
    label->setBuddy(m_chooser);
    m_chooser->setToolTip(tr("Drag across a plot, or click a bin: its cells are selected in the "
                             "panes and summed in the details"));
    row->addWidget(label);
    row->addWidget(m_chooser, 1);
    layout->addLayout(row);
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        auto* plot = new RatioPlot(screenStyle(*this));
        plot->setMinimumHeight(PlotHeight);
        plot->setRangeSelectable(true);
        connect(plot, &RatioPlot::rangeSelected, this,
                [this, i](double low, double high) { chooseRange(i, low, high); });
        layout->addWidget(plot, 1);
        m_plots[i] = plot;
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
    const auto eventOf = [](const auto& c) { return c ? c->event : nullptr; };
    if (eventOf(m_comparison) != eventOf(comparison))
        forgetRange();
    m_comparison = std::move(comparison);
    m_draws = std::move(draws);
    offerPictures();
    m_stale = true;
    if (isVisible() && !m_soon.isActive())
        m_soon.start();
}

/// Those that there are; what was chosen stays, if it is among them.
void EventPlots::offerPictures() {
    const QVariant chosen = m_chooser->currentData();
    std::vector<std::pair<PictureRole, QString>> offered;
    if (m_comparison && m_comparison->event) {
        if (!m_comparison->predicted.empty())
            offered.emplace_back(PictureRole::Predicted, tr("HR, predicted"));
        if (m_comparison->event->hasTruth())
            offered.emplace_back(PictureRole::Truth, tr("HR, truth"));
        offered.emplace_back(PictureRole::Lr, tr("LR, measured"));
    }
    if (static_cast<std::size_t>(m_chooser->count()) == offered.size() &&
        (offered.empty() ||
         m_chooser->itemData(0).toInt() == static_cast<int>(offered.front().first)))
        return; // while it is scrubbed, nothing changes here
    const QSignalBlocker quiet(m_chooser);
    m_chooser->clear();
    for (const auto& [role, name] : offered)
        m_chooser->addItem(name, static_cast<int>(role));
    m_chooser->setCurrentIndex(std::max(m_chooser->findData(chosen), 0));
    m_chooser->setEnabled(offered.size() > 1);
}

PictureRole EventPlots::chooser() const {
    return m_chooser->count() > 0 ? static_cast<PictureRole>(m_chooser->currentData().toInt())
                                  : PictureRole::Lr;
}

void EventPlots::setChooser(PictureRole role) {
    if (const int index = m_chooser->findData(static_cast<int>(role)); index >= 0)
        m_chooser->setCurrentIndex(index);
}

void EventPlots::chooseRange(std::size_t plot, double low, double high) {
    if (!m_comparison || !m_comparison->event)
        return;
    const PictureRole role = chooser();
    const auto picture = pictureOf(*m_comparison, role);
    if (!picture)
        return;
    const Event& event = *m_comparison->event;
    const int level = role == PictureRole::Lr ? 0 : static_cast<int>(event.levels.size()) - 1;
    Q_EMIT cellsChosen(level,
                       cellsInRange(static_cast<EventPlot>(plot), event, *picture, low, high));
    forgetRange(); // of another plot
    m_plots.at(plot)->setHighlight(std::pair{low, high});
}

void EventPlots::forgetRange() {
    for (RatioPlot* plot : m_plots)
        plot->setHighlight(std::nullopt);
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
