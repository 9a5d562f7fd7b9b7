// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/WorkerThread.h"
#include "evidence/FileEvidenceWorker.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace calolens {

class CheckedEventModel;

/// Can the predictions of this file be trusted? All checks of the file at the left, its events with
/// a column for each check at the right; a double click goes to the event.
class FileEvidenceWindow : public QWidget {
    Q_OBJECT
public:
    explicit FileEvidenceWindow(const FileEvidenceRequest& what, QWidget* parent = nullptr);
    ~FileEvidenceWindow() override;

    [[nodiscard]] std::shared_ptr<const FileCheckReport> report() const { return m_report; }
    [[nodiscard]] QTableView& table() const { return *m_table; }
    [[nodiscard]] CheckedEventModel& model() const { return *m_model; }
    /// For tests: what is said above.
    [[nodiscard]] QString headline() const;

Q_SIGNALS:
    void finished(); ///< the report is there, or it failed
    void eventChosen(qint64 event);

private:
    void showReport(const std::shared_ptr<const FileCheckReport>& report);
    void end(const QString& headline);
    void save();

    WorkerThread<FileEvidenceWorker> m_worker;
    std::shared_ptr<const FileCheckReport> m_report;
    CheckedEventModel* m_model;
    QLabel* m_headline;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_save;
    QVBoxLayout* m_checks;
    QTableView* m_table;
};

} // namespace calolens
