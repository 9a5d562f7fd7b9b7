// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QPointF>
#include <QSize>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace calolens {

/// A command of the registry.
struct CommandGiven {
    QString id;
    bool on = false; ///< of one that is switched: what it was switched to
    bool operator==(const CommandGiven&) const = default;
};

/// The widgets whose mouse and keys are recorded.
enum class ReplayPlace { View, Scrubber };

/// The mouse in a widget: pressed, moved with a button held, released, double-clicked, or its
/// wheel.
struct MouseUsed {
    QEvent::Type what = QEvent::MouseMove;
    ReplayPlace in = ReplayPlace::View;
    QPointF at; ///< in widths and heights of the widget
    Qt::MouseButton button = Qt::NoButton;
    Qt::MouseButtons buttons; ///< held while it happens
    Qt::KeyboardModifiers modifiers;
    int wheel = 0; ///< eighths of a degree
    bool operator==(const MouseUsed&) const = default;
};

/// A key pressed in a widget that was no shortcut.
struct KeyPressed {
    ReplayPlace in = ReplayPlace::View;
    int key = 0;
    Qt::KeyboardModifiers modifiers;
    bool operator==(const KeyPressed&) const = default;
};

/// An event chosen in the table.
struct EventChosen {
    std::int64_t event = 0;
    bool operator==(const EventChosen&) const = default;
};

/// A condition typed above the table.
struct FilterTyped {
    QString text;
    bool operator==(const FilterTyped&) const = default;
};

/// What was changed in the view panel: all of its settings, as a session holds them.
struct ViewChanged {
    std::string settings; ///< JSON
    bool operator==(const ViewChanged&) const = default;
};

/// What a run is started with.
struct RunChosen {
    QString sampler, schedule;
    int steps = 0;
    std::uint64_t seed = 1;
    bool operator==(const RunChosen&) const = default;
};

using ReplayAction = std::variant<CommandGiven, MouseUsed, KeyPressed, EventChosen, FilterTyped,
                                  ViewChanged, RunChosen>;

/// What a user did in the window, one after the other; it does not hold the files that were open.
struct Replay {
    QSize window; ///< its size when the recording began
    std::vector<ReplayAction> actions;
};

/// A JSON text (format "calolens-replay"), an action a line.
[[nodiscard]] std::string replayToJson(const Replay& replay);
/// @param path  for messages
/// @throws FileError naming the action that makes no sense
[[nodiscard]] Replay replayFromJson(std::string_view text, const std::filesystem::path& path);
/// @throws FileError
[[nodiscard]] Replay readReplay(const std::filesystem::path& path);
/// In words, for messages: "the command view.maps".
[[nodiscard]] QString describe(const ReplayAction& action);

} // namespace calolens
