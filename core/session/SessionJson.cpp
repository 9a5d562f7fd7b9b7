// SPDX-License-Identifier: GPL-3.0-or-later
#include "error/Error.h"
#include "event/Fingerprint.h"
#include "event/WholeFile.h"
#include "session/Session.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <utility>

namespace calolens {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr std::string_view kFormat = "calolens-session";
constexpr int Version = 1;
constexpr std::array<std::string_view, 4> kKinds{"none", "stored", "run", "draws"};

std::string utf8(const fs::path& path) {
    const auto text = path.generic_u8string();
    return {text.begin(), text.end()};
}

fs::path fromUtf8(const std::string& text) {
    return {std::u8string(text.begin(), text.end())};
}

/// Reads the members of an object, any of which may be missing, and names those that nobody asked
/// for.
class Members {
public:
    /// @param where  "run.", for the names
    Members(const Json& object, std::string where, std::vector<std::string>& unknown)
        : m_object(object)
        , m_where(std::move(where))
        , m_unknown(unknown) {}
    template<typename T>
    void read(const char* key, T& value) {
        if (const Json* const found = find(key))
            found->get_to(value);
    }
    /// nullptr if it is missing.
    const Json* find(const char* key) {
        m_known.emplace_back(key);
        const auto found = m_object.find(key);
        return found == m_object.end() ? nullptr : &*found;
    }
    /// After the last of them.
    void nameOthers() const {
        for (const auto& [key, value] : m_object.items())
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                m_unknown.push_back(m_where + key);
    }

private:
    const Json& m_object;
    std::string m_where;
    std::vector<std::string>& m_unknown;
    std::vector<std::string> m_known;
};

Json toJson(const PredictionInfo& info) {
    return {{"name", info.name},
            {"model", info.model},
            {"checksum", info.modelChecksum},
            {"sampler", info.sampler},
            {"schedule", info.schedule},
            {"steps", info.steps},
            {"evaluations", info.evaluations},
            {"seed", info.seed},
            {"samples", info.samples},
            {"program_version", info.programVersion}};
}

PredictionInfo predictionFrom(const Json& json) {
    PredictionInfo info;
    json.at("name").get_to(info.name);
    json.at("model").get_to(info.model);
    json.at("checksum").get_to(info.modelChecksum);
    json.at("sampler").get_to(info.sampler);
    json.at("schedule").get_to(info.schedule);
    json.at("steps").get_to(info.steps);
    json.at("evaluations").get_to(info.evaluations);
    json.at("seed").get_to(info.seed);
    json.at("samples").get_to(info.samples);
    json.at("program_version").get_to(info.programVersion);
    return info;
}

Json toJson(const SessionPicture& picture) {
    Json json{{"kind", kKinds.at(static_cast<std::size_t>(picture.kind))}};
    if (picture.kind == SessionPicture::Kind::None)
        return json;
    json["settings"] = toJson(picture.settings);
    json["label"] = picture.label;
    json["draw"] = picture.draw;
    json["step"] = picture.step;
    json["noisy_state"] = picture.noisyState;
    json["fingerprint"] = picture.fingerprint;
    json["energies_mev"] = picture.energies;
    return json;
}

Json toJson(const SessionSample& sample) {
    Json json{{"made", sample.made},
              {"figure", sample.figure},
              {"source", sample.source},
              {"prediction", sample.prediction},
              {"events", sample.events},
              {"typical", sample.typical},
              {"worst", sample.worst},
              {"samplers", sample.samplers},
              {"status", sample.status},
              {"lower", sample.lower},
              {"most_events", sample.mostEvents},
              {"seed", sample.seed},
              {"dpi", sample.dpi},
              {"fingerprint", sample.fingerprint},
              {"drawing", sample.drawing},
              {"numbers", Json::object()}};
    if (sample.event)
        json["event"] = *sample.event;
    for (const auto& [name, number] : sample.numbers)
        json["numbers"][name] = {number.value, number.error};
    return json;
}

SessionSample sampleFrom(const Json& json, std::vector<std::string>& unknown) {
    SessionSample sample;
    Members members(json, "sample.", unknown);
    members.read("made", sample.made);
    members.read("figure", sample.figure);
    members.read("source", sample.source);
    members.read("prediction", sample.prediction);
    members.read("events", sample.events);
    members.read("typical", sample.typical);
    members.read("worst", sample.worst);
    members.read("samplers", sample.samplers);
    members.read("status", sample.status);
    members.read("lower", sample.lower);
    members.read("most_events", sample.mostEvents);
    members.read("seed", sample.seed);
    members.read("dpi", sample.dpi);
    members.read("fingerprint", sample.fingerprint);
    members.read("drawing", sample.drawing);
    if (const Json* const event = members.find("event"))
        sample.event = event->get<std::int64_t>();
    if (const Json* const numbers = members.find("numbers"))
        for (const auto& [name, number] : numbers->items())
            sample.numbers[name] = {number.at(0).get<double>(), number.at(1).get<double>()};
    members.nameOthers();
    return sample;
}

/// What a picture was: all of it must be there, or it cannot be made again.
SessionPicture pictureFrom(const Json& json) {
    SessionPicture picture;
    const auto kind = std::find(kKinds.begin(), kKinds.end(), json.at("kind").get<std::string>());
    if (kind == kKinds.end())
        throw std::invalid_argument("picture.kind is none of none, stored, run, draws");
    picture.kind = static_cast<SessionPicture::Kind>(kind - kKinds.begin());
    if (picture.kind == SessionPicture::Kind::None)
        return picture;
    picture.settings = predictionFrom(json.at("settings"));
    json.at("label").get_to(picture.label);
    json.at("draw").get_to(picture.draw);
    json.at("step").get_to(picture.step);
    json.at("noisy_state").get_to(picture.noisyState);
    json.at("fingerprint").get_to(picture.fingerprint);
    json.at("energies_mev").get_to(picture.energies);
    return picture;
}

SessionRun runFrom(const Json& json, std::vector<std::string>& unknown) {
    SessionRun run;
    Members members(json, "run.", unknown);
    members.read("model", run.model);
    members.read("checksum", run.modelChecksum);
    members.read("sampler", run.sampler);
    members.read("schedule", run.schedule);
    members.read("steps", run.steps);
    members.read("seed", run.seed);
    members.read("device", run.device);
    members.read("draws", run.draws);
    members.nameOthers();
    return run;
}

/// The file where the session says that it is; else where it lies seen from the session itself,
/// which may have been moved together with it.
fs::path placeOf(const Json& json, const fs::path& folder) {
    const fs::path absolute = fromUtf8(json.at("path").get<std::string>());
    const fs::path relative = fromUtf8(json.value("relative", std::string()));
    std::error_code ignored;
    if (!relative.empty() && fs::exists(folder / relative, ignored))
        return (folder / relative).lexically_normal();
    return absolute.is_absolute() ? absolute : (folder / absolute).lexically_normal();
}

Json toJson(const SessionFile& file, const fs::path& folder) {
    const fs::path absolute = fs::absolute(file.path).lexically_normal();
    Json json{{"path", utf8(absolute)}};
    if (const fs::path near = absolute.lexically_relative(fs::absolute(folder).lexically_normal());
        !near.empty())
        json["relative"] = utf8(near);
    json["identity"] = file.identity;
    json["event"] = file.event;
    return json;
}

} // namespace

void SessionPicture::setEnergies(const std::vector<float>& energiesMeV) {
    fingerprint =
        fmt::format("{:016x}", calolens::fingerprint(std::as_bytes(std::span(energiesMeV))));
    const bool finite = std::all_of(energiesMeV.begin(), energiesMeV.end(),
                                    [](float energy) { return std::isfinite(energy); });
    // JSON knows no other numbers than finite ones.
    energies = finite && energiesMeV.size() <= mostEnergies ? energiesMeV : std::vector<float>();
}

std::string sessionToJson(const Session& session, const fs::path& folder) {
    Json json{{"format", kFormat},
              {"version", Version},
              {"program_version", session.programVersion},
              {"files", Json::array()},
              {"current", session.current}};
    for (const SessionFile& file : session.files)
        json["files"].push_back(toJson(file, folder));
    const SessionRun& run = session.run;
    json["run"] = {{"model", run.model},     {"checksum", run.modelChecksum},
                   {"sampler", run.sampler}, {"schedule", run.schedule},
                   {"steps", run.steps},     {"seed", run.seed},
                   {"device", run.device},   {"draws", run.draws}};
    json["picture"] = toJson(session.picture);
    json["sheet"] = {{"dpi", session.sheet.dpi},
                     {"view_as_on_screen", session.sheet.viewAsOnScreen},
                     {"what", session.sheet.what}};
    if (session.sample)
        json["sample"] = toJson(*session.sample);
    if (!session.window.empty())
        json["window"] = Json::parse(session.window);
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Session sessionFromJson(std::string_view text, const fs::path& path) {
    const fs::path folder = fs::absolute(path).parent_path();
    try {
        const auto json = Json::parse(text);
        if (!json.is_object() || json.value("format", std::string()) != kFormat)
            throw FileError({path.string(), {}, {}}, "it is no session of CaloLens");
        if (json.at("version").get<int>() != Version)
            throw FileError({path.string(), {}, {}},
                            fmt::format("its version is {}; this program reads version {}",
                                        json.at("version").dump(), Version));
        Session session;
        Members members(json, {}, session.unknownKeys);
        for (const char* const read : {"format", "version"})
            static_cast<void>(members.find(read));
        members.read("program_version", session.programVersion);
        static_cast<void>(members.find("files"));
        for (const Json& file : json.at("files"))
            session.files.push_back({placeOf(file, folder), file.value("identity", std::string()),
                                     file.value("event", std::int64_t{0})});
        members.read("current", session.current);
        if (const Json* const run = members.find("run"))
            session.run = runFrom(*run, session.unknownKeys);
        if (const Json* const picture = members.find("picture"))
            session.picture = pictureFrom(*picture);
        if (const Json* const sheet = members.find("sheet")) {
            Members of(*sheet, "sheet.", session.unknownKeys);
            of.read("dpi", session.sheet.dpi);
            of.read("view_as_on_screen", session.sheet.viewAsOnScreen);
            of.read("what", session.sheet.what);
            of.nameOthers();
        }
        if (const Json* const sample = members.find("sample"))
            session.sample = sampleFrom(*sample, session.unknownKeys);
        if (const Json* const window = members.find("window"))
            session.window = window->dump();
        members.nameOthers();
        return session;
    } catch (const nlohmann::json::exception& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("the session cannot be read: {}", error.what()));
    } catch (const std::invalid_argument& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("the session cannot be read: {}", error.what()));
    }
}

fs::path sidecarOf(const fs::path& exported) {
    return fs::path(exported).concat(".session.json");
}

fs::path commonSidecarOf(const fs::path& exported) {
    return fs::path(exported).replace_extension(".session.json");
}

Session sessionOf(const fs::path& path,
                  const std::function<std::string(const fs::path&)>& embedded) {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw FileError({path.string(), {}, {}}, "the file cannot be opened");
    const fs::path suffix = path.extension();
    const bool isPage = suffix == ".pdf" || suffix == ".svg" || suffix == ".png";
    if (isPage)
        if (const std::string text = embedded(path); !text.empty())
            return sessionFromJson(text, path);
    if (fs::exists(sidecarOf(path), ignored))
        return readSession(sidecarOf(path));
    if (isPage && fs::exists(commonSidecarOf(path), ignored))
        return readSession(commonSidecarOf(path));
    if (suffix == ".json")
        return readSession(path);
    throw FileError({path.string(), {}, {}},
                    fmt::format("it does not say how it was made (it is no export of CaloLens, or "
                                "an anonymous one), and there is no {} beside it",
                                sidecarOf(path).filename().string()));
}

Session readSession(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw FileError({path.string(), {}, {}}, "the file cannot be opened");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return sessionFromJson(text, path);
}

void writeSession(const Session& session, const fs::path& path) {
    writeWholeFile(path, sessionToJson(session, fs::absolute(path).parent_path()));
}

} // namespace calolens
