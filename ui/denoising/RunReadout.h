// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/NoiseScrubber.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace calolens {

class DenoisingSession;
class FramePlayer;
class Moments;

/// Where the run and the shown frame are, in numbers: step, noise level, network evaluations, time
/// per step, energy residuals and zeros.
class RunReadout : public QWidget {
    Q_OBJECT
public:
    RunReadout(const DenoisingSession& session, const FramePlayer& player, const Moments& moments,
               QWidget* parent = nullptr);
    void setPicture(FramePicture picture);

private:
    enum Row { State, Step, Sigma, Evaluations, Time, ToLr, ToTruth, Zeros, RowCount };
    void refresh();

    const DenoisingSession& m_session;
    const FramePlayer& m_player;
    const Moments& m_moments;
    FramePicture m_picture = FramePicture::Estimate;
    void refreshReference();
    QLabel* m_values[RowCount] = {};
    QLabel* m_references[RowCount] = {}; ///< of what it is compared with; hidden without
};

} // namespace calolens
