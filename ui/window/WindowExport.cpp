// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"
#include "error/Error.h"
#include "event/CellsCsv.h"
#include "export/ComparisonSheet.h"
#include "window/ExportDialog.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/ViewPanel.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QSettings>
#include <QStatusBar>

#include <exception>

namespace calolens {
namespace {

const QLatin1String kFolder("window/exportFolder");

/// What the sheet takes over from the window; its colours are its own, for paper.
ViewSettings paperViewLike(const ViewSettings& screen) {
    ViewSettings paper = paperView();
    paper.thresholdMeV = screen.thresholdMeV;
    paper.layerVisible = screen.layerVisible;
    paper.logScale = screen.logScale;
    paper.style = screen.style;
    paper.sizeByEnergy = screen.sizeByEnergy;
    paper.layerGapMm = screen.layerGapMm;
    paper.showParticles = screen.showParticles;
    paper.showDetector = screen.showDetector;
    return paper;
}

} // namespace

void MainWindow::exportTo(const ExportChoice& choice) {
    const auto comparison = m_document.comparison();
    if (!comparison)
        throw UsageError("There is no event to export.");
    const std::filesystem::path path(QFile::encodeName(choice.path).toStdString());
    if (QFileInfo(choice.path).suffix().toLower() == QStringLiteral("csv")) {
        writeCellsCsv(*comparison, path);
        return;
    }
    SheetOptions options;
    options.dpi = choice.dpi;
    if (choice.viewAsOnScreen) {
        options.view = paperViewLike(m_viewPanel->settings());
        options.camera = m_view->camera();
    }
    // The draws behind a stored mean give it error bars.
    if (comparison->settings.samples > 1)
        if (auto draws =
                m_document.file()->prediction(comparison->settings.name, comparison->event->number))
            options.draws = std::make_shared<const Prediction>(std::move(*draws));
    writeComparisonSheet(*comparison, options, path);
}

void MainWindow::exportWithDialog() {
    const auto comparison = m_document.comparison();
    if (!comparison) {
        m_messages->showMessage(tr("There is no event to export."));
        return;
    }
    QSettings settings;
    const QString folder = settings.value(kFolder, QDir::homePath()).toString();
    const QString name =
        QStringLiteral("%1-event%2")
            .arg(QFileInfo(QString::fromStdString(comparison->source)).completeBaseName())
            .arg(comparison->event->number);
    ExportDialog dialog(folder + QLatin1Char('/') + name, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ExportChoice choice = dialog.choice();
    if (QFileInfo::exists(choice.path) &&
        QMessageBox::question(this, tr("Export Comparison"),
                              tr("%1 exists. Write over it?").arg(choice.path)) != QMessageBox::Yes)
        return;
    settings.setValue(kFolder, QFileInfo(choice.path).absolutePath());
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    try {
        exportTo(choice);
        statusBar()->showMessage(tr("Exported to %1").arg(choice.path), 8000);
    } catch (const std::exception& error) {
        m_messages->showMessage(QString::fromUtf8(error.what()));
    }
    QGuiApplication::restoreOverrideCursor();
}

} // namespace calolens
