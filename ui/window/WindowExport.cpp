// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"
#include "denoising/DenoisingCommands.h"
#include "document/Paths.h"
#include "ensemble/EnsembleBar.h"
#include "error/Error.h"
#include "export/ComparisonSheet.h"
#include "export/DenoisingFilm.h"
#include "export/ExportMetadata.h"
#include "export/FigureExport.h"
#include "export/SampleJob.h"
#include "session/Session.h"
#include "window/ExportDialog.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/ViewPanel.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QSettings>
#include <QStatusBar>

#include <exception>
#include <utility>

namespace calolens {
namespace {

const QLatin1String kFolder("window/exportFolder");

ExportKind kindOf(const ExportChoice& choice) {
    return choice.kind.value_or(usualExportKind(choice.path));
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
    if (isJob(kind)) {
        exportSample(choice);
        return;
    }
    const std::filesystem::path path = toPath(choice.path);
    SheetOptions options = exportOptions(choice);
    Session session = currentSession();
    session.sheet = {choice.dpi, choice.viewAsOnScreen, describe(kind).id.toStdString()};
    if (!choice.anonymous)
        options.provenance = QString::fromStdString(
            sessionToJson(session, std::filesystem::absolute(path).parent_path()));
    writeEventExport(kind, *comparison, options, path);
    if (!choice.anonymous)
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
    Session session = currentSession();
    session.sheet = {choice.dpi, choice.viewAsOnScreen,
                     describe(ExportKind::Film).id.toStdString()};
    const std::filesystem::path path = toPath(choice.path);
    options.about = exportMetadata(
        *m_document.comparison(), describe(ExportKind::Film).title,
        choice.anonymous ? QString()
                         : QString::fromStdString(sessionToJson(
                               session, std::filesystem::absolute(path).parent_path())));
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
    const auto end = [this, session, path, anonymous = choice.anonymous](bool well,
                                                                         QString message) {
        m_film->deleteLater();
        m_film = nullptr;
        try {
            if (well && !anonymous)
                writeSession(session, sidecarOf(path));
        } catch (const std::exception& error) {
            well = false;
            message = QString::fromUtf8(error.what());
        }
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
            [end](const QString& made) { end(true, tr("Exported to %1").arg(made)); });
    connect(m_film, &DenoisingFilm::failed, this,
            [end](const QString& message) { end(false, message); });
    m_film->start();
}

void MainWindow::exportSample(const ExportChoice& choice) {
    if (m_sampleJob)
        throw UsageError("A report is being made already.");
    const auto file = m_document.file();
    const std::string prediction = m_document.predictionChoice().name;
    const ExportKind kind = kindOf(choice);
    if (!file || (prediction.empty() && kind != ExportKind::Table))
        throw UsageError("This file holds no predictions: reports and figures compare them with "
                         "truth. 'calolens-cli predict' adds some.");
    QStringList arguments{describe(kind).id, toQString(file->path()), QStringLiteral("-o"),
                          choice.path};
    if (!prediction.empty())
        arguments << QStringLiteral("--prediction") << QString::fromStdString(prediction);
    if (kind != ExportKind::Table) { // which is numbers alone
        arguments << QStringLiteral("--dpi") << QString::number(choice.dpi);
        if (choice.anonymous)
            arguments << QStringLiteral("--anonymous");
    }
    m_sampleJob = std::make_unique<SampleJob>(arguments, choice.path).release();
    m_sampleJob->setParent(this);
    const QString title = describe(kind).title.toLower();
    const auto end = [this](bool well, const QString& message) {
        m_sampleJob->deleteLater();
        m_sampleJob = nullptr;
        if (well)
            statusBar()->showMessage(message, 8000);
        else
            m_messages->showMessage(message);
        Q_EMIT filmEnded(well, message);
    };
    connect(m_sampleJob, &SampleJob::progressed, this, [this, title](const QString& text) {
        statusBar()->showMessage(tr("Making %1: %2").arg(title, text));
    });
    connect(m_sampleJob, &SampleJob::finished, this,
            [end](const QString& path) { end(true, tr("Exported to %1").arg(path)); });
    connect(m_sampleJob, &SampleJob::failed, this,
            [end](const QString& message) { end(false, message); });
    statusBar()->showMessage(tr("Making %1: reading\u2026").arg(title));
    m_sampleJob->start();
}

void MainWindow::exportFigureWithDialog(const RatioFigure& figure) {
    QSettings settings;
    const QString folder = settings.value(kFolder, QDir::homePath()).toString();
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the Plot"), folder + QStringLiteral("/plot.pdf"),
        tr("Plots and their numbers (*.pdf *.svg *.png *.csv *.json)"));
    if (path.isEmpty())
        return;
    settings.setValue(kFolder, QFileInfo(path).absolutePath());
    try {
        exportFigure(figure, path);
        statusBar()->showMessage(tr("Exported to %1").arg(path), 8000);
    } catch (const std::exception& error) {
        m_messages->showMessage(QString::fromUtf8(error.what()));
    }
}

void MainWindow::exportFigure(const RatioFigure& figure, const QString& name) {
    constexpr int Dpi = 300;
    const std::filesystem::path path = toPath(name);
    const Session session = currentSession();
    std::vector<ProvenanceEntry> facts;
    if (const auto file = m_document.file())
        facts.push_back({"source", file->path().filename().string()});
    if (const PredictionInfo* const prediction = checkedPrediction()) {
        facts.push_back({"prediction", prediction->name});
        for (ProvenanceEntry& entry : provenanceOf(*prediction))
            facts.push_back(std::move(entry));
    }
    writeFigure(figure,
                {figure.title, exportDescription(std::move(facts)),
                 QString::fromStdString(
                     sessionToJson(session, std::filesystem::absolute(path).parent_path()))},
                path, Dpi);
    writeSession(session, sidecarOf(path));
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
