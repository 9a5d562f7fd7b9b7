// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/CommandPalette.h"
#include "commands/ShortcutEditor.h"
#include "commands/ShortcutSheet.h"
#include "comparison/ComparisonView.h"
#include "diffusion/Sampler.h"
#include "distributions/DistributionsWindow.h"
#include "document/Paths.h"
#include "ensemble/EnsembleBar.h"
#include "error/Error.h"
#include "events/EventFilterBar.h"
#include "events/EventTableModel.h"
#include "events/EventsPanel.h"
#include "evidence/EvidencePanel.h"
#include "samplers/SamplerQualityWindow.h"
#include "theme/Theme.h"
#include "theme/ThemeIcon.h"
#include "training/TrainingLogWindow.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/RecentFiles.h"
#include "window/ViewPanel.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QRandomGenerator>
#include <QSettings>
#include <QStatusBar>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <limits>
#include <utility>

namespace calolens {
namespace {

const QLatin1String kTheme("window/theme"), kFolder("window/folder"),
    kTrainingFolder("window/trainingFolder");

QKeySequence keys(const char* text) {
    return QKeySequence(QString::fromLatin1(text));
}
QString id(const char* text) {
    return QString::fromLatin1(text);
}

} // namespace

void MainWindow::addCommands() {
    const QString file = tr("File"), event = tr("Event");
    m_commands.add({id("file.open"), file, tr("&Open\u2026"), tr("Open a file of events"),
                    keys("Ctrl+O"), id("open")},
                   [this](bool) { openWithDialog(); });
    m_commands.add({id("file.demo"),
                    file,
                    tr("Open &Demo Events"),
                    tr("Open the events that come with the program"),
                    {},
                    id("events")},
                   [this](bool) { openDemo(); });
    m_commands.add({id("file.reload"),
                    file,
                    tr("&Read Again"),
                    tr("Read the current file anew, or the one that has changed"),
                    keys("Ctrl+F5"),
                    {}},
                   [this](bool) {
                       if (!m_changedFile.isEmpty())
                           m_document.openFile(std::exchange(m_changedFile, {}),
                                               m_document.currentEvent());
                       else if (const auto open = m_document.file())
                           m_document.openFile(toQString(open->path()), m_document.currentEvent());
                   });
    m_commands.add({id("file.close"), file, tr("&Close File"), tr("Close the current file"),
                    keys("Ctrl+W"), id("close")},
                   [this](bool) { m_document.closeCurrentFile(); });
    addSessionCommands();
    m_commands.add({id("file.export"), file, tr("&Export\u2026"),
                    tr("Write the comparison, its plots, tables or the denoising as a film"),
                    keys("Ctrl+E"), id("export")},
                   [this](bool) { exportWithDialog(); });
    m_commands.add({id("file.trainingLog"),
                    file,
                    tr("Plot &Training Log\u2026"),
                    tr("Show the curves of a training, also while it runs"),
                    {},
                    id("training")},
                   [this](bool) { openTrainingLogWithDialog(); });
    m_commands.add({id("file.screenshot"), file, tr("Save &Screenshot\u2026"),
                    tr("Save a picture of the whole window"), keys("Ctrl+Shift+S"), id("camera")},
                   [this](bool) { saveScreenshot(); });
    m_commands.add(
        {id("file.quit"), file, tr("&Quit"), tr("End CaloLens"), keys("Ctrl+Q"), id("quit")},
        [this](bool) { close(); });

    m_commands.add({id("event.previous"), event, tr("&Previous Event"),
                    tr("Go to the event before"), keys("Alt+Up"), id("event-previous")},
                   [this](bool) { m_events->step(-1); });
    m_commands.add({id("event.next"), event, tr("&Next Event"), tr("Go to the event after"),
                    keys("Alt+Down"), id("event-next")},
                   [this](bool) { m_events->step(1); });
    m_commands.add({id("event.first"),
                    event,
                    tr("&First Event"),
                    tr("Go to the first event of the file"),
                    keys("Ctrl+Home"),
                    {}},
                   [this](bool) { m_document.goToEvent(0); });
    m_commands.add({id("event.last"),
                    event,
                    tr("&Last Event"),
                    tr("Go to the last event of the file"),
                    keys("Ctrl+End"),
                    {}},
                   [this](bool) { m_document.goToEvent(std::numeric_limits<qint64>::max()); });
    m_commands.add({id("event.distributions"), event, tr("&Distributions\u2026"),
                    tr("Show the distributions of all events of the file, and choose events in "
                       "them"),
                    keys("Ctrl+Shift+P"), id("quality")},
                   [this](bool) { showDistributions(); });
    m_commands.add({id("event.random"),
                    event,
                    tr("&Random Event"),
                    tr("Go to one of the events in the table, whichever"),
                    keys("Alt+R"),
                    {}},
                   [this](bool) {
                       const EventTableModel& model = m_events->model();
                       if (const int rows = model.rowCount(); rows > 0)
                           m_document.goToEvent(
                               model.eventAt(QRandomGenerator::global()->bounded(rows)));
                   });
    m_commands.add({id("event.worstChecks"), event, tr("&Worst Checks First"),
                    tr("Show the events with a check that failed or is to be looked at, the worst "
                       "first; Next Event goes on in that order"),
                    keys("Ctrl+Shift+W"), id("warning")},
                   [this](bool) {
                       if (!m_events->orderByChecks())
                           m_messages->showMessage(
                               tr("No event of this file is known to fail a check. Check All "
                                  "Events looks at every one."),
                               MessageBar::Kind::Information,
                               m_commands.action(id("evidence.file")));
                   });
    m_commands.add({id("event.mostDifferent"), event, tr("Most &Different First"),
                    tr("Look for the events whose prediction differs most from truth (or from LR), "
                       "and show those, the most different first"),
                    keys("Ctrl+Shift+F"), id("quality")},
                   [this](bool) {
                       if (m_document.eventCount() > 0)
                           m_events->orderByDifference();
                       else
                           m_messages->showMessage(tr("There are no events to compare."));
                   });
    m_commands.add({id("event.all"),
                    event,
                    tr("&All Events"),
                    tr("Show all events of the file again, in their order"),
                    keys("Ctrl+Shift+E"),
                    {}},
                   [this](bool) { m_events->showAll(); });
    m_commands.add({id("event.filter"), event, tr("&Filter the Events"),
                    tr("Type a condition: the table then shows only the events that meet it"),
                    keys("Ctrl+F"), id("search")},
                   [this](bool) {
                       m_eventsDock->show();
                       m_events->filter().line().setFocus();
                       m_events->filter().line().selectAll();
                   });
    m_commands.add({id("event.table"), event, tr("Go to the &Table"),
                    tr("Move the keyboard to the table of events"), keys("Ctrl+L"), id("table")},
                   [this](bool) {
                       m_eventsDock->show();
                       m_events->table().setFocus();
                   });
}

void MainWindow::addViewCommands() {
    const QString view = tr("View"), help = tr("Help");
    m_commands.add({id("denoise.quality"),
                    tr("Denoising"),
                    tr("&Quality against Cost\u2026"),
                    tr("Show what the samplers of the chosen model were measured to be worth"),
                    {},
                    id("quality")},
                   [this](bool) { showSamplerQuality(); });
    m_commands.add({id("evidence.draw"), tr("Evidence"), tr("&Draw an Ensemble, or Stop"),
                    tr("Draw as many predictions of the event as the panel says"),
                    keys("Ctrl+Shift+D"), id("seed")},
                   [this](bool) { m_ensembleBar->drawOrStop(); });
    m_commands.add({id("evidence.mean"),
                    tr("Evidence"),
                    tr("Show the &Mean of the Draws"),
                    tr("The best estimate of the energy, smoother than any event"),
                    keys("Ctrl+M"),
                    {}},
                   [this](bool) { m_ensembleBar->setShown({ShownPicture::Mean}); });
    m_commands.add({id("evidence.nextDraw"),
                    tr("Evidence"),
                    tr("Show the &Next Draw"),
                    tr("One typical picture after the other"),
                    keys("Ctrl+."),
                    {}},
                   [this](bool) {
                       if (const int count = m_ensemble.count(); count > 0)
                           m_ensembleBar->setShown(
                               {(std::max(m_ensembleBar->shown().draw, -1) + 1) % count});
                   });
    m_commands.add({id("evidence.save"),
                    tr("Evidence"),
                    tr("&Save the Draws\u2026"),
                    tr("Write the draws of this event into an event file"),
                    {},
                    {}},
                   [this](bool) { saveDrawsWithDialog(); });
    m_commands.add({id("evidence.panel"), tr("Evidence"), tr("&Is It Hallucination?"),
                    tr("Bring up the panel with all checks"), keys("Ctrl+I"), id("quality")},
                   [this](bool) {
                       m_evidenceDock->show();
                       m_evidenceDock->raise();
                   });
    m_commands.add({id("evidence.file"), tr("Evidence"), tr("&Check All Events\u2026"),
                    tr("Run every check over the predicted events of the file"),
                    keys("Ctrl+Shift+I"), id("table")},
                   [this](bool) { checkFile(); });
    addStressCommands();
    m_commands.add({id("evidence.noMap"),
                    tr("Evidence"),
                    tr("No Ma&p"),
                    tr("Take the map of a check away from the pictures"),
                    {},
                    {}},
                   [this](bool) { m_evidencePanel->chooseMap({}, {}); });
    addComparisonCommands();
    m_commands.add({id("view.fullScreen"), view, tr("F&ull Screen"),
                    tr("Fill the screen with the window, or leave that"), keys("F11"),
                    id("fullscreen")},
                   [this](bool) { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    m_commands.add({id("view.viewOnly"), view, tr("View &Only"),
                    tr("Hide the panels around the view, or show them again"), keys("F9"),
                    id("panels")},
                   [this](bool) {
                       const bool show = m_eventsDock->isHidden() && m_rightDock->isHidden();
                       for (QDockWidget* dock :
                            {m_eventsDock, m_rightDock, m_evidenceDock, m_plotsDock, m_stripDock})
                           dock->setVisible(show);
                   });
    const auto addDockSwitch = [&](const char* name, QDockWidget* dock, const char* shortcut) {
        QAction* action = m_commands.add({id(name),
                                          view,
                                          tr("%1 Panel").arg(dock->windowTitle()),
                                          tr("Show or hide the panel: %1").arg(dock->windowTitle()),
                                          keys(shortcut),
                                          {},
                                          true},
                                         [dock](bool on) {
                                             // Behind another tab it is brought to the front.
                                             const bool behind =
                                                 !on && dock->visibleRegion().isEmpty();
                                             dock->setVisible(on || behind);
                                             if (on || behind)
                                                 dock->raise();
                                         });
        action->setChecked(true);
        connect(dock, &QDockWidget::visibilityChanged, action,
                [dock, action] { action->setChecked(!dock->isHidden()); });
    };
    addDockSwitch("view.eventsPanel", m_eventsDock, "Ctrl+Shift+1");
    addDockSwitch("view.detailsPanel", m_rightDock, "Ctrl+Shift+2");
    addDockSwitch("view.denoisingPanel", m_stripDock, "Ctrl+Shift+3");
    addDockSwitch("view.evidencePanel", m_evidenceDock, "Ctrl+Shift+4");
    addDockSwitch("view.plotsPanel", m_plotsDock, "Ctrl+Shift+5");
    addDockSwitch("view.logPanel", m_logDock, "Ctrl+Shift+6");

    m_commands.add({id("help.palette"), help, tr("&All Commands\u2026"),
                    tr("Find any command by typing a few of its letters"), keys("Ctrl+K"),
                    id("search")},
                   [this](bool) {
                       if (!m_palette)
                           m_palette = new CommandPalette(m_commands, this);
                       m_palette->popUp();
                   });
    m_commands.add({id("help.shortcuts"), help, tr("&Keyboard and Mouse"),
                    tr("Show every shortcut on one page"), keys("F1"), id("keyboard")},
                   [this](bool) {
                       if (!m_sheet)
                           m_sheet = new ShortcutSheet(
                               m_commands,
                               {{tr("Left drag"), tr("Turn the event")},
                                {tr("Wheel"), tr("Zoom")},
                                {tr("Shift+left drag"), tr("Move the picture")},
                                {tr("Double click"), tr("Frame the event again")},
                                {tr("Point at a cell"), tr("Light up its family in all panes")},
                                {tr("Click a cell"), tr("Keep it lit")},
                                {tr("Ctrl+drag"), tr("Select the cells in a box")},
                                {tr("Ctrl+Shift+drag"), tr("Select the cells in a lasso")},
                                {tr("Ctrl+click"), tr("Add a cell to the selection")},
                                {tr("Arrow keys"), tr("Turn the event")},
                                {tr("Plus, minus"), tr("Zoom")}},
                               this);
                       m_sheet->show();
                       m_sheet->raise();
                   });
    m_commands.add({id("help.editShortcuts"),
                    help,
                    tr("&Change Shortcuts\u2026"),
                    tr("Give commands the keys that you are used to"),
                    {},
                    id("keyboard")},
                   [this](bool) {
                       if (!m_shortcutEditor)
                           m_shortcutEditor = new ShortcutEditor(m_commands, this);
                       m_shortcutEditor->show();
                       m_shortcutEditor->raise();
                   });
    m_commands.add({id("help.tour"),
                    help,
                    tr("&Tour"),
                    tr("Lead through the window in five steps"),
                    {},
                    id("info")},
                   [this](bool) { startTour(); });
    m_commands.add(
        {id("help.about"), help, tr("A&bout CaloLens"), tr("Version and licence"), {}, id("info")},
        [this](bool) { showAbout(); });
}

void MainWindow::addThemeCommands() {
    auto* group = new QActionGroup(this);
    const auto addTheme = [&](const char* name, const QString& text, const QString& tip,
                              ThemeChoice choice, const char* icon) {
        QAction* action =
            m_commands.add({id(name), tr("View"), text, tip, {}, id(icon), true}, [choice](bool) {
                Theme::instance().setChoice(choice);
                QSettings().setValue(kTheme, themeName(choice));
            });
        action->setChecked(Theme::instance().choice() == choice);
        connect(&Theme::instance(), &Theme::changed, action,
                [action, choice] { action->setChecked(Theme::instance().choice() == choice); });
        group->addAction(action);
    };
    addTheme("view.themeSystem", tr("Theme of the Desktop"), tr("Be dark or light as the desktop"),
             ThemeChoice::System, "theme-system");
    addTheme("view.themeDark", tr("Dark Theme"), tr("Light text on dark"), ThemeChoice::Dark,
             "theme-dark");
    addTheme("view.themeLight", tr("Light Theme"), tr("Dark text on light"), ThemeChoice::Light,
             "theme-light");
}

void MainWindow::buildMenus() {
    const auto category = [this](const QString& name) {
        QList<QAction*> found;
        for (QAction* action : m_commands.actions())
            if (CommandRegistry::categoryOf(action) == name)
                found << action;
        return found;
    };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    QMenu* recent = nullptr;
    for (QAction* action : category(tr("File"))) {
        file->addAction(action);
        if (action->objectName() == id("file.open")) {
            recent = file->addMenu(tr("Open &Recent"));
            m_recent->fill(recent);
        }
        if (action->objectName() == id("file.close") ||
            action->objectName() == id("session.last") ||
            action->objectName() == id("file.screenshot"))
            file->addSeparator();
    }
    const struct {
        QString menu, category;
    } menus[] = {{tr("&Event"), tr("Event")},       {tr("&Denoising"), tr("Denoising")},
                 {tr("&Playback"), tr("Playback")}, {tr("E&vidence"), tr("Evidence")},
                 {tr("&Layout"), tr("Layout")},     {tr("&Select"), tr("Select")},
                 {tr("&View"), tr("View")},         {tr("&Help"), tr("Help")}};
    for (const auto& [name, commands] : menus) {
        QMenu* menu = menuBar()->addMenu(name);
        menu->setToolTipsVisible(true);
        for (QAction* action : category(commands)) {
            if (action->objectName() == id("view.eventsPanel") ||
                action->objectName() == id("view.themeSystem") ||
                action->objectName() == id("frames.noisy"))
                menu->addSeparator();
            menu->addAction(action);
        }
    }
    // A shortcut works only where its action has been added.
    addActions(m_commands.actions());
}

void MainWindow::buildToolBar() {
    auto* bar = new QToolBar(tr("Tools"));
    bar->setObjectName(id("toolbar"));
    bar->setMovable(false);
    bar->setIconSize(QSize(20, 20));
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    for (const char* name : {"file.open", "file.export", "", "event.previous", "event.next", "",
                             "view.resetCamera", "view.style", "view.difference"}) {
        if (*name == '\0')
            bar->addSeparator();
        else
            bar->addAction(m_commands.action(id(name)));
    }
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    auto* search = new QToolButton;
    search->setDefaultAction(m_commands.action(id("help.palette")));
    search->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    search->setText(tr("All commands   Ctrl+K"));
    bar->addWidget(search);
    addToolBar(bar);
}

void MainWindow::openWithDialog() {
    QSettings settings;
    const QStringList paths =
        QFileDialog::getOpenFileNames(this, tr("Open Events"), settings.value(kFolder).toString(),
                                      tr("Event files (*.h5 *.hdf5);;All files (*)"));
    for (const QString& path : paths) {
        settings.setValue(kFolder, QFileInfo(path).absolutePath());
        m_document.openFile(path);
    }
}

void MainWindow::showSamplerQuality() {
    const DenoisingRequest& next = m_session.nextRun();
    if (next.model.empty()) {
        m_messages->showMessage(tr("No model is chosen."));
        return;
    }
    std::string checksum;
    for (const ModelInfo& model : m_session.models())
        if (model.path == next.model)
            checksum = model.checksum;
    auto* window = new SamplerQualityWindow(
        next.model, checksum, evaluationsFor(next.settings.sampler, next.settings.steps), this);
    window->show();
}

void MainWindow::showDistributions() {
    const auto file = m_document.file();
    if (!file || file->size() == 0) {
        m_messages->showMessage(tr("There are no events to plot."));
        return;
    }
    openDistributions(true);
}

DistributionsWindow* MainWindow::openDistributions(bool reading) {
    const auto file = m_document.file();
    m_distributions =
        new DistributionsWindow(file, m_document.predictionChoice().name, this, reading);
    connect(m_distributions, &DistributionsWindow::eventsChosen, this,
            [this, file](const std::vector<qint64>& events, const QString& why) {
                if (m_document.file() == file)
                    m_events->showOnly(events, why, tr("Chosen in a plot"));
            });
    connect(m_distributions, &DistributionsWindow::exportWanted, this,
            &MainWindow::exportFigureWithDialog);
    m_distributions->show();
    return m_distributions;
}

void MainWindow::openTrainingLogWithDialog() {
    QSettings settings;
    const QString path = QFileDialog::getOpenFileName(this, tr("Plot Training Log"),
                                                      settings.value(kTrainingFolder).toString(),
                                                      tr("Training logs (*.log);;All files (*)"));
    if (path.isEmpty())
        return;
    settings.setValue(kTrainingFolder, QFileInfo(path).absolutePath());
    openTrainingLog(path);
}

void MainWindow::openTrainingLog(const QString& path) {
    auto* window = new TrainingLogWindow(path, this);
    window->show();
}

void MainWindow::saveScreenshot() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save Screenshot"),
                                                      id("calolens.png"), tr("Pictures (*.png)"));
    if (path.isEmpty())
        return;
    try {
        savePicture(path);
        statusBar()->showMessage(tr("Saved %1").arg(path), 5000);
    } catch (const Error& error) {
        m_messages->showMessage(QString::fromUtf8(error.what()));
    }
}

void MainWindow::showAbout() {
    QMessageBox::about(
        this, tr("About CaloLens"),
        tr("<h3>CaloLens %1</h3><p>Diffusion super-resolution of calorimeter events, seen and "
           "checked.</p><p>Free software under the GNU General Public License, version 3 or "
           "later. Built with Qt %2.</p>")
            .arg(QString::fromLatin1(CALOLENS_VERSION), QString::fromLatin1(qVersion())));
}

} // namespace calolens
