// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/DenoisingCommands.h"

#include "commands/CommandRegistry.h"
#include "denoising/DenoisingSession.h"
#include "denoising/FramePlayer.h"
#include "denoising/Moments.h"

#include <QActionGroup>
#include <QApplication>
#include <QInputDialog>

namespace calolens {

DenoisingCommands::DenoisingCommands(DenoisingSession& session, FramePlayer& player,
                                     Moments& moments, CommandRegistry& registry, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_player(player)
    , m_moments(moments) {
    const QString denoising = tr("Denoising"), playback = tr("Playback");
    const auto keys = [](const char* text) { return QKeySequence(QString::fromLatin1(text)); };
    const auto id = [](const char* text) { return QString::fromLatin1(text); };

    run = registry.add({id("denoise.run"), denoising, tr("&Run"),
                        tr("Denoise the event with the chosen model, or go on after a pause"),
                        keys("F5"), id("run")},
                       [this](bool) { m_session.run(); });
    pause = registry.add({id("denoise.pause"), denoising, tr("&Pause"),
                          tr("Wait after the step in hand"), keys("F6"), id("pause")},
                         [this](bool) { m_session.pause(); });
    step = registry.add({id("denoise.step"), denoising, tr("&Step"),
                         tr("Take one step of the sampler"), keys("F7"), id("step")},
                        [this](bool) { m_session.step(); });
    finish = registry.add({id("denoise.finish"), denoising, tr("&Finish Here"),
                           tr("End the run and keep the current estimate as its result"),
                           keys("F8"), id("finish")},
                          [this](bool) { m_session.finishHere(); });
    cancel = registry.add({id("denoise.cancel"), denoising, tr("&Cancel"),
                           tr("End the run and forget its steps"), keys("Shift+F5"), id("cancel")},
                          [this](bool) { m_session.cancel(); });

    keepReference = registry.add(
        {id("denoise.keepReference"), denoising, tr("&Keep as Reference"),
         tr("Keep this run and compare the event's next ones with it: pictures, difference and "
            "curves"),
         keys("Ctrl+R"), id("reference")},
        [this](bool) { m_session.keepReference(); });
    dropReference = registry.add({id("denoise.dropReference"), denoising, tr("&Drop Reference"),
                                  tr("End the comparison with the reference run"),
                                  keys("Ctrl+Shift+R"), id("reference-drop")},
                                 [this](bool) { m_session.dropReference(); });

    first = registry.add({id("frames.first"), playback, tr("First Frame"),
                          tr("Show the initial noise"), keys("Alt+Home"), id("first")},
                         [this](bool) { m_player.goToFirst(); });
    previous = registry.add({id("frames.previous"), playback, tr("Previous Frame"),
                             tr("Show the step before"), keys("Alt+Left"), id("frame-previous")},
                            [this](bool) { m_player.step(-1); });
    playBackward = registry.add({id("frames.playBackward"), playback, tr("Play Backward"),
                                 tr("Play the recorded steps from the event to the noise"),
                                 keys("Ctrl+Shift+Space"), id("play-backward"), true},
                                [this](bool on) { on ? m_player.play(-1) : m_player.stop(); });
    playForward = registry.add({id("frames.playForward"), playback, tr("Play Forward"),
                                tr("Play the recorded steps from the noise to the event"),
                                keys("Ctrl+Space"), id("play-forward"), true},
                               [this](bool on) { on ? m_player.play(1) : m_player.stop(); });
    next = registry.add({id("frames.next"), playback, tr("Next Frame"), tr("Show the step after"),
                         keys("Alt+Right"), id("frame-next")},
                        [this](bool) { m_player.step(1); });
    last =
        registry.add({id("frames.last"), playback, tr("Last Frame"),
                      tr("Show the latest step, and follow the run"), keys("Alt+End"), id("last")},
                     [this](bool) { m_player.goToLast(); });

    addMoments(registry);
    showNoisy = registry.add({id("frames.noisy"), playback, tr("Noisy State"),
                              tr("Show the state that the sampler moves from noise to event"),
                              keys("Ctrl+1"), id("noisy"), true},
                             [this](bool) { choosePicture(FramePicture::NoisyState); });
    showEstimate = registry.add({id("frames.estimate"), playback, tr("Running Estimate"),
                                 tr("Show what the model thinks the clean event is, at each step"),
                                 keys("Ctrl+2"), id("estimate"), true},
                                [this](bool) { choosePicture(FramePicture::Estimate); });
    auto* pictures = new QActionGroup(this);
    pictures->addAction(showNoisy);
    pictures->addAction(showEstimate);
    showEstimate->setChecked(true);

    connect(&session, &DenoisingSession::stateChanged, this, &DenoisingCommands::updateEnabled);
    connect(&session, &DenoisingSession::framesChanged, this, &DenoisingCommands::updateEnabled);
    connect(&session, &DenoisingSession::referenceChanged, this, &DenoisingCommands::updateEnabled);
    connect(&moments, &Moments::changed, this, &DenoisingCommands::updateEnabled);
    connect(&player, &FramePlayer::currentChanged, this, &DenoisingCommands::updateEnabled);
    connect(&player, &FramePlayer::playingChanged, this, &DenoisingCommands::updatePlaying);
    updateEnabled();
}

void DenoisingCommands::addMoments(CommandRegistry& registry) {
    const QString playback = tr("Playback");
    const auto keys = [](const char* text) { return QKeySequence(QString::fromLatin1(text)); };
    const auto id = [](const char* text) { return QString::fromLatin1(text); };
    bookmark = registry.add({id("frames.bookmark"), playback, tr("Set or Remove &Bookmark"),
                             tr("Mark the noise level of the shown step, or forget the mark"),
                             keys("Alt+B"), id("bookmark")},
                            [this](bool) { setOrRemoveBookmark(); });
    nextBookmark = registry.add({id("frames.nextBookmark"),
                                 playback,
                                 tr("Next Bookmark"),
                                 tr("Show the step of the bookmark after, towards the event"),
                                 keys("Alt+Shift+Right"),
                                 {}},
                                [this](bool) { goToBookmark(1); });
    previousBookmark = registry.add({id("frames.previousBookmark"),
                                     playback,
                                     tr("Previous Bookmark"),
                                     tr("Show the step of the bookmark before, towards the noise"),
                                     keys("Alt+Shift+Left"),
                                     {}},
                                    [this](bool) { goToBookmark(-1); });
    nameBookmark = registry.add({id("frames.nameBookmark"),
                                 playback,
                                 tr("Name the Bookmark\u2026"),
                                 tr("Give the bookmark of the shown step another name"),
                                 {},
                                 {}},
                                [this](bool) { askForName(); });
    clearBookmarks = registry.add({id("frames.clearBookmarks"),
                                   playback,
                                   tr("Remove All Bookmarks"),
                                   tr("Forget every marked noise level"),
                                   {},
                                   {}},
                                  [this](bool) { m_moments.clear(); });
    pin = registry.add(
        {id("frames.pin"), playback, tr("&Pin this Moment"),
         tr("Compare the shown step with others of this run: pictures, difference and numbers"),
         keys("Ctrl+P"), id("pin")},
        [this](bool) {
            if (const int frame = m_player.current(); frame >= 0)
                m_moments.pin(m_session.frames()[frame].frame->sigma);
        });
    unpin = registry.add({id("frames.unpin"),
                          playback,
                          tr("&Unpin the Moment"),
                          tr("End the comparison with the pinned moment"),
                          keys("Ctrl+Alt+P"),
                          {}},
                         [this](bool) { m_moments.pin(std::nullopt); });
}

void DenoisingCommands::setOrRemoveBookmark() {
    const int frame = m_player.current();
    if (frame < 0 || frame >= m_session.frames().size())
        return;
    if (const auto there = m_moments.bookmarkAt(m_session.frames(), frame))
        m_moments.remove(*there);
    else
        m_moments.add(m_session.frames()[frame].frame->sigma);
}

void DenoisingCommands::goToBookmark(int direction) {
    const int frame = m_moments.nextFrame(m_session.frames(), m_player.current(), direction);
    if (frame >= 0)
        m_player.goTo(frame);
}

void DenoisingCommands::askForName() {
    const auto place = m_moments.bookmarkAt(m_session.frames(), m_player.current());
    if (!place)
        return;
    const double sigma = m_moments.bookmarks()[*place].sigma;
    auto* dialog = new QInputDialog(QApplication::activeWindow());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Name the Bookmark"));
    dialog->setLabelText(tr("Name of the moment at \u03C3 = %1:").arg(sigma, 0, 'g', 3));
    dialog->setTextValue(m_moments.bookmarks()[*place].name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, sigma](const QString& name) {
        const auto& all = m_moments.bookmarks(); // others may have come or gone meanwhile
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].sigma == sigma) {
                m_moments.rename(i, name);
                return;
            }
    });
    dialog->open();
}

void DenoisingCommands::choosePicture(FramePicture picture) {
    if (picture == m_picture)
        return;
    m_picture = picture;
    Q_EMIT pictureChanged(picture);
}

void DenoisingCommands::updateEnabled() {
    run->setEnabled(m_session.canRun());
    pause->setEnabled(m_session.canPause());
    step->setEnabled(m_session.canStep());
    finish->setEnabled(m_session.canFinish());
    cancel->setEnabled(m_session.canCancel());
    keepReference->setEnabled(m_session.canKeepReference());
    dropReference->setEnabled(m_session.reference() != nullptr);
    const int count = m_session.frames().size(), current = m_player.current();
    first->setEnabled(count > 1 && current > 0);
    previous->setEnabled(count > 1 && current > 0);
    next->setEnabled(count > 1 && current < count - 1);
    last->setEnabled(count > 1 && current < count - 1);
    const bool shown = current >= 0 && current < count;
    const auto marked = m_moments.bookmarkAt(m_session.frames(), current);
    bookmark->setEnabled(shown);
    nameBookmark->setEnabled(marked.has_value());
    nextBookmark->setEnabled(m_moments.nextFrame(m_session.frames(), current, 1) >= 0);
    previousBookmark->setEnabled(m_moments.nextFrame(m_session.frames(), current, -1) >= 0);
    clearBookmarks->setEnabled(!m_moments.bookmarks().empty());
    pin->setEnabled(shown);
    unpin->setEnabled(m_moments.pinned().has_value());
    playForward->setEnabled(count > 1);
    playBackward->setEnabled(count > 1);
}

void DenoisingCommands::updatePlaying() {
    playForward->setChecked(m_player.direction() > 0);
    playBackward->setChecked(m_player.direction() < 0);
}

} // namespace calolens
