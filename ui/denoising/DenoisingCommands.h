// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/NoiseScrubber.h"

#include <QObject>

class QAction;

namespace calolens {

class CommandRegistry;
class DenoisingSession;
class FramePlayer;
class Moments;

/// The commands of the denoising: they run the session, move the player, and are enabled as these
/// allow.
class DenoisingCommands : public QObject {
    Q_OBJECT
public:
    DenoisingCommands(DenoisingSession& session, FramePlayer& player, Moments& moments,
                      CommandRegistry& registry, QObject* parent = nullptr);

    [[nodiscard]] FramePicture picture() const noexcept { return m_picture; }

    QAction* run;
    QAction* pause;
    QAction* step;
    QAction* finish;
    QAction* cancel;
    QAction* keepReference;
    QAction* dropReference;
    QAction* first;
    QAction* previous;
    QAction* playBackward;
    QAction* playForward;
    QAction* next;
    QAction* last;
    QAction* bookmark;
    QAction* previousBookmark;
    QAction* nextBookmark;
    QAction* nameBookmark;
    QAction* clearBookmarks;
    QAction* pin;
    QAction* unpin;
    QAction* showNoisy;
    QAction* showEstimate;

Q_SIGNALS:
    void pictureChanged(calolens::FramePicture picture);

private:
    void addMoments(CommandRegistry& registry);
    void setOrRemoveBookmark();
    void goToBookmark(int direction);
    void askForName();
    void updateEnabled();
    void updatePlaying();
    void choosePicture(FramePicture picture);

    DenoisingSession& m_session;
    FramePlayer& m_player;
    Moments& m_moments;
    FramePicture m_picture = FramePicture::Estimate;
};

} // namespace calolens
