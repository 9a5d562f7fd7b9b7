// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/WorkerThread.h"
#include "stress/PlantWorker.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace calolens {

/// The stress laboratory for the event in hand: choose a lie, its size and its place, plant it, and
/// see which checks that need no truth change their minds. A window that stays beside the other.
class StressLab : public QWidget {
    Q_OBJECT
public:
    /// @param subject what a lie would be planted into now: event, draws, file, model and the
    ///                picked cell; a null event if there is none
    explicit StressLab(std::function<PlantRequest()> subject, QWidget* parent = nullptr);
    ~StressLab() override;

    /// Plants the chosen lie.
    void plant();
    /// Takes the lie away: the panes show the event of the file again.
    void takeAway();
    /// @param id as Lie::id @returns false if there is no such lie
    bool chooseLie(const QString& id, double size);
    /// What a picked cell or its absence means for the lie to come.
    void subjectChanged();
    [[nodiscard]] std::shared_ptr<const PlantedLie> planted() const noexcept { return m_planted; }
    [[nodiscard]] QTableWidget& table() const { return *m_table; }
    /// For tests: what is said above the table.
    [[nodiscard]] QString headline() const;
    /// "Energy added in one cell, 5 (spreads of the cell)"
    [[nodiscard]] static QString describe(const PlantedLie& lie);

Q_SIGNALS:
    void changed(); ///< planted() is another
    void failed(const QString& message);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void fillSizes();
    void showFindings();
    [[nodiscard]] const Lie& lie() const;

    std::function<PlantRequest()> m_subject;
    WorkerThread<PlantWorker> m_worker;
    quint64 m_request = 0;
    std::shared_ptr<const PlantedLie> m_planted;
    QComboBox* m_lies;
    QComboBox* m_sizes;
    QLabel* m_place;
    QPushButton* m_takeAway;
    QLabel* m_headline;
    QTableWidget* m_table;
};

} // namespace calolens
