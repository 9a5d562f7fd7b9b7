// SPDX-License-Identifier: GPL-3.0-or-later
#include "Automation.h"

#include "comparison/ComparisonView.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "document/Paths.h"
#include "ensemble/EnsembleBar.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "evidence/CheckRow.h"
#include "evidence/EvidencePanel.h"
#include "information/InformationPanel.h"
#include "replay/ReplayPlayer.h"
#include "replay/ReplayRecorder.h"
#include "window/ExportDialog.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"

#include <QAction>
#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <exception>
#include <utility>

namespace calolens {
namespace {
enum ExitCode { Done = 0, Failed = 1 };
}

Automation::Automation(MainWindow& window, Options options, StartupTimes& times, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_options(std::move(options))
    , m_times(times) {
    RunSettingsForm& form = window.strip().settings();
    if (!m_options.sampler.isEmpty())
        form.chooseSampler(m_options.sampler);
    if (!m_options.schedule.isEmpty())
        form.chooseSchedule(m_options.schedule);
    if (m_options.steps)
        form.chooseSteps(*m_options.steps);
    if (m_options.seed)
        form.chooseSeed(*m_options.seed);

    connect(&window.view(), &QOpenGLWidget::frameSwapped, this, [this] {
        if (!m_drawn) {
            m_drawn = true;
            m_times.mark("first frame on the screen");
            proceed();
        }
    });
    connect(&window.document(), &EventDocument::currentFileChanged, this,
            [this] { m_times.mark("event file opened"); });
    connect(&window.document(), &EventDocument::eventChanged, this, [this] {
        m_times.mark("event read and drawn up");
        proceed();
    });
    connect(&window.document(), &EventDocument::failed, this, &Automation::fail);
    connect(&window.session(), &DenoisingSession::failed, this, &Automation::fail);
    connect(&window.session(), &DenoisingSession::modelsChanged, this, [this] {
        m_times.mark("models found");
        m_modelsKnown = true;
        if (!m_options.model.isEmpty() && !m_window.strip().settings().chooseModel(m_options.model))
            m_window.messages().showMessage(
                tr("There is no model named '%1'.").arg(m_options.model));
        proceed();
    });
    connect(&window.session(), &DenoisingSession::started, this, [this] {
        m_times.mark("denoising started");
        m_times.note("of which loading the model", m_window.session().modelLoadMs());
    });
    connect(&window.session(), &DenoisingSession::finished, this, &Automation::proceedWithDraws);
    connect(&window.ensemble(), &EnsembleSession::failed, this, &Automation::fail);
    connect(&window.evidence(), &EvidenceSession::failed, this, &Automation::fail);
    connect(&window.ensemble(), &EnsembleSession::stateChanged, this,
            &Automation::proceedWithDraws);
    connect(&window, &MainWindow::filmEnded, this, [this](bool well, const QString& message) {
        if (well)
            finish();
        else
            fail(message);
    });
    connect(&window.evidence(), &EvidenceSession::changed, this, &Automation::proceedWithDraws);
    connect(&window.information(), &InformationSession::changed, this,
            &Automation::proceedWithDraws);
}

void Automation::start() {
    if (m_options.files.isEmpty())
        m_window.openDemo(m_options.event);
    // The first of several files is opened last, so that it is the one on the screen.
    for (auto file = m_options.files.crbegin(); file != m_options.files.crend(); ++file)
        m_window.openPath(*file, m_options.event);
    if (m_options.files.isEmpty() && !m_window.document().busy())
        proceed();
}

void Automation::proceed() {
    const EventDocument& document = m_window.document();
    if (m_done || m_runStarted || !m_drawn || document.busy() || m_window.restoring())
        return;
    if (document.currentEvent() < 0) {
        if (document.currentFile() >= 0 || m_options.files.isEmpty())
            fail(tr("There is no event to show."));
        return;
    }
    if (m_options.eventGiven && document.currentEvent() != m_options.event) {
        fail(tr("There is no event %1: the file has %2, numbered from 0.")
                 .arg(m_options.event)
                 .arg(document.eventCount()));
        return;
    }
    if (!m_options.run && m_options.draws == 0) {
        m_runStarted = true;
        proceedWithDraws();
        return;
    }
    if (!m_modelsKnown)
        return;
    if (!m_window.session().canRun() ||
        (!m_options.model.isEmpty() && !m_window.strip().settings().chooseModel(m_options.model))) {
        fail(m_options.model.isEmpty() ? tr("There is no model to denoise with.")
                                       : tr("There is no model named '%1'.").arg(m_options.model));
        return;
    }
    m_runStarted = true;
    if (m_options.run)
        m_window.session().run();
    else
        proceedWithDraws();
}

void Automation::proceedWithDraws() {
    if (m_done || !m_runStarted)
        return;
    const DenoisingSession& session = m_window.session();
    if (m_options.run && session.state() != DenoisingSession::State::Finished)
        return;
    const EnsembleSession& ensemble = m_window.ensemble();
    if (m_options.draws > 0 && !m_drawsStarted) {
        m_drawsStarted = true;
        m_window.ensembleBar().setWanted(m_options.draws);
        m_window.ensembleBar().drawOrStop();
    }
    if (ensemble.drawing())
        return;
    if (m_options.draws > 0 || !m_options.check.isEmpty()) {
        if (m_window.evidence().running() || !m_window.evidence().evidence())
            return;
        showCheck();
        m_window.information().setWatched(true); // the dock may not have told it yet
        if (m_window.information().running())
            return;
        if (m_options.check == InformationMapsName)
            m_window.evidencePanel().chooseMap(InformationMapsName,
                                               QStringLiteral("coin_flip_bits"));
    }
    finish();
}

void Automation::showCheck() {
    m_window.commands().action(QStringLiteral("evidence.panel"))->trigger();
    for (CheckRow* row : m_window.evidencePanel().rows()) {
        if (m_options.check.isEmpty() || row->check().id != m_options.check.toStdString())
            continue;
        row->setOpen(true);
        for (const EvidenceFinding& finding : m_window.evidence().evidence()->findings)
            if (&finding.check->info == &row->check() && !finding.result.maps().empty())
                m_window.evidencePanel().chooseMap(
                    m_options.check, QString::fromStdString(finding.result.maps().front().name));
    }
}

void Automation::finish() {
    if (m_done || m_window.filming())
        return;
    m_done = true;
    // Not in the middle of the signal that told of the end: others have yet to hear it.
    QTimer::singleShot(0, this, &Automation::playBack);
}

void Automation::playBack() {
    try {
        if (!m_options.record.isEmpty() && m_recorder == nullptr)
            startRecording();
        if (m_options.replay.isEmpty() || std::exchange(m_played, true)) {
            giveCommands();
            return;
        }
        auto* player = new ReplayPlayer(m_window, readReplay(toPath(m_options.replay)), this);
        connect(player, &ReplayPlayer::ended, this, [this](bool well, const QString& message) {
            if (well) {
                giveCommands();
                return;
            }
            m_done = false;
            fail(message);
        });
        player->start();
    } catch (const std::exception& error) {
        m_done = false;
        fail(QString::fromUtf8(error.what()));
    }
}

/// What was recorded is written when the program ends, and at first empty: a file that cannot be
/// written is found out before one has done anything.
void Automation::startRecording() {
    m_recorder = new ReplayRecorder(m_window, this);
    const auto save = [this] {
        writeWholeFile(toPath(m_options.record), replayToJson(m_recorder->replay()));
    };
    save();
    connect(qApp, &QCoreApplication::aboutToQuit, this, [save] {
        try {
            save();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "calolens: %s\n", error.what());
        }
    });
}

void Automation::giveCommands() {
    if (m_options.commands.isEmpty()) {
        writeResults();
        return;
    }
    // A command may open a dialog that has an event loop of its own.
    QTimer::singleShot(m_options.settleMs, this, &Automation::writeResults);
    for (const QString& id : m_options.commands)
        try {
            m_window.commands().action(id)->trigger();
        } catch (const UsageError& error) {
            m_done = false;
            fail(QString::fromUtf8(error.what()));
            return;
        }
}

/// The window that was opened last; else the main one.
QImage Automation::picture() {
    QWidget* front = &m_window;
    if (!m_options.commands.isEmpty())
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->isVisible() && widget != &m_window && widget->windowHandle() != nullptr &&
                widget->windowType() != Qt::ToolTip)
                front = widget;
    return front == &m_window ? m_window.picture() : front->grab().toImage();
}

void Automation::writeResults() {
    // What has just been said may want more room: each layout asks the one around it, by a posted
    // event.
    constexpr int NestedLayouts = 10;
    for (int i = 0; i < NestedLayouts; ++i)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    try {
        if (!m_options.exportTo.isEmpty() && !m_exported) {
            m_exported = true;
            m_window.exportTo({m_options.exportTo, 300, true, std::nullopt, m_options.anonymous});
            if (m_window.filming()) { // goes on when it is there
                m_done = false;
                return;
            }
        }
        if (!m_options.screenshot.isEmpty())
            m_window.savePicture(m_options.screenshot, picture(), !m_options.anonymous);
        if (!m_options.saveSession.isEmpty())
            writeSession(m_window.currentSession(), toPath(m_options.saveSession));
    } catch (const std::exception& error) {
        m_done = false;
        fail(QString::fromUtf8(error.what()));
        return;
    }
    end(Done);
}

void Automation::fail(const QString& message) {
    if (m_done)
        return;
    std::fprintf(stderr, "calolens: %s\n", qPrintable(message));
    m_window.messages().showMessage(message);
    if (!m_options.automatic())
        return;
    m_done = true;
    QTimer::singleShot(0, this, [this] {
        // What went wrong is on the picture too.
        if (!m_options.screenshot.isEmpty())
            m_window.picture().save(m_options.screenshot);
        m_options.exit = true;
        end(Failed);
    });
}

void Automation::end(int code) {
    if (m_options.timing)
        m_times.print();
    if (!m_options.exit)
        return;
    m_window.close();
    QApplication::exit(code);
}

} // namespace calolens
