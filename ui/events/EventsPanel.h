// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QTableView;

namespace calolens {

class EventDocument;
class EventFilterBar;
class EventTableModel;
struct EventMark;

/// The open files and the events of the current one. The row that is current is the event that is
/// shown.
class EventsPanel : public QWidget {
    Q_OBJECT
public:
    explicit EventsPanel(EventDocument& document, QWidget* parent = nullptr);
    [[nodiscard]] EventTableModel& model() const { return *m_model; }
    /// Shows how the events of the current file came out of their checks, until there is another.
    void setMarks(const QHash<qint64, EventMark>& marks);
    [[nodiscard]] QTableView& table() const { return *m_table; }
    [[nodiscard]] EventFilterBar& filter() const { return *m_filter; }
    /// Shows these events of the current file alone, until the filter is cleared or another file is
    /// chosen. @param why  what they have in common, in words
    /// @param remark  where they were found, in words
    void showOnly(std::vector<qint64> events, const QString& why, const QString& remark);
    /// Shows the events whose checks came out worst, the worst first, and goes to it.
    /// @returns false if no event is known to have failed one
    bool orderByChecks();
    /// Looks for the events that differ most from their prediction (or LR from truth), shows them,
    /// the most different first, and goes to it.
    void orderByDifference();
    /// Shows all events again.
    void showAll();
    /// Goes so many events on (or back) among those that the table shows.
    void step(int by);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Leaves out the less telling columns where there is no room for all.
    void fitColumns();
    void updateFiles();
    void updateFile();
    void updateCurrentRow();
    void updatePlace();

    EventDocument& m_document;
    EventTableModel* m_model;
    QComboBox* m_files;
    EventFilterBar* m_filter;
    QTableView* m_table;
    QLabel* m_place;
    bool m_following = false; ///< the row is being set to the event, not the event to the row
};

} // namespace calolens
