// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/CheckRegistry.h"
#include "comparison/ComparisonView.h"
#include "diffusion/PredictionModel.h"
#include "document/DrawsText.h"
#include "document/Paths.h"
#include "ensemble/EnsembleBar.h"
#include "events/EventTableModel.h"
#include "events/EventsPanel.h"
#include "evidence/CheckedEventModel.h"
#include "evidence/EvidencePanel.h"
#include "evidence/FileEvidenceWindow.h"
#include "evidence/VerdictMark.h"
#include "information/InformationPanel.h"
#include "theme/Theme.h"
#include "window/DemoEvents.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/PanelSection.h"
#include "window/SelectionDetails.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace calolens {

namespace {
PaneMap paneMap(const CellMap& map) {
    const QString title = QString::fromStdString(map.title);
    PaneMap shown;
    shown.title = title;
    shown.quantity = title;
    shown.unit = map.unit == "sigma" ? QStringLiteral("\u03C3") : QString::fromStdString(map.unit);
    shown.level = map.level;
    shown.values = map.value;
    shown.twoSided = map.diverging;
    return shown;
}

/// Per event its worst verdict, and which checks gave it.
QHash<qint64, EventMark> eventMarks(const FileCheckReport& report) {
    const ThemeColours& colours = Theme::instance().colours();
    QHash<qint64, EventMark> marks;
    for (const CheckedEvent& event : report.events) {
        const Verdict worst = CheckedEventModel::worst(event);
        if (worst == Verdict::NotRun)
            continue;
        QStringList names;
        for (std::size_t c = 0; c < event.checks.size(); ++c)
            if (event.checks[c].verdict == worst)
                names << QString::fromStdString(eventChecks()[c].info.name);
        EventMark mark{QStringLiteral("\u2713"), MainWindow::tr("All checks passed"),
                       colours.success};
        if (worst != Verdict::Pass) {
            const bool failed = worst == Verdict::Fail;
            mark.text = QStringLiteral("%1 %2")
                            .arg(failed ? QChar(0x2717) : QChar(0x26A0))
                            .arg(names.size());
            mark.tip =
                QStringLiteral("%1: %2").arg(verdictText(worst), names.join(QStringLiteral(", ")));
            mark.colour = failed ? colours.error : colours.warning;
            constexpr int MoreThanChecks = 1000;
            mark.severity = static_cast<int>(names.size()) + (failed ? MoreThanChecks : 0);
        }
        marks.insert(event.event, mark);
    }
    return marks;
}
} // namespace

QWidget* MainWindow::buildEvidence() {
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_ensembleBar = new EnsembleBar(m_ensemble, [this] { return m_session.nextRun(); });
    m_evidencePanel = new EvidencePanel(m_evidence);
    layout->addWidget(new PanelSection(tr("Draws"), m_ensembleBar));
    m_informationPanel = new InformationPanel(m_information);
    layout->addWidget(
        new PanelSection(tr("Where does the picture come from?"), m_informationPanel));
    layout->addWidget(new PanelSection(tr("Is it hallucination?"), m_evidencePanel));
    layout->addStretch();
    auto* scroll = new QScrollArea;
    connect(m_evidencePanel, &EvidencePanel::rowOpened, scroll, [scroll](QWidget* row) {
        // Once it has its height.
        QTimer::singleShot(0, scroll, [scroll, row] {
            const int top = row->mapTo(scroll->widget(), QPoint(0, 0)).y();
            scroll->verticalScrollBar()->setValue(top - spacing::Normal);
        });
    });
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

void MainWindow::connectEvidence() {
    connect(&m_ensemble, &EnsembleSession::failed, m_messages,
            [this](const QString& message) { m_messages->showMessage(message); });
    connect(&m_ensemble, &EnsembleSession::saved, this, [this](const QString& path, qint64 event) {
        m_document.openFile(path, event); // with the draws that it has now
    });
    connect(&m_evidence, &EvidenceSession::failed, m_messages,
            [this](const QString& message) { m_messages->showMessage(message); });
    connect(&m_document, &EventDocument::eventChanged, this, [this] {
        m_ensemble.setEvent(m_document.event(), m_document.storedDraws());
        updateEvidence();
    });
    connect(&m_document, &EventDocument::predictionChanged, this,
            [this] { m_ensemble.setStored(m_document.storedDraws()); });
    connect(&m_ensemble, &EnsembleSession::drawsChanged, this, [this] {
        m_selected->setDraws(m_ensemble.draws());
        if (m_ensembleBar->shown().draw >= m_ensemble.count() && m_ensemble.count() > 0)
            m_ensembleBar->setShown({ShownPicture::Mean});
        showFrame();
        updateEvidence();
    });
    connect(m_ensembleBar, &EnsembleBar::shownChanged, this, &MainWindow::showFrame);
    // A run, or its scrubber, is what one wants to see when one has touched it.
    connect(&m_session, &DenoisingSession::stateChanged, this, [this] {
        if (m_session.state() == DenoisingSession::State::Starting)
            m_ensembleBar->setShown({ShownPicture::Run});
    });
    connect(&m_player, &FramePlayer::currentChanged, this, [this] {
        if (m_player.current() >= 0)
            m_ensembleBar->setShown({ShownPicture::Run});
    });
    connect(&m_session, &DenoisingSession::finished, this, &MainWindow::updateEvidence);
    // Where the summary of the training data stands is known once the models are found.
    connect(&m_session, &DenoisingSession::modelsChanged, this, &MainWindow::updateEvidence);
    connect(&m_ensemble, &EnsembleSession::stateChanged, this, &MainWindow::updateInformation);
    // A panel whose tab is not in front counts as visible; its dock knows better. Queued: the dock
    // says so in the middle of a layout, which does not bear that panels change.
    connect(m_evidenceDock, &QDockWidget::visibilityChanged, &m_information,
            &InformationSession::setWatched, Qt::QueuedConnection);
    connect(&m_information, &InformationSession::changed, m_evidencePanel, [this] {
        const auto shown = m_information.shown();
        m_evidencePanel->setFurtherMaps(InformationMapsName,
                                        shown ? shown->maps : std::vector<CellMap>());
    });
    connect(m_informationPanel, &InformationPanel::mapWanted, m_evidencePanel,
            [this](const QString& name) { m_evidencePanel->chooseMap(InformationMapsName, name); });
    connect(m_evidencePanel, &EvidencePanel::mapChanged, this, [this] {
        const CellMap* const map = m_evidencePanel->map();
        m_view->setMap(map != nullptr ? paneMap(*map) : PaneMap());
    });
}

/// The draws that the checks look at: the ensemble; else the finished run, as one draw.
std::shared_ptr<const StoredDraws> MainWindow::checkedDraws() const {
    if (m_ensemble.count() > 0)
        return m_ensemble.draws();
    if (m_session.state() != DenoisingSession::State::Finished || m_session.frames().size() == 0)
        return nullptr;
    auto draws = std::make_shared<StoredDraws>();
    const RecordedFrames& frames = m_session.frames();
    draws->prediction.energy = frames[frames.size() - 1].frame->estimate;
    draws->prediction.samples = 1;
    draws->prediction.cells = draws->prediction.energy.size();
    draws->info = m_session.info();
    return draws;
}

void MainWindow::updateEvidence() {
    const auto event = m_document.event();
    if (!event || event->levels.size() < 2) {
        m_evidence.clear();
        updateInformation();
        return;
    }
    // What stored draws are held against is what the model that made them was trained on.
    const auto draws = checkedDraws();
    m_evidence.check({event, draws, draws ? modelFileOf(draws->info) : m_session.nextRun().model});
    updateInformation();
}

/// Once all draws that were asked for are there.
void MainWindow::updateInformation() {
    const auto event = m_document.event();
    const auto draws = event ? checkedDraws() : nullptr;
    const auto model = draws ? modelFileOf(draws->info) : std::filesystem::path();
    if (!event || event->levels.size() < 2)
        m_information.clear({});
    else if (m_ensemble.drawing())
        m_information.clear(tr("Waiting for the draws\u2026"));
    else if (!draws)
        m_information.clear(tr("Nothing is predicted: draw an ensemble, or press Run."));
    else if (model.empty())
        m_information.clear(tr("The model that made the draws, %1, is not there to be asked.")
                                .arg(QString::fromStdString(draws->info.model)));
    else
        m_information.ask({event, draws, model, m_session.nextRun().device});
}

/// Empty if the model is not there.
std::filesystem::path MainWindow::modelFileOf(const PredictionInfo& prediction) const {
    const ModelInfo* const model = modelOf(prediction, m_session.models());
    return model != nullptr ? model->path : std::filesystem::path();
}

const PredictionInfo* MainWindow::checkedPrediction() const {
    const int current = m_document.currentFile();
    const PredictionInfo* chosen = nullptr;
    if (current >= 0)
        for (const PredictionInfo& info :
             m_document.files()[static_cast<std::size_t>(current)].predictions)
            if (chosen == nullptr || info.name == m_document.predictionChoice().name)
                chosen = &info;
    return chosen;
}

void MainWindow::checkFile() {
    const PredictionInfo* const chosen = checkedPrediction();
    if (chosen == nullptr) {
        m_messages->showMessage(
            tr("The file holds no predictions to check: calolens-cli predict makes them."));
        return;
    }
    const FileEvidenceRequest what{m_document.file(), *chosen, modelFileOf(*chosen)};
    auto* window = new FileEvidenceWindow(what, this);
    connect(window, &FileEvidenceWindow::eventChosen, this, [this, file = what.file](qint64 event) {
        if (m_document.file() == file)
            m_document.goToEvent(event);
    });
    connect(window, &FileEvidenceWindow::finished, this, [this, window, file = what.file] {
        if (window->report() && m_document.file() == file)
            m_events->setMarks(eventMarks(*window->report()));
    });
    window->show();
}

void MainWindow::saveDrawsWithDialog() {
    const auto file = m_document.file();
    if (!file || m_ensemble.count() == 0) {
        m_messages->showMessage(tr("There are no draws to save."));
        return;
    }
    const QString current = toQString(file->path());
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the Draws"), isDemo(current) ? QString() : current,
        tr("Event files (*.h5 *.hdf5)"), nullptr,
        QFileDialog::DontConfirmOverwrite); // draws are added, nothing is lost
    if (!path.isEmpty())
        m_ensemble.save(file->path(), toPath(path));
}

bool MainWindow::showDraws() {
    const ShownPicture shown = m_ensembleBar->shown();
    const auto draws = m_ensemble.draws();
    if (shown.draw == ShownPicture::Run || !draws)
        return false;
    const bool mean = shown.draw == ShownPicture::Mean || shown.draw >= draws->prediction.samples;
    const QString label =
        mean ? meanOfDrawsText(draws->prediction.samples)
             : tr("draw %1 of %2").arg(shown.draw + 1).arg(draws->prediction.samples);
    m_document.showPrediction(mean ? draws->prediction.mean() : draws->prediction.draw(shown.draw),
                              label, draws->info);
    return true;
}

} // namespace calolens
