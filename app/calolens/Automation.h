// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Options.h"
#include "StartupTimes.h"

#include <QImage>
#include <QObject>

namespace calolens {

class MainWindow;
class ReplayRecorder;

/// Does what the command line asks for, step after step, each when the one before has been done:
/// open, denoise, export, take a picture, end. Driven by the signals of the window's parts; nothing
/// is waited for by the clock.
class Automation : public QObject {
    Q_OBJECT
public:
    Automation(MainWindow& window, Options options, StartupTimes& times, QObject* parent = nullptr);
    void start();

private:
    void proceed();
    void proceedWithDraws();
    void showCheck();
    void finish();
    void playBack();
    void startRecording();
    void giveCommands();
    void writeResults();
    [[nodiscard]] QImage picture();
    void fail(const QString& message);
    void end(int code);

    MainWindow& m_window;
    Options m_options;
    StartupTimes& m_times;
    bool m_modelsKnown = false;
    bool m_drawn = false;
    bool m_runStarted = false;
    bool m_drawsStarted = false;
    bool m_exported = false;
    bool m_played = false;
    ReplayRecorder* m_recorder = nullptr;
    bool m_done = false;
};

} // namespace calolens
