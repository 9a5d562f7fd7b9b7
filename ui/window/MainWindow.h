// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/CommandRegistry.h"
#include "comparison/ViewSettings.h"
#include "denoising/DenoisingSession.h"
#include "denoising/FramePlayer.h"
#include "document/EventDocument.h"
#include "ensemble/EnsembleSession.h"
#include "evidence/EvidenceSession.h"
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
class DenoisingStrip;
class EnsembleBar;
class EventsPanel;
class EvidencePanel;
struct ExportChoice;
class MessageBar;
class RecentFiles;
class ShortcutSheet;
class SelectionDetails;
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
    [[nodiscard]] EnsembleSession& ensemble() { return m_ensemble; }
    [[nodiscard]] EvidenceSession& evidence() { return m_evidence; }
    [[nodiscard]] EnsembleBar& ensembleBar() { return *m_ensembleBar; }
    [[nodiscard]] EvidencePanel& evidencePanel() { return *m_evidencePanel; }
    [[nodiscard]] CommandRegistry& commands() { return m_commands; }
    [[nodiscard]] DenoisingStrip& strip() { return *m_strip; }
    [[nodiscard]] EventsPanel& eventsPanel() { return *m_events; }
    [[nodiscard]] ComparisonView& view() { return *m_view; }
    [[nodiscard]] ViewPanel& viewPanel() { return *m_viewPanel; }
    [[nodiscard]] ViewHistory& history() { return m_history; }
    [[nodiscard]] MessageBar& messages() { return *m_messages; }

    /// Opens the demo events, if they are there, at one of them.
    void openDemo(qint64 event = 0);
    /// Shows the curves of a training in a window of their own.
    void openTrainingLog(const QString& path);
    /// Checks all predicted events of the file, in a window of its own.
    void checkFile();
    /// Shows the measured quality of the chosen model's samplers in a window of its own.
    void showSamplerQuality();
    /// The whole window as it stands on the screen, in device pixels.
    [[nodiscard]] QImage picture();
    /// Writes the comparison as a sheet (.pdf, .svg, .png) or its cells (.csv).
    /// @throws Error
    void exportTo(const ExportChoice& choice);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
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
    /// Shows the mean or a draw if that is chosen. @returns false if it is not
    bool showDraws();
    void saveDrawsWithDialog();

    // ViewCommands.cpp: how the pictures are looked at
    void addComparisonCommands();
    void addViewChange(const char* name, const QString& text, const QString& tip,
                       const QKeySequence& shortcut, const char* icon,
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

    void exportWithDialog(); // WindowExport.cpp

    CommandRegistry m_commands;
    EventDocument m_document;
    DenoisingSession m_session;
    FramePlayer m_player;
    EnsembleSession m_ensemble;
    EvidenceSession m_evidence;
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
    QDockWidget* m_eventsDock = nullptr;
    QDockWidget* m_stripDock = nullptr;
    QDockWidget* m_rightDock = nullptr;
    QDockWidget* m_evidenceDock = nullptr;
    QLabel* m_status = nullptr;
    bool m_proportioned = false; ///< docks have their sizes, from last time or for this window
    QPointer<CommandPalette> m_palette;
    QPointer<ShortcutSheet> m_sheet;
};

} // namespace calolens
