// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/NoiseScrubber.h"

#include <QFrame>
#include <QList>

class QToolButton;

namespace calolens {

class DenoisingCommands;
class DenoisingSession;
class FramePlayer;
class Moments;
class RunReadout;
class RunSettingsForm;

/// The strip at the bottom of the window: settings and buttons of the run, the scrubber over its
/// recorded steps with the playback, and the numbers of the shown frame.
class DenoisingStrip : public QFrame {
    Q_OBJECT
public:
    DenoisingStrip(DenoisingSession& session, FramePlayer& player, Moments& moments,
                   DenoisingCommands& commands, QWidget* parent = nullptr);
    [[nodiscard]] RunSettingsForm& settings() const { return *m_settings; }
    [[nodiscard]] NoiseScrubber& scrubber() const { return *m_scrubber; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Leaves out what has no room.
    void fitParts();
    QWidget* makeRunSide(DenoisingCommands& commands);
    QWidget* makePlaybackBar(FramePlayer& player, DenoisingCommands& commands);

    RunSettingsForm* m_settings;
    NoiseScrubber* m_scrubber;
    RunReadout* m_readout;
    QWidget* m_playbackBar = nullptr;
    QList<QToolButton*> m_pictureButtons; ///< without their texts where there is no room
    int m_roomForTexts = 0;               ///< width of the bar with them
};

} // namespace calolens
