// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/benchmark/SamplerBenchmark.h"

#include "error/Error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;
constexpr const char* format = "calolens-sampler-benchmark";
constexpr int version = 1;

void put(Json& json, const std::string& name, const std::optional<Measured>& measured) {
    json[name] = measured ? Json(measured->value) : Json();
    json[name + "_error"] = measured ? Json(measured->error) : Json();
}

std::optional<Measured> take(const Json& json, const std::string& name) {
    if (json.at(name).is_null())
        return {};
    return Measured{json.at(name).get<double>(), json.at(name + "_error").get<double>()};
}

Json pointJson(const SamplerPoint& p) {
    Json json{{"sampler", p.sampler},
              {"schedule", p.schedule},
              {"steps", p.steps},
              {"nfe", p.evaluations},
              {"seconds_per_draw", p.secondsPerDraw}};
    put(json, "separation", p.separation);
    put(json, "fpd", p.fpd);
    put(json, "auc", p.auc);
    return json;
}

SamplerPoint pointFrom(const Json& json) {
    SamplerPoint p;
    json.at("sampler").get_to(p.sampler);
    json.at("schedule").get_to(p.schedule);
    json.at("steps").get_to(p.steps);
    json.at("nfe").get_to(p.evaluations);
    json.at("seconds_per_draw").get_to(p.secondsPerDraw);
    p.separation = take(json, "separation").value_or(Measured{});
    p.fpd = take(json, "fpd");
    p.auc = take(json, "auc");
    return p;
}

template<typename Number>
double meanOf(const EvaluationReport& report, Number number) {
    double sum = 0;
    int count = 0;
    for (const ObservableReport& observable : report.observables)
        if (!observable.info.ofParticles) {
            sum += number(observable);
            ++count;
        }
    return count > 0 ? sum / count : 0;
}

} // namespace

const SamplerPoint* SamplerBenchmark::find(const std::string& sampler, const std::string& schedule,
                                           int steps) const {
    const auto at = std::find_if(points.begin(), points.end(), [&](const SamplerPoint& p) {
        return p.sampler == sampler && p.schedule == schedule && p.steps == steps;
    });
    return at == points.end() ? nullptr : &*at;
}

Measured meanSeparation(const EvaluationReport& report) {
    return {meanOf(report, [](const ObservableReport& o) { return o.separationSr.value; }),
            meanOf(report, [](const ObservableReport& o) { return o.separationSr.error; })};
}

double meanSeparationFloor(const EvaluationReport& report) {
    return meanOf(report, [](const ObservableReport& o) { return o.floor.value; });
}

std::string samplerBenchmarkJson(const SamplerBenchmark& b) {
    Json json{{"format", format},
              {"version", version},
              {"source", b.source},
              {"model", b.model},
              {"model_checksum", b.modelChecksum},
              {"device", b.device},
              {"precision", b.precision},
              {"program_version", b.programVersion},
              {"first_event", b.firstEvent},
              {"last_event", b.lastEvent},
              {"samples", b.samples},
              {"seed", b.seed},
              {"repeats", b.repeats},
              {"events", b.events},
              {"separation_floor", b.separationFloor ? Json(*b.separationFloor) : Json()}};
    put(json, "fpd_floor", b.fpdFloor);
    put(json, "auc_floor", b.aucFloor);
    json["points"] = Json::array();
    for (const SamplerPoint& point : b.points)
        json["points"].push_back(pointJson(point));
    return json.dump(2) + "\n";
}

SamplerBenchmark readSamplerBenchmark(const std::filesystem::path& path) {
    const auto fail = [&](const std::string& cause) -> FileError {
        return {{path.string(), {}, {}}, cause};
    };
    std::ifstream in(path);
    if (!in)
        throw fail("the file cannot be read");
    SamplerBenchmark b;
    try {
        const Json json = Json::parse(in);
        if (json.at("format") != format || json.at("version") != version)
            throw fail(fmt::format("this is not a {} of version {}", format, version));
        json.at("source").get_to(b.source);
        json.at("model").get_to(b.model);
        json.at("model_checksum").get_to(b.modelChecksum);
        json.at("device").get_to(b.device);
        json.at("program_version").get_to(b.programVersion);
        b.precision = json.value("precision", b.precision); // earlier files do not say
        json.at("first_event").get_to(b.firstEvent);
        json.at("last_event").get_to(b.lastEvent);
        json.at("samples").get_to(b.samples);
        json.at("seed").get_to(b.seed);
        json.at("repeats").get_to(b.repeats);
        json.at("events").get_to(b.events);
        if (!json.at("separation_floor").is_null())
            b.separationFloor = json.at("separation_floor").get<double>();
        b.fpdFloor = take(json, "fpd_floor");
        b.aucFloor = take(json, "auc_floor");
        for (const Json& point : json.at("points"))
            b.points.push_back(pointFrom(point));
    } catch (const nlohmann::json::exception& error) {
        throw fail(fmt::format("this is no sampler benchmark: {}", error.what()));
    }
    return b;
}

} // namespace calolens
