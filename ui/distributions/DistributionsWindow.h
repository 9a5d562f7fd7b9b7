// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distributions/SampleFigure.h"
#include "distributions/SampleScan.h"
#include "document/WorkerThread.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace calolens {

class RatioPlot;

/// The distributions of a file's events: every observable of LR, prediction and truth with their
/// ratio, filling while the file is read. A drag across the plot chooses the events in there.
class DistributionsWindow : public QWidget {
    Q_OBJECT
public:
    /// @param prediction  empty: none
    DistributionsWindow(std::shared_ptr<EventFile> file, const std::string& prediction,
                        QWidget* parent = nullptr);
    ~DistributionsWindow() override;

    [[nodiscard]] const SampleValues& values() const noexcept { return m_values; }
    [[nodiscard]] bool scanning() const noexcept { return m_scanning; }
    [[nodiscard]] std::shared_ptr<EventFile> file() const { return m_file; }
    [[nodiscard]] RatioPlot& plot() const { return *m_plot; }
    /// Shows an observable by its name. @returns whether there is one
    bool choose(const std::string& name);
    /// Chooses the events whose value lies in [low, high).
    void selectRange(double low, double high);

Q_SIGNALS:
    /// @param why  "Width in eta, ECAL2 of HR, one draw: 0.012 to 0.015 rad"
    void eventsChosen(const std::vector<qint64>& events, const QString& why);
    void scanned();

private:
    void redraw();
    [[nodiscard]] std::size_t observable() const;
    [[nodiscard]] SamplePicture brushed() const;

    std::shared_ptr<EventFile> m_file;
    SampleValues m_values;
    WorkerThread<SampleScan> m_scan;
    bool m_scanning = true;
    QListWidget* m_list;
    RatioPlot* m_plot;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QComboBox* m_picture; ///< which histogram a drag chooses from
    QComboBox* m_predicted;
    QCheckBox* m_log;
    QLabel* m_note; ///< what the plot does not show
    QLabel* m_remark;
};

} // namespace calolens
