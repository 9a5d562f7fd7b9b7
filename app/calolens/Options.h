// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <variant>

namespace calolens {

/// What the command line of the window asks for.
struct Options {
    QStringList files;
    qint64 event = 0;
    bool eventGiven = false; ///< else a session says which one
    QString model;
    QString sampler;
    QString schedule;
    std::optional<int> steps;
    std::optional<std::uint64_t> seed;
    bool run = false;
    int draws = 0; ///< ensemble to draw; 0: none
    QString check; ///< id of a check to open; empty: none
    QString screenshot;
    QString exportTo;
    QString saveSession;
    bool anonymous = false; ///< pictures do not say where they come from
    QStringList commands;   ///< ids of commands to give when all else is done, before the picture
    int settleMs = 600;     ///< that what the commands opened has before the picture is taken
    QString replay;         ///< recording to play before that; empty: none
    QString record;         ///< file to record into what the user does; empty: none
    bool exit = false;
    std::optional<QSize> size;
    QString theme; ///< empty: as last time
    bool timing = false;

    /// Whether the window does a job by itself: it then neither reads nor writes the user's
    /// settings.
    [[nodiscard]] bool automatic() const {
        return exit || !screenshot.isEmpty() || !exportTo.isEmpty() || !saveSession.isEmpty();
    }
};

/// Reads the command line; says on the standard streams what is wrong with it, or the help asked
/// for.
/// @returns the options, or the exit code to end with (0 after help, 2 for wrong usage)
[[nodiscard]] std::variant<Options, int> readOptions(int argc, char** argv);

} // namespace calolens
