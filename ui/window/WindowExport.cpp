// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"
#include "denoising/DenoisingCommands.h"
#include "ensemble/EnsembleBar.h"
#include "error/Error.h"
#include "export/ComparisonSheet.h"
#include "export/DenoisingFilm.h"
#include "session/Session.h"
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

ExportKind kindOf(const ExportChoice& choice) {
    if (choice.kind)
        return *choice.kind;
    const QString suffix = QFileInfo(choice.path).suffix().toLower();
    if (suffix == QStringLiteral("csv"))
        return ExportKind::Cells;
    if (suffix == QStringLiteral("mp4") || suffix == QStringLiteral("gif") || suffix.isEmpty())
        return ExportKind::Film;
    return ExportKind::Sheet;
}

} // namespace

SheetOptions MainWindow::exportOptions(const ExportChoice& choice) const {
    SheetOptions options;
    options.dpi = choice.dpi;
    if (choice.viewAsOnScreen) {
        options.view = paperViewLike(m_viewPanel->settings());
        options.camera = m_view->camera();
    }
    // The draws behind a mean give it error bars.
    if (const auto draws = shownDraws())
        options.draws = std::shared_ptr<const Prediction>(draws, &draws->prediction);
    return options;
}

/// The draws whose mean is shown; nullptr if something else is.
std::shared_ptr<const StoredDraws> MainWindow::shownDraws() const {
    const int shown = m_ensembleBar->shown().draw;
    if (shown == ShownPicture::Mean && m_ensemble.count() > 1)
        return m_ensemble.draws();
    const auto stored = m_document.storedDraws();
    const bool storedMean = shown == ShownPicture::Run && m_player.current() < 0 &&
                            m_document.predictionChoice().sample < 0;
    return storedMean && stored && stored->prediction.samples > 1 ? stored : nullptr;
}

void MainWindow::exportTo(const ExportChoice& choice) {
    const auto comparison = m_document.comparison();
    if (!comparison)
        throw UsageError("There is no event to export.");
    const ExportKind kind = kindOf(choice);
    if (kind == ExportKind::Film) {
        exportFilm(choice);
        return;
    }
    const std::filesystem::path path(QFile::encodeName(choice.path).toStdString());
    SheetOptions options = exportOptions(choice);
    Session session = currentSession();
    session.sheet = {choice.dpi, choice.viewAsOnScreen};
    options.provenance = QString::fromStdString(
        sessionToJson(session, std::filesystem::absolute(path).parent_path()));
    writeEventExport(kind, *comparison, options, path);
    writeSession(session, sidecarOf(path));
}

void MainWindow::exportFilm(const ExportChoice& choice) {
    if (m_film)
        throw UsageError("A film is being made already.");
    FilmOptions options;
    options.view = m_viewPanel->settings();
    options.view.dark = m_view->viewSettings().dark;
    if (choice.viewAsOnScreen)
        options.camera = m_view->camera();
    const bool noisy = m_denoisingCommands->picture() == FramePicture::NoisyState;
    // The frames as they are now: the run may be another one before the film is made.
    std::vector<std::shared_ptr<const TrajectoryFrame>> frames;
    for (int i = 0; i < m_session.frames().size(); ++i)
        frames.push_back(m_session.frames()[i].frame);
    const int count = static_cast<int>(frames.size());
    const auto frameAt = [event = *m_document.comparison(), frames = std::move(frames),
                          noisy](int i) {
        const TrajectoryFrame& frame = *frames[static_cast<std::size_t>(i)];
        EventComparison comparison = event;
        comparison.predicted = noisy ? frame.state : frame.estimate;
        comparison.predictedLabel =
            tr("step %1, \u03C3 %2").arg(frame.step).arg(frame.sigma, 0, 'g', 3).toStdString();
        return comparison;
    };
    auto film = std::make_unique<DenoisingFilm>(frameAt, count, options, choice.path);
    m_film = film.release();
    m_film->setParent(this);
    const auto end = [this](bool well, const QString& message) {
        m_film->deleteLater();
        m_film = nullptr;
        if (well)
            statusBar()->showMessage(message, 8000);
        else
            m_messages->showMessage(message);
        Q_EMIT filmEnded(well, message);
    };
    connect(m_film, &DenoisingFilm::progressed, this, [this](int picture, int of) {
        statusBar()->showMessage(tr("Film: picture %1 of %2").arg(picture).arg(of));
    });
    connect(m_film, &DenoisingFilm::finished, this,
            [end](const QString& path) { end(true, tr("Exported to %1").arg(path)); });
    connect(m_film, &DenoisingFilm::failed, this,
            [end](const QString& message) { end(false, message); });
    m_film->start();
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
    ExportDialog dialog(
        folder + QLatin1Char('/') + name,
        [this, comparison](const ExportChoice& choice, QSize pixels) {
            return previewOf(kindOf(choice), *comparison, exportOptions(choice), pixels);
        },
        this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ExportChoice choice = dialog.choice();
    if (QFileInfo(choice.path).isFile() &&
        QMessageBox::question(this, tr("Export"),
                              tr("%1 exists. Write over it?").arg(choice.path)) != QMessageBox::Yes)
        return;
    settings.setValue(kFolder, QFileInfo(choice.path).absolutePath());
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    try {
        exportTo(choice);
        if (!filming())
            statusBar()->showMessage(tr("Exported to %1").arg(choice.path), 8000);
    } catch (const std::exception& error) {
        m_messages->showMessage(QString::fromUtf8(error.what()));
    }
    QGuiApplication::restoreOverrideCursor();
}

} // namespace calolens
