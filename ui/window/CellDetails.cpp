// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/CellDetails.h"

#include "theme/Theme.h"
#include "window/PanelSection.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include <vector>

namespace calolens {
namespace {

const QString kNone = QStringLiteral("\u2013");

QString energyText(double mev) {
    const QLocale locale;
    return std::abs(mev) < 1000
               ? CellDetails::tr("%1 MeV").arg(locale.toString(mev, 'f', 1))
               : CellDetails::tr("%1 GeV").arg(locale.toString(mev / 1000, 'f', 3));
}

/// The cells of the last level that descend from cell `ancestor` of level 0.
std::vector<std::size_t> descendants(const Event& event, std::size_t ancestor) {
    std::vector<std::size_t> wanted{ancestor};
    for (std::size_t level = 1; level < event.levels.size(); ++level) {
        const auto& parents = event.levels[level].parent;
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < parents.size(); ++i)
            for (const std::size_t parent : wanted)
                if (static_cast<std::size_t>(parents[i]) == parent)
                    found.push_back(i);
        wanted = std::move(found);
    }
    return wanted;
}

/// The cell of level 0 that a cell descends from.
std::size_t ancestorOf(const Event& event, CellReference cell) {
    std::size_t index = cell.index;
    for (int level = cell.level; level > 0; --level)
        index =
            static_cast<std::size_t>(event.levels[static_cast<std::size_t>(level)].parent[index]);
    return index;
}

} // namespace

CellDetails::CellDetails(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_place(mutedLabel({}))
    , m_energies(new QLabel)
    , m_children(new QTableWidget(0, 3)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::Tight);
    layout->addWidget(m_title);
    layout->addWidget(m_place);
    layout->addWidget(m_energies);
    layout->addWidget(m_children);
    m_title->setWordWrap(true);
    m_title->setProperty("role", QStringLiteral("value"));
    m_place->setWordWrap(true);
    m_children->setHorizontalHeaderLabels({tr("Child"), tr("Pred. / MeV"), tr("Truth / MeV")});
    m_children->horizontalHeaderItem(0)->setToolTip(
        tr("Numbers of the high-resolution cell in eta and phi"));
    m_children->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_children->verticalHeader()->hide();
    m_children->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 7);
    m_children->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_children->setSelectionMode(QAbstractItemView::NoSelection);
    m_children->setFocusPolicy(Qt::NoFocus);
    m_children->setShowGrid(false);
    m_children->setFrameShape(QFrame::NoFrame);
    m_children->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_children->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_children->setAccessibleName(tr("Children of the measured cell"));
    refresh();
}

void CellDetails::setComparison(std::shared_ptr<const EventComparison> comparison) {
    const bool sameEvent = comparison && m_comparison && comparison->event == m_comparison->event;
    m_comparison = std::move(comparison);
    if (!sameEvent)
        m_cell.reset();
    refresh();
}

void CellDetails::setCell(std::optional<CellReference> cell) {
    m_cell = cell;
    refresh();
}

void CellDetails::refresh() {
    const bool known =
        m_comparison && m_cell &&
        m_cell->level < static_cast<int>(m_comparison->event->levels.size()) &&
        m_cell->index < m_comparison->event->levels[static_cast<std::size_t>(m_cell->level)].size();
    m_energies->setVisible(known);
    m_children->setVisible(known);
    m_title->setVisible(known);
    if (!known) {
        m_place->setText(tr("Point at a cell to see what it is; click to keep it here."));
        return;
    }
    const Event& event = *m_comparison->event;
    const CellSet& cells = event.levels[static_cast<std::size_t>(m_cell->level)];
    const CellId id = cells.id(m_cell->index);
    const Detector& detector = event.readout->detector;
    const bool finest = m_cell->level + 1 == static_cast<int>(event.levels.size());
    const QString kind = m_cell->level == 0 ? tr("LR cell")
                         : finest           ? tr("HR cell")
                                            : tr("cell of level %1").arg(m_cell->level);
    m_title->setText(
        tr("%1, %2").arg(kind, QString::fromStdString(detector.layers[id.layer].name)));
    const CellBounds bounds =
        cellBounds(detector, event.readout->levels[static_cast<std::size_t>(m_cell->level)], id);
    const QLocale locale;
    m_place->setText(
        tr("\u03B7 %1, \u03C6 %2 rad (numbers %3, %4)")
            .arg(locale.toString(bounds.eta(), 'f', 3), locale.toString(bounds.phi(), 'f', 3))
            .arg(id.ieta)
            .arg(id.iphi));
    const std::size_t ancestor = ancestorOf(event, *m_cell);
    const auto& measured = event.lr().energy;
    const double noise = detector.layers[id.layer].noise;
    m_energies->setText(tr("Measured in the LR cell: %1%2")
                            .arg(energyText(measured[ancestor]),
                                 noise > 0
                                     ? tr(" (%1 \u03C3 of noise)")
                                           .arg(locale.toString(measured[ancestor] / noise, 'f', 1))
                                     : QString()));
    m_energies->setWordWrap(true);
    fillChildren(ancestor, finest ? std::optional(m_cell->index) : std::nullopt);
}

void CellDetails::fillChildren(std::size_t parent, std::optional<std::size_t> picked) {
    const Event& event = *m_comparison->event;
    const CellSet& cells = event.hr();
    const std::vector<std::size_t> children = descendants(event, parent);
    const bool predicted = m_comparison->predicted.size() == cells.size();
    const QLocale locale;
    double predictedSum = 0, trueSum = 0;
    m_children->setRowCount(static_cast<int>(children.size()) + 1);
    const auto put = [&](int row, int column, const QString& text, bool strong) {
        auto* item = new QTableWidgetItem(text);
        item->setTextAlignment(Qt::AlignVCenter | (column == 0 ? Qt::AlignLeft : Qt::AlignRight));
        QFont font = item->font();
        font.setBold(strong);
        item->setFont(font);
        m_children->setItem(row, column, item);
    };
    int row = 0;
    for (const std::size_t child : children) {
        const bool strong = picked == child;
        put(row, 0, QStringLiteral("%1, %2").arg(cells.ieta[child]).arg(cells.iphi[child]), strong);
        put(row, 1, predicted ? locale.toString(m_comparison->predicted[child], 'f', 1) : kNone,
            strong);
        put(row, 2, event.hasTruth() ? locale.toString(cells.energy[child], 'f', 1) : kNone,
            strong);
        predictedSum += predicted ? m_comparison->predicted[child] : 0.0F;
        trueSum += event.hasTruth() ? cells.energy[child] : 0.0F;
        ++row;
    }
    put(row, 0, tr("Sum"), false);
    put(row, 1, predicted ? locale.toString(predictedSum, 'f', 1) : kNone, false);
    put(row, 2, event.hasTruth() ? locale.toString(trueSum, 'f', 1) : kNone, false);
    const int rowHeight = m_children->verticalHeader()->defaultSectionSize();
    m_children->setFixedHeight((row + 1) * rowHeight +
                               m_children->horizontalHeader()->sizeHint().height() + 2);
}

} // namespace calolens
