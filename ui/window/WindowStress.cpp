// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"
#include "document/Paths.h"
#include "error/Error.h"
#include "stress/StressLab.h"
#include "stress/StressWindow.h"
#include "window/CellDetails.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/SelectionDetails.h"

#include <QFileDialog>
#include <QFileInfo>

namespace calolens {

void MainWindow::addStressCommands() {
    const QString evidence = tr("Evidence");
    m_commands.add({QStringLiteral("evidence.plant"),
                    evidence,
                    tr("Plant a &Lie\u2026"),
                    tr("Put a known lie into the event, and see which checks notice"),
                    QKeySequence(QStringLiteral("Ctrl+Shift+L")),
                    {}},
                   [this](bool) {
                       stressLab().show();
                       stressLab().raise();
                   });
    m_commands.add({QStringLiteral("evidence.stress"),
                    evidence,
                    tr("&Stress Test of All Events\u2026"),
                    tr("Plant known lies into every predicted event of the file, and measure which "
                       "checks find them"),
                    {},
                    {}},
                   [this](bool) { stressFile(); });
    m_commands.add({QStringLiteral("evidence.stressReport"),
                    evidence,
                    tr("Open a Stress &Report\u2026"),
                    tr("Show the curves of a report that calolens-cli stress has written"),
                    {},
                    {}},
                   [this](bool) { openStressReportWithDialog(); });
}

StressLab& MainWindow::stressLab() {
    if (!m_stressLab) {
        m_stressLab = new StressLab(
            [this] {
                PlantRequest subject;
                subject.event = m_document.event();
                subject.draws = checkedDraws();
                subject.file = m_document.file();
                subject.model =
                    subject.draws ? modelFileOf(subject.draws->info) : m_session.nextRun().model;
                const auto picked = m_view->pinned();
                if (picked && subject.event &&
                    picked->level + 1 == static_cast<int>(subject.event->levels.size()))
                    subject.cell = picked->index;
                return subject;
            },
            this);
        connect(m_stressLab, &StressLab::changed, this, &MainWindow::showPlanted);
    }
    return *m_stressLab;
}

void MainWindow::showPlanted() {
    auto shown = m_document.comparison();
    if (const auto planted = m_stressLab->planted()) {
        auto lie = std::make_shared<EventComparison>(*shown);
        const QString what = tr("PLANTED: %1").arg(StressLab::describe(*planted));
        lie->event = planted->event;
        lie->predicted.clear();
        lie->predictedLabel = what.toStdString();
        if (planted->draws)
            lie->predicted = planted->draws->prediction.mean();
        shown = lie;
        m_messages->showMessage(
            tr("%1. The panes show the lie and not the event of the file.").arg(what),
            MessageBar::Kind::Information);
    } else {
        m_messages->dismiss();
    }
    m_cell->setComparison(shown);
    m_selected->setComparison(shown);
    m_view->setComparison(shown);
}

void MainWindow::stressFile() {
    const PredictionInfo* const chosen = checkedPrediction();
    if (chosen == nullptr) {
        m_messages->showMessage(
            tr("The file holds no predictions to lie about: calolens-cli predict makes them."));
        return;
    }
    (new StressWindow(StressRequest{m_document.file(), *chosen, modelFileOf(*chosen)}, this))
        ->show();
}

void MainWindow::openStressReport(const QString& path) {
    try {
        const StressReport report = readStressJson(toPath(path));
        (new StressWindow(report, QFileInfo(path).fileName(), this))->show();
    } catch (const Error& error) {
        m_messages->showMessage(QString::fromUtf8(error.what()));
    }
}

void MainWindow::openStressReportWithDialog() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a Stress Report"), QString(),
                                                      tr("Reports (*.json)"));
    if (!path.isEmpty())
        openStressReport(path);
}

} // namespace calolens
