// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/CommandRegistry.h"
#include "comparison/ViewSettings.h"
#include "denoising/DenoisingSession.h"
#include "denoising/FramePlayer.h"
#include "denoising/Moments.h"
#include "document/EventDocument.h"
#include "document/FileWatch.h"
#include "ensemble/EnsembleSession.h"
#include "evidence/EvidenceSession.h"
#include "information/InformationSession.h"
#include "session/Session.h"
#include "window/ViewHistory.h"

#include <QMainWindow>
#include <QPointer>

class QDockWidget;
class QLabel;

namespace calolens {

class CellDetails;
class CommandPalette;
class ComparisonView;
class DenoisingCommands;
class DenoisingFilm;
class DenoisingStrip;
class DistributionsWindow;
class EnsembleBar;
class EventPlots;
class EventsPanel;
class EvidencePanel;
struct ExportChoice;
class InformationPanel;
struct SheetOptions;
class LogPanel;
class MessageBar;
struct RatioFigure;
class RecentFiles;
class SampleJob;
class SessionAutosave;
class ShortcutEditor;
class ShortcutSheet;
class SelectionDetails;
class Tour;
class StressLab;
class ViewPanel;

/// The window: events at the left, the comparison in the middle, the denoising at the bottom, view
/// and numbers at the right. It joins the parts; each part does its own work.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(ModelSource models = ModelSource::searchPath(), QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] EventDocument& document() { return m_document; }
    [[nodiscard]] DenoisingSession& session() { return m_session; }
    [[nodiscard]] FramePlayer& player() { return m_player; }
    [[nodiscard]] Moments& moments() { return m_moments; }
    [[nodiscard]] EnsembleSession& ensemble() { return m_ensemble; }
    [[nodiscard]] EvidenceSession& evidence() { return m_evidence; }
    [[nodiscard]] InformationSession& information() { return m_information; }
    [[nodiscard]] InformationPanel& informationPanel() { return *m_informationPanel; }
    [[nodiscard]] EnsembleBar& ensembleBar() { return *m_ensembleBar; }
    [[nodiscard]] EvidencePanel& evidencePanel() { return *m_evidencePanel; }
    [[nodiscard]] CommandRegistry& commands() { return m_commands; }
    [[nodiscard]] DenoisingStrip& strip() { return *m_strip; }
    [[nodiscard]] EventsPanel& eventsPanel() { return *m_events; }
    [[nodiscard]] ComparisonView& view() { return *m_view; }
    [[nodiscard]] ViewPanel& viewPanel() { return *m_viewPanel; }
    [[nodiscard]] ViewHistory& history() { return m_history; }
    [[nodiscard]] MessageBar& messages() { return *m_messages; }

    /// Opens what a file is: events, a session, an export that carries one, or the log of a
    /// training.
    void openPath(const QString& path, qint64 event = 0);
    /// What is open and how it is looked at. @param withEnergies  of the predicted picture
    [[nodiscard]] Session currentSession(bool withEnergies = true) const;
    /// Brings a session back, beside what is open. Starts no job: a picture that was drawn is there
    /// again when it is drawn again, and it is then said whether it is the same.
    void restoreSession(const Session& session);
    /// Whether a session is being brought back: its files and events are still being read.
    [[nodiscard]] bool restoring() const noexcept { return m_restoring.has_value(); }
    /// Keeps the session in a file from now on, so that it survives a crash; offers the one that is
    /// there if it did not end well.
    void keepSession(const QString& path);
    /// Leads through the window in five steps.
    void startTour();
    /// The same, if this user has never seen it.
    void startTourOnce();
    /// Opens the demo events, if they are there, at one of them.
    void openDemo(qint64 event = 0);
    /// Shows the curves of a training in a window of their own.
    void openTrainingLog(const QString& path);
    /// Checks all predicted events of the file, in a window of its own.
    void checkFile();
    /// Shows the distributions of the file's events in a window of their own.
    void showDistributions();
    /// Lies are planted into the event in hand; made when first asked for.
    [[nodiscard]] StressLab& stressLab();
    /// Plants every lie into all predicted events of the file, in a window of its own.
    void stressFile();
    /// Shows the report of an earlier such test (stress.json) in a window of its own.
    void openStressReport(const QString& path);
    /// Shows the measured quality of the chosen model's samplers in a window of its own.
    void showSamplerQuality();
    /// The whole window as it stands on the screen, in device pixels.
    [[nodiscard]] QImage picture();
    /// Saves it as PNG, with the session in it. @throws Error
    void savePicture(const QString& path) { savePicture(path, picture()); }
    /// The same with a picture of another window or of a part, and without the session if wanted.
    void savePicture(const QString& path, const QImage& picture, bool withSession = true);
    /// Writes what of the event or its file is chosen, and the session beside it. Films and reports
    /// take their time: filmEnded() tells when one is there.
    /// @throws Error
    void exportTo(const ExportChoice& choice);
    /// Whether a film, a report or figures are being made.
    [[nodiscard]] bool filming() const noexcept {
        return m_film != nullptr || m_sampleJob != nullptr;
    }
    /// Writes a plot of another window, or its numbers, with the session beside it. @throws Error
    void exportFigure(const RatioFigure& figure, const QString& path);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void filmEnded(bool well, const QString& message);

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Raised when docks change, so that an old arrangement is not forced on new ones: in the
    /// settings and in sessions.
    static constexpr int DocksVersion = 3;

    // MainWindow.cpp: the parts and how they hang together
    void buildCentre();
    void buildDocks();
    void buildStatusBar();
    void connectDocument();
    void connectDenoising();
    void connectView();
    void showCurrentEvent();
    void showPredicted();
    void showFrame();
    void showReference();
    void showCell(std::optional<CellReference> hovered);
    void applyViewSettings(ViewSettings settings);
    /// Shows other settings, which can be undone.
    void changeViewSettings(const ViewSettings& settings, bool goesOn = false);
    void connectHistory();
    void selectCells(const CellSelection& selection);
    void updateStatus();
    void proportionDocks();
    void restoreState();
    void saveState();

    // WindowEvidence.cpp: draws and checks
    [[nodiscard]] QWidget* buildEvidence();
    void connectEvidence();
    [[nodiscard]] std::shared_ptr<const StoredDraws> checkedDraws() const;
    void updateEvidence();
    void updateInformation();
    [[nodiscard]] std::filesystem::path modelFileOf(const PredictionInfo& prediction) const;
    /// Shows the mean or a draw if that is chosen. @returns false if it is not
    bool showDraws();
    void saveDrawsWithDialog();
    /// The prediction of the current file that checks are about; null if it holds none.
    [[nodiscard]] const PredictionInfo* checkedPrediction() const;

    // WindowStress.cpp: known lies
    void addStressCommands();
    void showPlanted();
    void openStressReportWithDialog();

    // ViewCommands.cpp: how the pictures are looked at
    void addComparisonCommands();
    /// Pins the cell so many places down in the order of measured energies.
    void pickNextCell(int step);
    void addViewChange(const QString& category, const char* name, const QString& text,
                       const QString& tip, const QKeySequence& shortcut, const char* icon,
                       const std::function<void(ViewSettings&)>& change);

    // WindowCommands.cpp: commands, menus, tool bar
    void addCommands();
    void addViewCommands();
    void addThemeCommands();
    void buildMenus();
    void buildToolBar();
    void openWithDialog();
    void openTrainingLogWithDialog();
    void saveScreenshot();
    void showAbout();

    // WindowExport.cpp
    void exportWithDialog();
    void exportFilm(const ExportChoice& choice);
    /// A report or the figures of the current file, by calolens-cli.
    void exportSample(const ExportChoice& choice);
    void exportFigureWithDialog(const RatioFigure& figure);
    [[nodiscard]] SheetOptions exportOptions(const ExportChoice& choice) const;
    [[nodiscard]] std::shared_ptr<const StoredDraws> shownDraws() const;

    // WindowSession.cpp: sessions
    void addSessionCommands();
    [[nodiscard]] SessionPicture currentPicture(bool withEnergies) const;
    void restoreWindow(const std::string& json);
    void restorePicture();
    void comparePictures();
    void openSessionWithDialog();
    void saveSessionWithDialog();
    void openSession(const QString& path);
    /// The window with the distributions of the current file, which must have events.
    /// @param reading  else it reads when it is told to
    DistributionsWindow* openDistributions(bool reading);

    CommandRegistry m_commands;
    EventDocument m_document;
    FileWatch m_watch;
    QString m_changedFile; ///< that is not as it was opened
    DenoisingSession m_session;
    FramePlayer m_player;
    Moments m_moments;
    EnsembleSession m_ensemble;
    EvidenceSession m_evidence;
    InformationSession m_information;
    RecentFiles* m_recent;
    DenoisingCommands* m_denoisingCommands;

    ComparisonView* m_view = nullptr;
    MessageBar* m_messages = nullptr;
    EventsPanel* m_events = nullptr;
    ViewPanel* m_viewPanel = nullptr;
    ViewHistory m_history;
    CellDetails* m_cell = nullptr;
    SelectionDetails* m_selected = nullptr;
    DenoisingStrip* m_strip = nullptr;
    EnsembleBar* m_ensembleBar = nullptr;
    EvidencePanel* m_evidencePanel = nullptr;
    InformationPanel* m_informationPanel = nullptr;
    EventPlots* m_plots = nullptr;
    QDockWidget* m_eventsDock = nullptr;
    QDockWidget* m_plotsDock = nullptr;
    LogPanel* m_log = nullptr;
    QDockWidget* m_logDock = nullptr;
    QDockWidget* m_stripDock = nullptr;
    QDockWidget* m_rightDock = nullptr;
    QDockWidget* m_evidenceDock = nullptr;
    QLabel* m_status = nullptr;
    bool m_proportioned = false; ///< docks have their sizes, from last time or for this window
    std::optional<Session> m_restoring;        ///< until its event is there
    std::optional<SessionPicture> m_toCompare; ///< a drawn picture, until it is drawn again
    SessionAutosave* m_autosave = nullptr;
    DenoisingFilm* m_film = nullptr;  ///< being made
    SampleJob* m_sampleJob = nullptr; ///< being made
    QPointer<StressLab> m_stressLab;
    QPointer<DistributionsWindow> m_distributions; ///< opened last
    QPointer<CommandPalette> m_palette;
    QPointer<ShortcutSheet> m_sheet;
    QPointer<ShortcutEditor> m_shortcutEditor;
    QPointer<Tour> m_tour;
};

} // namespace calolens
