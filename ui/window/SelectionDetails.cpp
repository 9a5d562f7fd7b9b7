// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/SelectionDetails.h"

#include "comparison/EnergyScale.h"
#include "document/EventReader.h"
#include "theme/Theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

namespace calolens {
namespace {

constexpr int MostDraws = 64; ///< that have a row of their own

QString text(double mev) {
    return QString::fromStdString(energyText(mev));
}

} // namespace

SelectionDetails::SelectionDetails(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_sums(new QTableWidget(0, 2)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::Normal, 0, 0);
    layout->setSpacing(spacing::Tight);
    layout->addWidget(m_title);
    layout->addWidget(m_sums);
    m_title->setWordWrap(true);
    m_title->setProperty("role", QStringLiteral("value"));
    m_sums->setHorizontalHeaderLabels({tr("Selection"), tr("Sum")});
    m_sums->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_sums->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_sums->verticalHeader()->hide();
    m_sums->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 7);
    m_sums->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_sums->setSelectionMode(QAbstractItemView::NoSelection);
    m_sums->setFocusPolicy(Qt::NoFocus);
    m_sums->setShowGrid(false);
    m_sums->setFrameShape(QFrame::NoFrame);
    m_sums->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sums->setAccessibleName(tr("Sums of the selected cells"));
    refresh();
}

void SelectionDetails::setComparison(std::shared_ptr<const EventComparison> comparison) {
    const bool sameEvent = comparison && m_comparison && comparison->event == m_comparison->event;
    m_comparison = std::move(comparison);
    if (!sameEvent)
        m_selection = {};
    refresh();
}

void SelectionDetails::setDraws(std::shared_ptr<const StoredDraws> draws) {
    m_draws = std::move(draws);
    refresh();
}

void SelectionDetails::setSelection(const CellSelection& selection) {
    m_selection = selection;
    m_selected = {};
    if (m_comparison && !selection.empty())
        m_selected =
            selectedCells(*m_comparison->event, FamilyTree(*m_comparison->event), selection);
    refresh();
}

void SelectionDetails::addRow(const QString& name, const QString& value, const QString& tip) {
    const int row = m_sums->rowCount();
    m_sums->insertRow(row);
    auto* left = new QTableWidgetItem(name);
    auto* right = new QTableWidgetItem(value);
    left->setToolTip(tip);
    right->setToolTip(tip);
    right->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_sums->setItem(row, 0, left);
    m_sums->setItem(row, 1, right);
}

void SelectionDetails::refresh() {
    const bool shown = m_comparison && !m_selection.empty();
    setVisible(shown);
    m_sums->setRowCount(0);
    if (!shown)
        return;
    const SelectionSums sums =
        selectionSums(*m_comparison, m_selected, m_draws ? &m_draws->prediction : nullptr);
    const QLocale locale;
    const QString lr = tr("LR cells: %1").arg(locale.toString(m_selected.lr.size()));
    const QString hr = tr("HR cells: %1").arg(locale.toString(m_selected.hr.size()));
    m_title->setText(m_selection.level == 0 ? tr("Selected %1; their %2").arg(lr, hr)
                                            : tr("Selected %1; in %2").arg(hr, lr));
    addRow(tr("LR, measured"), text(sums.lr),
           m_selection.level == 0 ? QString()
                                  : tr("Of the whole LR cells that the selection lies in"));
    if (sums.predicted)
        addRow(tr("Predicted"), text(*sums.predicted));
    if (sums.draws.size() > 1)
        addRow(tr("%1 draws").arg(sums.draws.size()),
               QStringLiteral("%1 \u00B1 %2").arg(text(sums.mean), text(sums.spread)),
               tr("Mean of the draws and their standard deviation"));
    if (sums.truth)
        addRow(tr("Truth"), text(*sums.truth));
    if (sums.truth && sums.draws.size() > 1 && sums.spread > 0)
        addRow(
            tr("Truth from the mean"),
            tr("%1 \u03C3").arg(locale.toString((*sums.truth - sums.mean) / sums.spread, 'f', 1)),
            tr("Distance of the truth from the mean of the draws, in units of their spread"));
    for (std::size_t k = 0; k < std::min<std::size_t>(sums.draws.size(), MostDraws); ++k)
        addRow(tr("Draw %1").arg(k + 1), text(sums.draws[k]));
    constexpr int MostRows = 12; // then it scrolls
    const int height = m_sums->verticalHeader()->defaultSectionSize();
    m_sums->setFixedHeight(std::min(m_sums->rowCount(), MostRows) * height +
                           m_sums->horizontalHeader()->sizeHint().height() + 2);
}

} // namespace calolens
