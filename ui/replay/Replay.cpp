// SPDX-License-Identifier: GPL-3.0-or-later
#include "replay/Replay.h"

#include "error/Error.h"

#include <nlohmann/json.hpp>

#include <QKeySequence>

#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

namespace calolens {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr int kSmallest = 200, kLargest = 16384; ///< sides of a window, pixels

const std::pair<ReplayPlace, const char*> kPlaces[] = {{ReplayPlace::View, "view"},
                                                       {ReplayPlace::Scrubber, "scrubber"}};
const std::pair<QEvent::Type, const char*> kMouse[] = {{QEvent::MouseButtonPress, "press"},
                                                       {QEvent::MouseMove, "move"},
                                                       {QEvent::MouseButtonRelease, "release"},
                                                       {QEvent::MouseButtonDblClick, "double"},
                                                       {QEvent::Wheel, "wheel"}};
const std::pair<Qt::MouseButton, const char*> kButtons[] = {
    {Qt::LeftButton, "left"}, {Qt::MiddleButton, "middle"}, {Qt::RightButton, "right"}};
const std::pair<Qt::KeyboardModifier, const char*> kModifiers[] = {
    {Qt::ControlModifier, "ctrl"}, {Qt::ShiftModifier, "shift"}, {Qt::AltModifier, "alt"}};

template<typename Value, std::size_t N>
const char* nameOf(const std::pair<Value, const char*> (&names)[N], Value value) {
    for (const auto& [known, name] : names)
        if (known == value)
            return name;
    return "";
}

template<typename Value, std::size_t N>
Value valueOf(const std::pair<Value, const char*> (&names)[N], const std::string& name) {
    for (const auto& [value, known] : names)
        if (name == known)
            return value;
    throw UsageError("there is no '" + name + "'");
}

template<typename Value, std::size_t N>
Json namesOf(const std::pair<Value, const char*> (&names)[N], QFlags<Value> flags) {
    Json list = Json::array();
    for (const auto& [value, name] : names)
        if (flags.testFlag(value))
            list.push_back(name);
    return list;
}

template<typename Value, std::size_t N>
QFlags<Value> flagsOf(const std::pair<Value, const char*> (&names)[N], const Json& list) {
    QFlags<Value> flags;
    for (const Json& name : list)
        flags |= valueOf(names, name.get<std::string>());
    return flags;
}

/// Four digits are finer than any pixel.
double rounded(double share) {
    return std::round(share * 1e4) / 1e4;
}

struct ToJson {
    Json operator()(const CommandGiven& a) const {
        return {{"command", a.id.toStdString()}, {"on", a.on}};
    }
    Json operator()(const MouseUsed& a) const {
        Json json{{"mouse", nameOf(kMouse, a.what)},
                  {"in", nameOf(kPlaces, a.in)},
                  {"at", {rounded(a.at.x()), rounded(a.at.y())}}};
        if (a.button != Qt::NoButton)
            json["button"] = nameOf(kButtons, a.button);
        if (a.buttons != Qt::NoButton)
            json["buttons"] = namesOf(kButtons, a.buttons);
        if (a.modifiers != Qt::NoModifier)
            json["with"] = namesOf(kModifiers, a.modifiers);
        if (a.what == QEvent::Wheel)
            json["turn"] = a.wheel;
        return json;
    }
    Json operator()(const KeyPressed& a) const {
        Json json{{"key", QKeySequence(a.key).toString(QKeySequence::PortableText).toStdString()},
                  {"in", nameOf(kPlaces, a.in)}};
        if (a.modifiers != Qt::NoModifier)
            json["with"] = namesOf(kModifiers, a.modifiers);
        return json;
    }
    Json operator()(const EventChosen& a) const { return {{"event", a.event}}; }
    Json operator()(const FilterTyped& a) const { return {{"filter", a.text.toStdString()}}; }
    Json operator()(const ViewChanged& a) const { return {{"view", Json::parse(a.settings)}}; }
    Json operator()(const RunChosen& a) const {
        return {{"run",
                 {{"sampler", a.sampler.toStdString()},
                  {"schedule", a.schedule.toStdString()},
                  {"steps", a.steps},
                  {"seed", a.seed}}}};
    }
};

QString text(const Json& json, const char* key) {
    return QString::fromStdString(json.at(key).get<std::string>());
}

MouseUsed mouseFrom(const Json& json) {
    MouseUsed a;
    a.what = valueOf(kMouse, json.at("mouse").get<std::string>());
    a.in = valueOf(kPlaces, json.at("in").get<std::string>());
    a.at = {json.at("at").at(0).get<double>(), json.at("at").at(1).get<double>()};
    if (json.contains("button"))
        a.button = valueOf(kButtons, json.at("button").get<std::string>());
    a.buttons = flagsOf(kButtons, json.value("buttons", Json::array()));
    a.modifiers = flagsOf(kModifiers, json.value("with", Json::array()));
    a.wheel = a.what == QEvent::Wheel ? json.at("turn").get<int>() : 0;
    return a;
}

KeyPressed keyFrom(const Json& json) {
    const QKeySequence keys =
        QKeySequence::fromString(text(json, "key"), QKeySequence::PortableText);
    if (keys.count() != 1 || keys[0].key() == Qt::Key_unknown)
        throw UsageError("there is no key '" + json.at("key").get<std::string>() + "'");
    return {valueOf(kPlaces, json.at("in").get<std::string>()), keys[0].key(),
            flagsOf(kModifiers, json.value("with", Json::array()))};
}

ReplayAction actionFrom(const Json& json) {
    if (json.contains("command"))
        return CommandGiven{text(json, "command"), json.value("on", false)};
    if (json.contains("mouse"))
        return mouseFrom(json);
    if (json.contains("key"))
        return keyFrom(json);
    if (json.contains("event"))
        return EventChosen{json.at("event").get<std::int64_t>()};
    if (json.contains("filter"))
        return FilterTyped{text(json, "filter")};
    if (json.contains("view"))
        return ViewChanged{json.at("view").dump()};
    if (json.contains("run")) {
        const Json& run = json.at("run");
        return RunChosen{text(run, "sampler"), text(run, "schedule"), run.at("steps").get<int>(),
                         run.at("seed").get<std::uint64_t>()};
    }
    throw UsageError("it is none that is known");
}

} // namespace

std::string replayToJson(const Replay& replay) {
    std::string text =
        "{\"format\": \"calolens-replay\", \"version\": " + std::to_string(kVersion) +
        ", \"window\": [" + std::to_string(replay.window.width()) + ", " +
        std::to_string(replay.window.height()) + "], \"actions\": [";
    const char* separator = "\n";
    for (const ReplayAction& action : replay.actions) {
        text += separator + std::visit(ToJson(), action).dump();
        separator = ",\n";
    }
    return text + "\n]}\n";
}

Replay replayFromJson(std::string_view text, const std::filesystem::path& path) {
    const FilePlace place{path.string(), {}, {}};
    std::size_t number = 0;
    try {
        const Json json = Json::parse(text);
        if (json.value("format", std::string()) != "calolens-replay")
            throw FileError(place, "it is no recording of CaloLens");
        if (json.at("version").get<int>() > kVersion)
            throw FileError(place, "it was recorded by a later version of CaloLens");
        Replay replay;
        replay.window = {json.at("window").at(0).get<int>(), json.at("window").at(1).get<int>()};
        for (const int side : {replay.window.width(), replay.window.height()})
            if (side < kSmallest || side > kLargest)
                throw FileError(place, "the size of its window makes no sense");
        for (const Json& action : json.at("actions")) {
            ++number;
            replay.actions.push_back(actionFrom(action));
        }
        return replay;
    } catch (const Json::exception& error) {
        throw FileError(place, (number > 0 ? "action " + std::to_string(number) + ": " : "") +
                                   error.what());
    } catch (const UsageError& error) {
        throw FileError(place, "action " + std::to_string(number) + ": " + error.what());
    }
}

Replay readReplay(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file)
        throw FileError({path.string(), {}, {}}, "it cannot be read");
    return replayFromJson(text, path);
}

QString describe(const ReplayAction& action) {
    return QString::fromStdString(std::visit(ToJson(), action).dump());
}

} // namespace calolens
