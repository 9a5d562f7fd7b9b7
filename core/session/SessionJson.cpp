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
                     {"view_as_on_screen", session.sheet.viewAsOnScreen}};
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
        json.at("program_version").get_to(session.programVersion);
        for (const Json& file : json.at("files"))
            session.files.push_back({placeOf(file, folder), file.at("identity").get<std::string>(),
                                     file.at("event").get<std::int64_t>()});
        json.at("current").get_to(session.current);
        const Json& run = json.at("run");
        run.at("model").get_to(session.run.model);
        run.at("checksum").get_to(session.run.modelChecksum);
        run.at("sampler").get_to(session.run.sampler);
        run.at("schedule").get_to(session.run.schedule);
        run.at("steps").get_to(session.run.steps);
        run.at("seed").get_to(session.run.seed);
        run.at("device").get_to(session.run.device);
        run.at("draws").get_to(session.run.draws);
        session.picture = pictureFrom(json.at("picture"));
        json.at("sheet").at("dpi").get_to(session.sheet.dpi);
        json.at("sheet").at("view_as_on_screen").get_to(session.sheet.viewAsOnScreen);
        if (json.contains("window"))
            session.window = json.at("window").dump();
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
