// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventsPanel.h"

#include "document/EventDocument.h"
#include "document/Paths.h"
#include "events/EventFilterBar.h"
#include "events/EventTableModel.h"
#include "theme/ChoiceBox.h"
#include "theme/Theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace calolens {

EventsPanel::EventsPanel(EventDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(new EventTableModel(this))
    , m_files(new ChoiceBox(12))
    , m_filter(new EventFilterBar(*m_model))
    , m_table(new QTableView)
    , m_place(new QLabel) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(spacing::Normal, spacing::Tight, spacing::Normal, spacing::Normal);
    head->addWidget(m_files);
    head->addWidget(m_filter);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    m_place->setContentsMargins(spacing::Normal, spacing::Tight, spacing::Normal, spacing::Tight);
    m_place->setProperty("role", QStringLiteral("muted"));
    layout->addWidget(m_place);

    m_files->setAccessibleName(tr("Open files"));
    m_files->setToolTip(tr("The open files"));

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Events"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    const int rowHeight = fontMetrics().height() + 9;
    m_table->setIconSize({rowHeight - 2, rowHeight - 2});
    // Every row has the same height, and no row is measured: that would read the file.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(30);
    const QString widest[EventTableModel::ColumnCount] = {
        QStringLiteral("Event"),   QStringLiteral("Particles"), QStringLiteral("1000.00"),
        QStringLiteral("1000.00"), QStringLiteral("cells"),     QStringLiteral("12,800"),
        QStringLiteral("Pred."),   QStringLiteral("Check")};
    constexpr int Padding = 14;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, header->fontMetrics().horizontalAdvance(widest[column]) +
                                            Padding +
                                            (column == EventTableModel::Number ? rowHeight : 0));
    header->setStretchLastSection(true);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid() && !m_following)
                    m_document.goToEvent(m_model->eventAt(current.row()));
            });
    connect(m_filter, &EventFilterBar::changed, this, [this] {
        updatePlace();
        updateCurrentRow();
    });
    connect(m_filter, &EventFilterBar::ranked, this,
            [this] { m_document.goToEvent(m_model->eventAt(0)); });
    connect(m_files, &QComboBox::activated, &m_document, &EventDocument::setCurrentFile);
    connect(&m_document, &EventDocument::filesChanged, this, &EventsPanel::updateFiles);
    connect(&m_document, &EventDocument::currentFileChanged, this, &EventsPanel::updateFile);
    connect(&m_document, &EventDocument::eventChanged, this, &EventsPanel::updateCurrentRow);
    // Where an event could not be read, the table goes back to the one that is still shown.
    connect(&m_document, &EventDocument::failed, this, &EventsPanel::updateCurrentRow);
    updateFiles();
    updateFile();
}

void EventsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitColumns();
}

void EventsPanel::fitColumns() {
    constexpr int ScrollBar = 14;
    const QHeaderView* header = m_table->horizontalHeader();
    int needed = ScrollBar;
    for (int column = 0; column < EventTableModel::ColumnCount; ++column) {
        m_table->setColumnHidden(column, false);
        needed += column >= EventTableModel::Predicted // one of these is stretched
                      ? header->fontMetrics().horizontalAdvance(QStringLiteral("Check")) + 14
                      : header->sectionSize(column);
    }
    if (!m_model->hasMarks()) {
        m_table->setColumnHidden(EventTableModel::Checked, true);
        needed -= header->fontMetrics().horizontalAdvance(QStringLiteral("Check")) + 14;
    }
    for (const int column : {EventTableModel::HrCells, EventTableModel::LrCells,
                             EventTableModel::Particles, EventTableModel::TrueEnergy}) {
        if (needed <= width())
            return;
        needed -= header->sectionSize(column);
        m_table->setColumnHidden(column, true);
    }
}

void EventsPanel::setMarks(const QHash<qint64, EventMark>& marks) {
    m_model->setMarks(marks);
    fitColumns();
}

void EventsPanel::updateFiles() {
    const QSignalBlocker quiet(m_files);
    m_files->clear();
    for (const OpenEventFile& open : m_document.files()) {
        m_files->addItem(EventDocument::displayName(*open.file));
        m_files->setItemData(m_files->count() - 1, toQString(open.file->path()), Qt::ToolTipRole);
    }
    if (m_files->count() == 0)
        m_files->addItem(tr("No file is open"));
    m_files->setEnabled(!m_document.files().empty());
}

void EventsPanel::updateFile() {
    const int current = m_document.currentFile();
    const OpenEventFile file =
        current < 0 ? OpenEventFile{} : m_document.files()[static_cast<std::size_t>(current)];
    m_model->setFile(file);
    m_filter->setFile(file);
    m_files->setCurrentIndex(std::max(current, 0));
    fitColumns();
    updateCurrentRow();
}

void EventsPanel::showOnly(std::vector<qint64> events, const QString& why, const QString& remark) {
    m_filter->showOnly(std::move(events), why, remark);
}

bool EventsPanel::orderByChecks() {
    std::vector<qint64> worst = m_model->worstEvents();
    if (worst.empty())
        return false;
    const qint64 first = worst.front();
    const int count = static_cast<int>(worst.size());
    m_filter->showOnly(std::move(worst), tr("Worst checks first"),
                       tr("%n event(s) with a check to look at", nullptr, count));
    m_document.goToEvent(first);
    return true;
}

void EventsPanel::orderByDifference() {
    m_filter->rankByDifference(m_document.predictionChoice().name);
}

void EventsPanel::showAll() {
    m_filter->clear();
}

void EventsPanel::step(int by) {
    if (m_model->showsAll()) {
        m_document.stepEvent(by);
        return;
    }
    const int row = m_model->rowOf(m_document.currentEvent());
    const int last = m_model->rowCount() - 1;
    if (last < 0)
        return;
    // From outside of what is shown one comes to its start.
    const int next = row < 0 ? 0 : std::clamp(row + by, 0, last);
    m_document.goToEvent(m_model->eventAt(next));
}

void EventsPanel::updatePlace() {
    const qint64 count = m_document.eventCount();
    const QLocale locale;
    if (count == 0)
        m_place->setText(m_document.currentFile() < 0 ? tr("Drop a file here, or press Ctrl+O")
                                                      : tr("This file holds no events"));
    else
        m_place->setText(tr("%1 events, numbered 0 to %2")
                             .arg(locale.toString(count), locale.toString(count - 1)));
    if (count > 0 && !m_model->showsAll())
        m_place->setText(tr("%1 of %2 events")
                             .arg(locale.toString(m_model->rowCount()), locale.toString(count)));
}

void EventsPanel::updateCurrentRow() {
    updatePlace();
    if (m_document.busy())
        return;
    const int at = m_model->rowOf(m_document.currentEvent());
    if (at < 0 || m_table->currentIndex().row() == at)
        return;
    m_following = true;
    const QModelIndex row = m_model->index(at, 0);
    m_table->setCurrentIndex(row);
    m_table->selectRow(row.row());
    m_table->scrollTo(row);
    m_following = false;
}

} // namespace calolens
