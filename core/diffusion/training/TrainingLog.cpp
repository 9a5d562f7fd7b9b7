// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/TrainingLog.h"

#include "error/Error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace calolens {

namespace {

using Json = nlohmann::json;

void forgetFrom(TrainingLog::Curve& curve, std::int64_t step) {
    while (!curve.empty() && curve.back().step >= step)
        curve.pop_back();
}

void append(TrainingLog::Curve& curve, std::int64_t step, const Json& line, const char* key) {
    const auto value = line.find(key); // what is not finite is written as null
    if (value != line.end() && value->is_number())
        curve.push_back({step, value->get<double>()});
}

} // namespace

void TrainingLogReader::take(const std::string& line, std::int64_t number) {
    const Json json = Json::parse(line, nullptr, false);
    const bool estimator = json.is_object() && json.contains("estimator_step");
    const char* const key = estimator ? "estimator_step" : "step";
    if (!json.is_object() || !json.contains(key) || !json[key].is_number_integer())
        throw FileError({m_path.string(), {}, {}},
                        fmt::format("line {} is not of a training log", number));
    const auto step = json[key].get<std::int64_t>();
    if (estimator) {
        for (TrainingLog::Curve* curve :
             {&m_log.estimatorLoss, &m_log.estimatorChooserLoss, &m_log.estimatorEnergyRatio})
            forgetFrom(*curve, step);
        append(m_log.estimatorLoss, step, json, "loss");
        append(m_log.estimatorChooserLoss, step, json, "chooser_loss");
        append(m_log.estimatorEnergyRatio, step, json, "chooser_energy_ratio");
    } else {
        for (TrainingLog::Curve* curve : {&m_log.loss, &m_log.chooserLoss})
            forgetFrom(*curve, step);
        append(m_log.loss, step, json, "loss");
        append(m_log.chooserLoss, step, json, "chooser_loss");
    }
    if (const auto rate = json.find("learning_rate"); rate != json.end() && rate->is_number())
        m_log.learningRate = rate->get<double>();
}

bool TrainingLogReader::update() {
    std::ifstream in(m_path, std::ios::binary | std::ios::ate);
    if (!in)
        throw FileError({m_path.string(), {}, {}}, "the training log cannot be read");
    const auto size = static_cast<std::uintmax_t>(in.tellg());
    bool changed = false;
    if (size < m_read) { // begun anew
        m_log = {};
        m_read = 0;
        m_lines = 0;
        changed = true;
    }
    in.seekg(static_cast<std::streamoff>(m_read));
    for (std::string line; std::getline(in, line);) {
        if (in.eof())
            break; // no line break yet: it is still being written
        m_read += line.size() + 1;
        take(line, ++m_lines);
        changed = true;
    }
    return changed;
}

} // namespace calolens
