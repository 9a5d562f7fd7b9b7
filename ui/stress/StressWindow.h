// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/WorkerThread.h"
#include "plots/LinePlot.h"
#include "stress/StressWorker.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace calolens {

/// Are the checks any good? For each lie what each check catches against its size, and the ROC
/// curves of one size: of a run over all events of a file, or of the report of an earlier one.
class StressWindow : public QWidget {
    Q_OBJECT
public:
    /// Runs the test.
    explicit StressWindow(const StressRequest& what, QWidget* parent = nullptr);
    /// Shows a report. @param name of its file
    StressWindow(const StressReport& report, const QString& name, QWidget* parent = nullptr);
    ~StressWindow() override;

    [[nodiscard]] std::shared_ptr<const StressReport> report() const { return m_report; }
    [[nodiscard]] QComboBox& lieBox() const { return *m_lies; }
    [[nodiscard]] QComboBox& sizeBox() const { return *m_sizes; }
    /// For tests: what is said above.
    [[nodiscard]] QString headline() const;
    /// For tests: the curves that are shown.
    [[nodiscard]] const LinePlot* detectionPlot() const { return m_detection; }
    [[nodiscard]] const LinePlot* rocPlot() const { return m_roc; }

Q_SIGNALS:
    void finished(); ///< the report is there, or it failed

private:
    explicit StressWindow(QWidget* parent);
    void showReport(const std::shared_ptr<const StressReport>& report);
    void end(const QString& headline);
    void fillSizes();
    void showPlots();
    void save();

    std::unique_ptr<WorkerThread<StressWorker>> m_worker;
    std::shared_ptr<const StressReport> m_report;
    QLabel* m_headline;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_save;
    QComboBox* m_lies;
    QComboBox* m_sizes;
    QHBoxLayout* m_plots;
    QPointer<LinePlot> m_detection, m_roc;
};

} // namespace calolens
