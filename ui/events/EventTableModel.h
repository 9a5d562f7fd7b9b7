// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/WorkerThread.h"
#include "events/EventRowReader.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QColor>
#include <QHash>
#include <QList>
#include <QTimer>

#include <optional>
#include <unordered_map>
#include <vector>

namespace calolens {

/// What is known of an event beside its file, for a column of its own: how its checks came out.
struct EventMark {
    QString text; ///< "\u2717 3"
    QString tip;
    QColor colour;
    int severity = 0; ///< the larger, the worse; 0: all is well
};

/// The events of one file as table rows. Only rows that somebody asks for are read, in a thread of
/// their own; those read last are remembered. Neither time nor memory grows with the file.
class EventTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Number,
        Particles,
        TrueEnergy,
        LrEnergy,
        LrCells,
        HrCells,
        Predicted,
        Checked,
        ColumnCount
    };

    explicit EventTableModel(QObject* parent = nullptr);
    ~EventTableModel() override;

    /// Shows another file, or none (its file member null).
    void setFile(const OpenEventFile& file);
    /// Shows these events alone, in this order; nullopt: all of the file.
    void showOnly(std::optional<std::vector<qint64>> events);
    /// More of them, below those shown.
    void append(const QList<qint64>& events);
    [[nodiscard]] bool showsAll() const noexcept { return !m_only.has_value(); }
    [[nodiscard]] qint64 eventAt(int row) const;
    /// The row of an event; -1 if it is not shown.
    [[nodiscard]] int rowOf(qint64 event) const;
    /// Shows these marks, by the event's number, until there is another file.
    void setMarks(const QHash<qint64, EventMark>& marks);
    /// Those that are marked as not all well, the worst first.
    [[nodiscard]] std::vector<qint64> worstEvents() const;
    [[nodiscard]] bool hasMarks() const { return !m_marks.isEmpty(); }
    /// Whether every row asked for has been read.
    [[nodiscard]] bool settled() const { return m_wanted.isEmpty() && !m_reading; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    void rowsArrived();

private:
    const EventRow* rowFor(qint64 event) const;
    void readWanted();
    void acceptRows(quint64 generation, const QList<EventRow>& rows);
    static QString text(const EventRow& row, int column);
    [[nodiscard]] QVariant picture(qint64 event, int role) const;

    OpenEventFile m_file;
    std::optional<std::vector<qint64>> m_only; ///< event of each row
    std::unordered_map<qint64, int> m_rowOf;   ///< of those in m_only
    QHash<qint64, EventMark> m_marks;
    WorkerThread<EventRowReader> m_reader;
    quint64 m_generation = 0;
    bool m_reading = false;
    // Asking for a row that is not there yet is noted by data(), which is const.
    mutable QCache<qint64, EventRow> m_rows; ///< by event
    mutable QList<qint64> m_wanted;          ///< events
    mutable QTimer m_readSoon;
};

} // namespace calolens
