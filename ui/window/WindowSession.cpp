// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"
#include "comparison/ViewSettingsJson.h"
#include "denoising/DenoisingCommands.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "distributions/DistributionsWindow.h"
#include "document/Paths.h"
#include "ensemble/EnsembleBar.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "events/EventFilterBar.h"
#include "events/EventsPanel.h"
#include "evidence/EvidencePanel.h"
#include "page/PageFile.h"
#include "page/PageMetadata.h"
#include "session/PictureAgain.h"
#include "theme/Theme.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/SessionAutosave.h"
#include "window/ViewPanel.h"

#include <nlohmann/json.hpp>

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStatusBar>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace calolens {
namespace {

const QLatin1String kFolder("window/sessionFolder");
constexpr int SmallestSide = 200, LargestSide = 16384; ///< of a window, pixels
constexpr std::array<const char*, 3> kDevices{"auto", "cpu", "cuda"};

constexpr std::array<const char*, 4> kPictures{"truth", "lr", "draw", "mean"}; ///< SamplePicture

std::string nameOf(SamplePicture picture) {
    return kPictures.at(static_cast<std::size_t>(picture));
}
SamplePicture pictureNamed(const std::string& name, SamplePicture otherwise) {
    const auto found = std::find(kPictures.begin(), kPictures.end(), name);
    return found == kPictures.end() ? otherwise
                                    : static_cast<SamplePicture>(found - kPictures.begin());
}

nlohmann::ordered_json toJson(const DistributionsState& state) {
    nlohmann::ordered_json json{{"observable", state.observable},
                                {"predicted", nameOf(state.predicted)},
                                {"log", state.logarithmic},
                                {"choose_by", nameOf(state.brushed)}};
    if (state.range)
        json["range"] = {state.range->first, state.range->second};
    return json;
}

DistributionsState distributionsFrom(const nlohmann::ordered_json& json) {
    DistributionsState state;
    state.observable = json.value("observable", std::string());
    state.predicted = pictureNamed(json.value("predicted", std::string()), state.predicted);
    state.logarithmic = json.value("log", false);
    state.brushed = pictureNamed(json.value("choose_by", std::string()), state.brushed);
    if (const auto range = json.find("range"); range != json.end())
        state.range = {range->at(0).get<double>(), range->at(1).get<double>()};
    return state;
}

/// What a session says that this version does not understand: it is of a later one.
QStringList notUnderstood(const Session& session) {
    std::vector<std::string> keys = session.unknownKeys;
    if (!session.window.empty()) {
        for (const std::string& key : lookedAtInWindow(session.window).unknownKeys)
            keys.push_back("window.view." + key);
        static const std::vector<std::string> known{
            "bookmarks", "pinned_moment", "view", "noisy_state", "shown_draw",    "theme",
            "size",      "docks",         "map",  "filter",      "distributions", "docks_version"};
        const auto window = nlohmann::ordered_json::parse(session.window);
        for (const auto& [key, value] : window.items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                keys.push_back("window." + key);
    }
    if (keys.empty())
        return {};
    QStringList names;
    for (const std::string& key : keys)
        names << QString::fromStdString(key);
    return {
        MainWindow::tr("The session was saved by CaloLens %1; this version does not know: %2.")
            .arg(QString::fromStdString(session.programVersion), names.join(QStringLiteral(", ")))};
}

/// Whether two pictures are made in the same way, so that one can be held against the other.
bool madeAlike(const SessionPicture& a, const SessionPicture& b) {
    PredictionInfo first = a.settings, second = b.settings;
    // A single draw does not depend on how many there are.
    if (a.draw != SessionPicture::Mean)
        first.samples = second.samples;
    first.name = second.name;
    return a.kind == b.kind && a.draw == b.draw && a.step == b.step &&
           a.noisyState == b.noisyState && settingsDifference(first, second).empty();
}

} // namespace

SessionPicture MainWindow::currentPicture(bool withEnergies) const {
    SessionPicture picture;
    const auto comparison = m_document.comparison();
    if (!comparison || comparison->predicted.empty())
        return picture;
    picture.settings = comparison->settings;
    const int shown = m_ensembleBar->shown().draw;
    const int frame = m_player.current();
    if (shown != ShownPicture::Run && m_ensemble.count() > 0) {
        picture.kind =
            m_ensemble.fromFile() ? SessionPicture::Kind::Stored : SessionPicture::Kind::Draws;
        picture.settings = m_ensemble.draws()->info;
        picture.draw = shown; // the mean is -1 in both
    } else if (frame >= 0 && frame < m_session.frames().size()) {
        picture.kind = SessionPicture::Kind::Run;
        const bool last = frame == m_session.frames().size() - 1 &&
                          m_session.state() == DenoisingSession::State::Finished &&
                          m_session.stepsTaken() == m_session.stepCount();
        picture.step = last ? SessionPicture::Result : m_session.frames()[frame].frame->step;
        picture.noisyState = m_denoisingCommands->picture() == FramePicture::NoisyState;
        picture.settings = m_session.info();
        const RunSettings& run = m_session.runSettings();
        picture.settings.sampler = run.sampler;
        picture.settings.schedule = run.schedule;
        picture.settings.steps = run.steps;
        picture.settings.seed = run.seed;
    } else {
        picture.kind = SessionPicture::Kind::Stored;
        picture.draw = m_document.predictionChoice().sample;
    }
    picture.label = comparison->predictedLabel;
    if (withEnergies)
        picture.setEnergies(comparison->predicted);
    return picture;
}

Session MainWindow::currentSession(bool withEnergies) const {
    Session session;
    session.programVersion = CALOLENS_VERSION;
    for (const OpenEventFile& file : m_document.files())
        session.files.push_back({file.file->path(), file.identity, 0});
    session.current = m_document.currentFile();
    if (session.current >= 0)
        session.files[static_cast<std::size_t>(session.current)].event =
            std::max<qint64>(m_document.currentEvent(), 0);

    const DenoisingRequest& next = m_session.nextRun();
    SessionRun& run = session.run;
    for (const ModelInfo& model : m_session.models())
        if (model.path == next.model) {
            run.model = model.name;
            run.modelChecksum = model.checksum;
        }
    if (run.model.empty())
        run.model = next.model.string();
    run.sampler = next.settings.sampler;
    run.schedule = next.settings.schedule;
    run.steps = next.settings.steps;
    run.seed = next.settings.seed;
    run.device = kDevices.at(static_cast<std::size_t>(next.device));
    run.draws = m_ensembleBar->wanted();
    session.picture = currentPicture(withEnergies);

    nlohmann::ordered_json window;
    window["view"] = nlohmann::ordered_json::parse(
        toJson(LookedAt{m_viewPanel->settings(),
                        m_document.event() ? std::optional(m_view->camera()) : std::nullopt,
                        m_view->pinned(),
                        m_view->selection(),
                        {}}));
    window["noisy_state"] = m_denoisingCommands->picture() == FramePicture::NoisyState;
    window["bookmarks"] = nlohmann::ordered_json::array();
    for (const Bookmark& bookmark : m_moments.bookmarks())
        window["bookmarks"].push_back({bookmark.sigma, bookmark.name.toStdString()});
    if (m_moments.pinned())
        window["pinned_moment"] = *m_moments.pinned();
    window["shown_draw"] = m_ensembleBar->shown().draw;
    window["theme"] = themeName(Theme::instance().choice()).toStdString();
    window["size"] = {width(), height()};
    window["docks_version"] = DocksVersion;
    window["docks"] = QMainWindow::saveState(DocksVersion).toBase64().toStdString();
    window["map"] = {m_evidencePanel->chosenCheck().toStdString(),
                     m_evidencePanel->chosenMap().toStdString()};
    window["filter"] = m_events->filter().condition().toStdString();
    if (m_distributions && m_distributions->file() == m_document.file())
        window["distributions"] = toJson(m_distributions->state());
    session.window = window.dump();
    return session;
}

void MainWindow::restoreSession(const Session& session) {
    m_toCompare.reset();
    QStringList complaints;
    RunSettingsForm& form = m_strip->settings();
    const SessionRun& run = session.run;
    const auto& models = m_session.models();
    const auto same = std::find_if(models.begin(), models.end(), [&](const ModelInfo& model) {
        return model.checksum == run.modelChecksum;
    });
    const QString model =
        same != models.end() ? toQString(same->path) : QString::fromStdString(run.model);
    if (!run.model.empty() && !form.chooseModel(model) && !models.isEmpty())
        complaints << tr("There is no model named '%1' here.").arg(model);
    form.chooseSampler(QString::fromStdString(run.sampler));
    form.chooseSchedule(QString::fromStdString(run.schedule));
    if (run.steps > 0)
        form.chooseSteps(run.steps);
    form.chooseSeed(run.seed);
    for (std::size_t device = 0; device < kDevices.size(); ++device)
        if (run.device == kDevices[device])
            form.chooseDevice(static_cast<DeviceKind>(device));
    if (run.draws > 0)
        m_ensembleBar->setWanted(run.draws);
    if (!session.window.empty())
        restoreWindow(session.window);
    if (session.currentFile() == nullptr)
        complaints << notUnderstood(session);

    const SessionFile* const current = session.currentFile();
    const auto open = [&](const SessionFile& file) {
        if (QFile::exists(toQString(file.path)))
            m_document.openFile(toQString(file.path), file.event);
        else
            complaints << tr("%1 is not there any more.").arg(toQString(file.path));
    };
    for (const SessionFile& file : session.files)
        if (&file != current)
            open(file);
    m_restoring.reset();
    if (current != nullptr) {
        if (QFile::exists(toQString(current->path)))
            m_restoring = session; // the last to be opened: it is the one on the screen
        open(*current);
    }
    if (complaints.isEmpty())
        m_messages->dismiss();
    else
        m_messages->showMessage(complaints.join(QLatin1Char(' ')));
}

void MainWindow::restoreWindow(const std::string& json) {
    try {
        const auto window = nlohmann::ordered_json::parse(json);
        const LookedAt looked = lookedAtInWindow(json);
        m_viewPanel->setSettings(looked.settings);
        applyViewSettings(looked.settings);
        (window.value("noisy_state", false) ? m_denoisingCommands->showNoisy
                                            : m_denoisingCommands->showEstimate)
            ->trigger();
        std::vector<Bookmark> bookmarks;
        for (const auto& entry : window.value("bookmarks", nlohmann::ordered_json::array()))
            bookmarks.push_back({entry.at(0).get<double>(),
                                 QString::fromStdString(entry.at(1).get<std::string>())});
        const auto pinned = window.find("pinned_moment");
        m_moments.set(bookmarks,
                      pinned != window.end() ? std::optional(pinned->get<double>()) : std::nullopt);
        ThemeChoice theme = Theme::instance().choice();
        if (themeFromName(QString::fromStdString(window.value("theme", std::string())), theme))
            Theme::instance().setChoice(theme);
        if (const auto size = window.find("size");
            size != window.end() && !isMaximized() && !isFullScreen())
            resize(std::clamp(size->at(0).get<int>(), SmallestSide, LargestSide),
                   std::clamp(size->at(1).get<int>(), SmallestSide, LargestSide));
        if (window.value("docks_version", 0) == DocksVersion)
            QMainWindow::restoreState(QByteArray::fromBase64(QByteArray::fromStdString(
                                          window.value("docks", std::string()))),
                                      DocksVersion);
        if (const auto map = window.find("map"); map != window.end())
            m_evidencePanel->chooseMap(QString::fromStdString(map->at(0).get<std::string>()),
                                       QString::fromStdString(map->at(1).get<std::string>()));
    } catch (const nlohmann::json::exception& error) {
        throw UsageError(std::string("the window's part of the session cannot be read: ") +
                         error.what());
    }
}

/// The last part of a session: the camera, the picked cell and the picture, once the event is
/// there.
void MainWindow::restorePicture() {
    if (!m_restoring || !m_document.event())
        return;
    const SessionFile& wanted = *m_restoring->currentFile();
    const auto file = m_document.file();
    if (!file || QFileInfo(toQString(file->path())) != QFileInfo(toQString(wanted.path)))
        return;
    const Session session = *std::exchange(m_restoring, std::nullopt);
    QStringList remarks;
    const std::string& identity =
        m_document.files()[static_cast<std::size_t>(m_document.currentFile())].identity;
    if (!wanted.identity.empty() && !identity.empty() && wanted.identity != identity)
        remarks << tr("%1 holds other events than when the session was saved.")
                       .arg(EventDocument::displayName(*file));
    else if (m_document.currentEvent() != wanted.event)
        remarks << tr("There is no event %1 in %2 any more.")
                       .arg(wanted.event)
                       .arg(EventDocument::displayName(*file));
    int shownDraw = session.picture.draw;
    remarks << notUnderstood(session);
    if (!session.window.empty()) {
        const auto window = nlohmann::ordered_json::parse(session.window);
        const LookedAt looked = lookedAtInWindow(session.window);
        shownDraw = window.value("shown_draw", shownDraw);
        if (looked.camera)
            m_view->setCamera(*looked.camera);
        if (looked.pinned) {
            m_view->setPinned(looked.pinned);
            showCell({});
        }
        if (!looked.selection.empty())
            selectCells(looked.selection);
        if (const std::string filter = window.value("filter", std::string()); !filter.empty())
            m_events->filter().setText(QString::fromStdString(filter));
        // The window is there as it was; it reads the file when it is told to.
        if (const auto state = window.find("distributions"); state != window.end())
            openDistributions(false)->setState(distributionsFrom(*state));
    }
    const SessionPicture& picture = session.picture;
    switch (picture.kind) {
    case SessionPicture::Kind::None:
        break;
    case SessionPicture::Kind::Stored:
        m_document.choosePrediction({picture.settings.name, picture.draw});
        m_ensembleBar->setShown({shownDraw});
        break;
    case SessionPicture::Kind::Run:
    case SessionPicture::Kind::Draws:
        m_toCompare = picture;
        remarks << (picture.kind == SessionPicture::Kind::Run
                        ? tr("The predicted picture was drawn in the window: Run draws it again.")
                        : tr("The predicted picture was made of draws: Draw makes them again."));
        break;
    }
    if (!remarks.isEmpty())
        m_messages->showMessage(remarks.join(QLatin1Char(' ')), MessageBar::Kind::Information);
}

/// Once a picture that a session showed is drawn again: is it the same?
void MainWindow::comparePictures() {
    if (!m_toCompare || m_restoring || m_ensemble.drawing())
        return;
    if (m_toCompare->kind == SessionPicture::Kind::Run) {
        if (m_session.state() != DenoisingSession::State::Finished)
            return;
        // The step that was shown, if the run was not seen to its end.
        for (int i = 0; m_toCompare->step >= 0 && i < m_session.frames().size(); ++i)
            if (m_session.frames()[i].frame->step == m_toCompare->step)
                m_player.goTo(i);
    } else if (m_ensemble.count() > 0) {
        m_ensembleBar->setShown({m_toCompare->draw});
    }
    const SessionPicture now = currentPicture(true);
    if (!madeAlike(*m_toCompare, now))
        return;
    const PictureDifference difference =
        differenceOf(*m_toCompare, m_document.comparison()->predicted);
    m_messages->showMessage(tr("The picture of the session, drawn again. %1")
                                .arg(QString::fromStdString(describe(difference))),
                            difference.agrees() ? MessageBar::Kind::Information
                                                : MessageBar::Kind::Error);
    m_toCompare.reset();
}

void MainWindow::openPath(const QString& path, qint64 event) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QStringLiteral("log"))
        openTrainingLog(path);
    else if (QStringList{QStringLiteral("json"), QStringLiteral("png"), QStringLiteral("pdf"),
                         QStringLiteral("svg"), QStringLiteral("csv"), QStringLiteral("mp4"),
                         QStringLiteral("gif")}
                 .contains(suffix))
        openSession(path);
    else
        m_document.openFile(path, event);
}

void MainWindow::openSession(const QString& path) {
    try {
        restoreSession(sessionOf(toPath(path), [](const std::filesystem::path& exported) {
            return readPageMetadata(exported).provenance.toStdString();
        }));
    } catch (const std::exception& error) {
        m_messages->showMessage(QString::fromUtf8(error.what()));
    }
}

void MainWindow::savePicture(const QString& path, const QImage& picture, bool withSession) {
    const std::filesystem::path file = toPath(path);
    PageMetadata metadata;
    metadata.title = windowTitle();
    if (withSession)
        metadata.provenance = QString::fromStdString(
            sessionToJson(currentSession(), std::filesystem::absolute(file).parent_path()));
    const QByteArray bytes = pngBytes(picture, metadata);
    writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

void MainWindow::keepSession(const QString& path) {
    m_autosave = new SessionAutosave(
        path, [this] { return currentSession(false); }, this);
    QAction* const last = m_commands.action(QStringLiteral("session.last"));
    last->setEnabled(QFile::exists(m_autosave->previous()));
    if (m_autosave->crashed())
        m_messages->showMessage(
            tr("CaloLens did not end well last time. What was open then can be opened again."),
            MessageBar::Kind::Information, last);
}

void MainWindow::addSessionCommands() {
    const QString file = tr("File");
    const auto id = [](const char* text) { return QString::fromLatin1(text); };
    m_commands.add({id("session.open"), file, tr("Open Sess&ion\u2026"),
                    tr("Open what was open in a saved session, as it was looked at"),
                    QKeySequence(id("Ctrl+Shift+O")), id("open")},
                   [this](bool) { openSessionWithDialog(); });
    m_commands.add({id("session.save"), file, tr("&Save Session\u2026"),
                    tr("Save what is open and how it is looked at"), QKeySequence(id("Ctrl+S")),
                    id("export")},
                   [this](bool) { saveSessionWithDialog(); });
    m_commands
        .add({id("session.last"),
              file,
              tr("Open &Last Session"),
              tr("Open what was open when the program ended last"),
              {},
              {}},
             [this](bool) { openSession(m_autosave->previous()); })
        ->setEnabled(false);
}

void MainWindow::openSessionWithDialog() {
    QSettings settings;
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open Session"), settings.value(kFolder).toString(),
        tr("Sessions and exports (*.json *.png *.pdf *.svg);;All files (*)"));
    if (path.isEmpty())
        return;
    settings.setValue(kFolder, QFileInfo(path).absolutePath());
    openSession(path);
}

void MainWindow::saveSessionWithDialog() {
    QSettings settings;
    const QString folder = settings.value(kFolder, QDir::homePath()).toString();
    const QString path = QFileDialog::getSaveFileName(this, tr("Save Session"),
                                                      folder + QStringLiteral("/session.json"),
                                                      tr("Sessions (*.json)"));
    if (path.isEmpty())
        return;
    settings.setValue(kFolder, QFileInfo(path).absolutePath());
    try {
        writeSession(currentSession(), toPath(path));
        statusBar()->showMessage(tr("Saved %1").arg(path), 5000);
    } catch (const std::exception& error) {
        m_messages->showMessage(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
