// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/EventReader.h"
#include "document/WorkerThread.h"
#include "events/EventFilterRun.h"

#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QLineEdit;

namespace calolens {

class EventTableModel;

/// The line in which one types which events the table shows, and what it says of them.
class EventFilterBar : public QWidget {
    Q_OBJECT
public:
    explicit EventFilterBar(EventTableModel& model, QWidget* parent = nullptr);
    ~EventFilterBar() override;

    /// Another file: its events are all shown.
    void setFile(const OpenEventFile& file);
    /// As if the condition had been typed.
    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    /// The condition that was typed; empty if none was, or the events were found in another way.
    [[nodiscard]] QString condition() const { return m_foundElsewhere ? QString() : text(); }
    /// Shows events that were found in another way, in their order.
    /// @param remark  said below the line, which holds the reason
    void showOnly(std::vector<qint64> events, const QString& why, const QString& remark);
    /// Looks for the events that differ most from the prediction of that name (or from LR), and
    /// shows those when it has found them. @param prediction  empty: none
    void rankByDifference(const std::string& prediction);
    /// All events again.
    void clear();
    [[nodiscard]] QLineEdit& line() const { return *m_line; }
    /// What is said below the line: an error, or why these events are shown.
    [[nodiscard]] QString remark() const;
    [[nodiscard]] bool searching() const noexcept { return m_searching; }

Q_SIGNALS:
    void ranked();  ///< the events that differ most are shown
    void changed(); ///< the table shows other events

private:
    void apply();
    void say(const QString& remark, bool error = false);

    EventTableModel& m_model;
    OpenEventFile m_file;
    WorkerThread<EventFilterRun> m_run;
    quint64 m_generation = 0;
    bool m_searching = false;
    bool m_foundElsewhere = false; ///< the line says why these events are shown
    QLineEdit* m_line;
    QLabel* m_remark;
    QTimer m_soon; ///< while one types
};

} // namespace calolens
