// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distributions/SampleFigure.h"
#include "distributions/SampleScan.h"
#include "document/WorkerThread.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <string>
#include <utility>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace calolens {

class RatioPlot;

/// What a window of distributions shows, for sessions.
struct DistributionsState {
    std::string observable; ///< by name; empty: the first
    SamplePicture predicted = SamplePicture::Draw;
    bool logarithmic = false;
    SamplePicture brushed = SamplePicture::Draw;    ///< whose values a drag chooses
    std::optional<std::pair<double, double>> range; ///< chosen
};

/// The distributions of a file's events: every observable of LR, prediction and truth with their
/// ratio, filling while the file is read. A drag across the plot chooses the events in there.
class DistributionsWindow : public QWidget {
    Q_OBJECT
public:
    /// @param prediction  empty: none
    /// @param reading     whether it begins to read the file at once; else when read() is called
    DistributionsWindow(std::shared_ptr<EventFile> file, const std::string& prediction,
                        QWidget* parent = nullptr, bool reading = true);
    ~DistributionsWindow() override;

    [[nodiscard]] const SampleValues& values() const noexcept { return m_values; }
    [[nodiscard]] bool scanning() const noexcept { return m_scanning; }
    [[nodiscard]] std::shared_ptr<EventFile> file() const { return m_file; }
    /// What is shown.
    [[nodiscard]] RatioFigure figure() const;
    [[nodiscard]] RatioPlot& plot() const { return *m_plot; }
    /// Reads the file, unless that has begun already.
    void read();
    [[nodiscard]] DistributionsState state() const;
    /// Shows that; the events of a range are chosen when the file has been read.
    void setState(const DistributionsState& state);
    /// Shows an observable by its name. @returns whether there is one
    bool choose(const std::string& name);
    /// Chooses the events whose value lies in [low, high).
    void selectRange(double low, double high);

Q_SIGNALS:
    /// @param why  "Width in eta, ECAL2 of HR, one draw: 0.012 to 0.015 rad"
    void eventsChosen(const std::vector<qint64>& events, const QString& why);
    void scanned();
    /// The shown figure is to be written to a file.
    void exportWanted(const calolens::RatioFigure& figure);

private:
    void redraw();
    void takeRows(const SampleRows& rows, qint64 seen);
    void endScan(qint64 unreadable);
    [[nodiscard]] std::size_t observable() const;
    [[nodiscard]] SamplePicture brushed() const;

    std::shared_ptr<EventFile> m_file;
    SampleValues m_values;
    WorkerThread<SampleScan> m_scan;
    std::string m_prediction;
    bool m_begun = false, m_scanning = true;
    QTimer m_soon; ///< until what was read is drawn: the longer, the longer that takes
    std::optional<std::pair<double, double>> m_range;
    SamplePicture m_toBrush = SamplePicture::Draw; ///< once it is known
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
