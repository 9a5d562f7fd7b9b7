// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/MainWindow.h"

#include "comparison/ComparisonView.h"
#include "denoising/ComparedMoment.h"
#include "denoising/DenoisingCommands.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "document/Paths.h"
#include "ensemble/EnsembleBar.h"
#include "events/EventsPanel.h"
#include "plots/EventPlots.h"
#include "stress/StressLab.h"
#include "theme/Theme.h"
#include "theme/ThemeIcon.h"
#include "window/CellDetails.h"
#include "window/DemoEvents.h"
#include "window/EventNumbers.h"
#include "window/LogPanel.h"
#include "window/MessageBar.h"
#include "window/PanelSection.h"
#include "window/RecentFiles.h"
#include "window/SelectionDetails.h"
#include "window/SessionAutosave.h"
#include "window/ViewPanel.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QScrollArea>
#include <QSettings>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

namespace calolens {
namespace {

constexpr int RightWidth = 290;
const QLatin1String kGeometry("window/geometry"), kState("window/state");

/// "heun, 18 steps", and the seed if it differs too: what tells two runs of a model apart.
QString runText(const RunSettings& run, const RunSettings& other) {
    QString text =
        MainWindow::tr("%1, %2 steps").arg(QString::fromStdString(run.sampler)).arg(run.steps);
    if (run.seed != other.seed)
        text += MainWindow::tr(", seed %1").arg(run.seed);
    return text;
}

} // namespace

MainWindow::MainWindow(ModelSource models, QWidget* parent)
    : QMainWindow(parent)
    , m_session(models)
    , m_ensemble(models)
    , m_information(std::move(models))
    , m_recent(new RecentFiles(this)) {
    setWindowTitle(tr("CaloLens"));
    setWindowIcon(themeIcon(QStringLiteral("calolens")));
    setAcceptDrops(true);
    setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    addCommands(); // those of the file and the event first: the order of menus and palette
    m_denoisingCommands = new DenoisingCommands(m_session, m_player, m_moments, m_commands, this);
    buildCentre();
    buildDocks();
    addViewCommands();
    addThemeCommands();
    buildMenus();
    buildToolBar();
    buildStatusBar();
    connectDocument();
    connectDenoising();
    connectView();
    connectHistory();
    connectEvidence();
    connect(&m_document, &EventDocument::eventChanged, this, &MainWindow::restorePicture);
    connect(&m_session, &DenoisingSession::finished, this, &MainWindow::comparePictures);
    connect(&m_ensemble, &EnsembleSession::stateChanged, this, &MainWindow::comparePictures);
    m_commands.loadShortcuts();
    restoreState();
    applyViewSettings(m_viewPanel->settings());
    updateStatus();
}

MainWindow::~MainWindow() {
    // The run may send what the parts below would show: it ends before they go.
    m_session.shutDown();
    m_ensemble.shutDown();
    m_evidence.shutDown();
    m_information.shutDown();
    m_ensemble.disconnect();
    m_evidence.disconnect();
    m_information.disconnect();
    m_session.disconnect();
    m_document.disconnect();
    m_player.disconnect();
}

QSize MainWindow::sizeHint() const {
    return {1440, 900};
}

void MainWindow::buildCentre() {
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_messages = new MessageBar;
    m_view = new ComparisonView;
    layout->addWidget(m_messages);
    layout->addWidget(m_view, 1);
    setCentralWidget(centre);
}

void MainWindow::buildDocks() {
    const auto addDock = [this](const QString& title, const char* name, QWidget* widget,
                                Qt::DockWidgetArea area) {
        auto* dock = new QDockWidget(title, this);
        dock->setObjectName(QString::fromLatin1(name));
        dock->setWidget(widget);
        addDockWidget(area, dock);
        return dock;
    };
    // The strip spans the whole width: its axis needs it.
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);

    m_events = new EventsPanel(m_document);
    m_eventsDock = addDock(tr("Events"), "dock.events", m_events, Qt::LeftDockWidgetArea);

    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_viewPanel = new ViewPanel;
    m_cell = new CellDetails;
    layout->addWidget(new PanelSection(tr("Event"), new EventNumbers(m_document)));
    m_selected = new SelectionDetails;
    auto* cells = new QWidget;
    auto* cellsLayout = new QVBoxLayout(cells);
    cellsLayout->setContentsMargins(0, 0, 0, 0);
    cellsLayout->setSpacing(0);
    cellsLayout->addWidget(m_cell);
    cellsLayout->addWidget(m_selected);
    cellsLayout->addStretch(); // what is left over belongs to neither
    layout->addWidget(new PanelSection(tr("Cell"), cells));
    layout->addWidget(new PanelSection(tr("View"), m_viewPanel));
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(RightWidth - 20);
    m_rightDock = addDock(tr("Details"), "dock.details", scroll, Qt::RightDockWidgetArea);
    m_evidenceDock =
        addDock(tr("Evidence"), "dock.evidence", buildEvidence(), Qt::RightDockWidgetArea);
    tabifyDockWidget(m_rightDock, m_evidenceDock);
    m_plots = new EventPlots;
    auto* plotsScroll = new QScrollArea;
    plotsScroll->setWidget(m_plots);
    plotsScroll->setWidgetResizable(true);
    plotsScroll->setFrameShape(QFrame::NoFrame);
    plotsScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_plotsDock = addDock(tr("Plots"), "dock.plots", plotsScroll, Qt::RightDockWidgetArea);
    tabifyDockWidget(m_evidenceDock, m_plotsDock);
    m_rightDock->raise();

    m_strip = new DenoisingStrip(m_session, m_player, m_moments, *m_denoisingCommands);
    m_stripDock = addDock(tr("Denoising"), "dock.denoising", m_strip, Qt::BottomDockWidgetArea);
    m_log = new LogPanel;
    m_logDock = addDock(tr("Log"), "dock.log", m_log, Qt::BottomDockWidgetArea);
    m_logDock->hide();
    connect(m_messages, &MessageBar::messageShown, m_log, &LogPanel::append);
}

void MainWindow::proportionDocks() {
    const int left = std::clamp(width() / 5, 268, 372);
    const int strip = std::clamp(height() / 4, 226, 320);
    resizeDocks({m_eventsDock, m_rightDock}, {left, RightWidth}, Qt::Horizontal);
    resizeDocks({m_stripDock}, {strip}, Qt::Vertical);
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    // Not in the constructor: the window may be given another size before it is shown.
    if (!m_proportioned)
        proportionDocks();
    m_proportioned = true;
}

void MainWindow::buildStatusBar() {
    m_status = new QLabel;
    statusBar()->addPermanentWidget(m_status);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectDocument() {
    connect(&m_document, &EventDocument::failed, this, [this](const QString& message) {
        m_messages->showMessage(message);
        if (!m_document.busy())
            m_restoring.reset(); // what would have completed it does not come
    });
    connect(&m_document, &EventDocument::currentFileChanged, this, [this] {
        const auto file = m_document.file();
        m_strip->settings().suitReadout(file ? file->readout().get() : nullptr);
        if (file) {
            m_viewPanel->setReadout(*file->readout());
            if (!isDemo(toQString(file->path())))
                m_recent->add(toQString(file->path()));
        }
        setWindowTitle(file ? tr("%1 \u2013 CaloLens").arg(EventDocument::displayName(*file))
                            : tr("CaloLens"));
        updateStatus();
    });
    connect(&m_document, &EventDocument::filesChanged, this, [this] {
        QStringList paths;
        for (const OpenEventFile& open : m_document.files())
            paths << toQString(open.file->path());
        m_watch.setFiles(paths);
    });
    connect(&m_watch, &FileWatch::changed, this, [this](const QString& path) {
        m_changedFile = path;
        m_messages->showMessage(tr("%1 has changed on the disk.").arg(path),
                                MessageBar::Kind::Information,
                                m_commands.action(QStringLiteral("file.reload")));
    });
    connect(&m_document, &EventDocument::eventChanged, this, &MainWindow::showCurrentEvent);
    connect(&m_document, &EventDocument::predictionChanged, this, &MainWindow::showPredicted);
    connect(&m_document, &EventDocument::busyChanged, this, &MainWindow::updateStatus);
    connect(m_recent, &RecentFiles::chosen, this,
            [this](const QString& path) { m_document.openFile(path); });
}

void MainWindow::connectDenoising() {
    connect(&m_session, &DenoisingSession::failed, m_messages,
            [this](const QString& message) { m_messages->showMessage(message); });
    connect(&m_session, &DenoisingSession::framesChanged, this,
            [this] { m_player.setFrameCount(m_session.frames().size()); });
    connect(&m_session, &DenoisingSession::stateChanged, this, &MainWindow::updateStatus);
    connect(&m_session, &DenoisingSession::finished, this, &MainWindow::showFrame);
    connect(&m_session, &DenoisingSession::referenceChanged, this, &MainWindow::showFrame);
    connect(&m_player, &FramePlayer::currentChanged, this, &MainWindow::showFrame);
    connect(&m_moments, &Moments::changed, this, &MainWindow::showFrame);
    connect(m_denoisingCommands, &DenoisingCommands::pictureChanged, this, &MainWindow::showFrame);
}

void MainWindow::connectView() {
    connect(m_viewPanel, &ViewPanel::settingsChanged, this, &MainWindow::changeViewSettings);
    connect(&Theme::instance(), &Theme::changed, this,
            [this] { applyViewSettings(m_viewPanel->settings()); });
    connect(m_view, &ComparisonView::cellHovered, this, &MainWindow::showCell);
    connect(m_view, &ComparisonView::cellPicked, this, &MainWindow::showCell);
    connect(m_view, &ComparisonView::cellPicked, this, [this] {
        if (m_stressLab)
            m_stressLab->subjectChanged();
    });
}

void MainWindow::showCurrentEvent() {
    if (m_stressLab)
        m_stressLab->takeAway(); // it was about another event
    const auto comparison = m_document.comparison();
    m_cell->setComparison(comparison);
    m_selected->setComparison(comparison);
    m_view->setComparison(comparison);
    m_history.eventChanged();
    m_plots->show(comparison, nullptr);
    const ShownPicture shown = m_ensembleBar->shown();
    m_session.setEvent(m_document.event());
    m_ensembleBar->setShown(shown); // a run that comes back with its event does not change it
    updateStatus();
}

void MainWindow::showPredicted() {
    if (m_stressLab && m_stressLab->planted())
        return; // the panes show the lie, until it is taken away
    const auto comparison = m_document.comparison();
    m_cell->setComparison(comparison);
    m_selected->setComparison(comparison);
    m_view->setPredicted(comparison->predicted, QString::fromStdString(comparison->predictedLabel));
    const auto draws = shownDraws();
    m_plots->show(comparison,
                  draws ? std::shared_ptr<const Prediction>(draws, &draws->prediction) : nullptr);
}

void MainWindow::showReference() {
    const ComparedMoment compared = comparedMoment(m_session, m_moments, m_player.current());
    if (!compared) {
        m_view->setReference({}, {});
        return;
    }
    const TrajectoryFrame& frame = *compared.recorded->frame;
    const QString sigma = tr("\u03C3 %1").arg(QLocale().toString(frame.sigma, 'g', 3));
    QString label;
    if (compared.pinned)
        label = tr("%1, step %2 of %3").arg(sigma).arg(frame.step).arg(compared.steps);
    else
        label = runText(m_session.reference()->request.settings, m_session.runSettings()) +
                (compared.last ? QString() : QStringLiteral(", ") + sigma);
    const bool noisy = m_denoisingCommands->picture() == FramePicture::NoisyState;
    m_view->setReference(noisy ? frame.state : frame.estimate, label,
                         compared.pinned ? tr("Pinned") : QString());
}

void MainWindow::showFrame() {
    showReference();
    if (showDraws())
        return;
    const int current = m_player.current();
    const RecordedFrames& frames = m_session.frames();
    if (current < 0 || current >= frames.size()) {
        m_document.showStoredPrediction();
        return;
    }
    const TrajectoryFrame& frame = *frames[current].frame;
    const QLocale locale;
    const bool noisy = m_denoisingCommands->picture() == FramePicture::NoisyState;
    const bool last =
        current == frames.size() - 1 && m_session.state() == DenoisingSession::State::Finished;
    const QString sigma = locale.toString(frame.sigma, 'g', 3);
    QString label;
    if (noisy)
        label = tr("noisy state, \u03C3 %1").arg(sigma);
    else if (last)
        label = m_session.reference() == nullptr
                    ? tr("one draw, seed %1").arg(m_session.runSettings().seed)
                    : runText(m_session.runSettings(), m_session.reference()->request.settings);
    else
        label = tr("estimate at \u03C3 %1").arg(sigma);
    PredictionInfo info = m_session.info();
    info.evaluations = frame.evaluations;
    m_document.showPrediction(noisy ? frame.state : frame.estimate, label, info);
}

void MainWindow::showCell(std::optional<CellReference> hovered) {
    m_cell->setCell(hovered ? hovered : m_view->pinned());
}

void MainWindow::applyViewSettings(ViewSettings settings) {
    settings.dark = Theme::instance().isDark();
    m_view->setViewSettings(settings);
}

void MainWindow::changeViewSettings(const ViewSettings& settings, bool goesOn) {
    const ViewSettings before = m_view->viewSettings();
    m_viewPanel->setSettings(settings);
    applyViewSettings(settings);
    m_history.settingsChanged(before, m_view->viewSettings(), goesOn);
}

void MainWindow::connectHistory() {
    connect(m_view, &ComparisonView::cameraMoved, &m_history, &ViewHistory::cameraMoved);
    connect(m_view, &ComparisonView::selectionChanged, this,
            [this](const CellSelection& before, const CellSelection& after) {
                m_plots->forgetRange();
                m_selected->setSelection(after);
                m_history.selectionChanged(before, after);
            });
    connect(m_plots, &EventPlots::cellsChosen, this,
            [this](int level, const std::vector<std::size_t>& cells) {
                selectCells({level, cells});
            });
    connect(m_view, &ComparisonView::viewSettingsDragged, this,
            [this](const ViewSettings& settings, bool goesOn) {
                const ViewSettings before = m_viewPanel->settings();
                m_viewPanel->setSettings(settings);
                m_history.settingsChanged(before, settings, goesOn);
            });
    connect(&m_history, &ViewHistory::settingsWanted, this, [this](const ViewSettings& settings) {
        m_viewPanel->setSettings(settings);
        applyViewSettings(settings);
    });
    connect(&m_history, &ViewHistory::cameraWanted, m_view, &ComparisonView::setCamera);
    connect(&m_history, &ViewHistory::selectionWanted, this, [this](const CellSelection& cells) {
        m_plots->forgetRange();
        m_view->setSelection(cells);
        m_selected->setSelection(cells);
    });
    const auto enable = [this] {
        m_commands.action(QStringLiteral("view.undo"))->setEnabled(m_history.canUndo());
        m_commands.action(QStringLiteral("view.redo"))->setEnabled(m_history.canRedo());
    };
    connect(&m_history, &ViewHistory::changed, this, enable);
    enable();
}

void MainWindow::selectCells(const CellSelection& selection) {
    const CellSelection before = m_view->selection();
    m_plots->forgetRange();
    m_view->setSelection(selection);
    m_selected->setSelection(m_view->selection());
    m_history.selectionChanged(before, m_view->selection());
}

void MainWindow::updateStatus() {
    const QLocale locale;
    QStringList parts;
    if (m_document.busy())
        parts << tr("Reading\u2026");
    if (m_document.currentEvent() >= 0)
        parts << tr("Event %1 of %2")
                     .arg(locale.toString(m_document.currentEvent()),
                          locale.toString(m_document.eventCount()));
    if (!m_session.deviceName().isEmpty())
        parts << m_session.deviceName();
    m_status->setText(parts.join(QStringLiteral("   \u00B7   ")));
}

void MainWindow::openDemo(qint64 event) {
    const QStringList paths = demoEventsPaths();
    if (paths.isEmpty())
        m_messages->showMessage(tr("The demo events are not where they were installed."));
    else
        for (auto path = paths.crbegin(); path != paths.crend(); ++path) // the first is shown
            m_document.openFile(*path, path + 1 == paths.crend() ? event : 0);
}

QImage MainWindow::picture() {
    return grab().toImage();
}

void MainWindow::restoreState() {
    const QSettings settings;
    resize(sizeHint());
    restoreGeometry(settings.value(kGeometry).toByteArray());
    m_proportioned = QMainWindow::restoreState(settings.value(kState).toByteArray(), DocksVersion);
    // A dock that is not on the screen yet does not tell that it was hidden.
    const std::pair<const char*, const QDockWidget*> switches[] = {
        {"view.eventsPanel", m_eventsDock},     {"view.detailsPanel", m_rightDock},
        {"view.evidencePanel", m_evidenceDock}, {"view.plotsPanel", m_plotsDock},
        {"view.denoisingPanel", m_stripDock},   {"view.logPanel", m_logDock}};
    for (const auto& [name, dock] : switches)
        m_commands.action(QString::fromLatin1(name))->setChecked(!dock->isHidden());
}

void MainWindow::saveState() {
    QSettings settings;
    settings.setValue(kGeometry, saveGeometry());
    settings.setValue(kState, QMainWindow::saveState(DocksVersion));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveState();
    if (m_autosave != nullptr)
        m_autosave->end();
    m_player.stop();
    m_session.cancel();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) {
            event->acceptProposedAction();
            return;
        }
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            openPath(url.toLocalFile());
    event->acceptProposedAction();
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_messages->isVisible())
        m_messages->dismiss();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace calolens
