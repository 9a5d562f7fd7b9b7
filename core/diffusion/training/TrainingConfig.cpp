// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/TrainingConfig.h"

#include "error/Error.h"
#include "simulation/Digitizer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <vector>

namespace calolens {

namespace {

/// Takes known keys out of a JSON object; what is left at the end is an error.
class Section {
public:
    Section(const nlohmann::json& json, std::string name)
        : m_json(json)
        , m_name(std::move(name)) {}

    template<typename T>
    Section& take(const char* key, T& value) {
        if (const auto found = m_json.find(key); found != m_json.end()) {
            value = found->get<T>();
            m_json.erase(key);
        }
        return *this;
    }
    nlohmann::json takeObject(const char* key) {
        nlohmann::json object = nlohmann::json::object();
        take(key, object);
        return object;
    }
    void finish() const {
        if (!m_json.empty())
            throw UsageError(fmt::format("unknown key '{}' in {}", m_json.begin().key(), m_name));
    }

private:
    nlohmann::json m_json;
    std::string m_name;
};

void oneOf(const std::string& value, const char* key, std::vector<std::string> known) {
    if (std::find(known.begin(), known.end(), value) == known.end())
        throw UsageError(
            fmt::format("'{}' is '{}'; known: {}", key, value, fmt::join(known, ", ")));
}

void checkEstimator(const TrainingConfig& c) {
    const TrainingConfig::Estimator& e = c.estimator;
    if (e.steps < 0 || e.width < 1 || e.blocks < 1 || e.heads < 1 || e.mlpRatio < 1 ||
        !(e.learningRate > 0) || !(e.sumWeight >= 0) || !(e.eventWeight >= 0))
        throw UsageError("a number in 'estimator' is out of range");
    if (e.width % e.heads != 0)
        throw UsageError("'estimator.width' must be a multiple of 'estimator.heads'");
    if (e.steps > 0 && !Parametrisation(c.parametrisation).hasSumChannel())
        throw UsageError(fmt::format("'estimator' needs a parametrisation with a denoised sum, and "
                                     "'{}' has none",
                                     c.parametrisation.kind));
    if (e.steps > 0 && c.objective.preconditioning != "edm")
        throw UsageError("'estimator' needs the preconditioning 'edm'");
}

TrainingConfig parse(const nlohmann::json& json) {
    TrainingConfig c;
    Section root(json, "the recipe");
    root.take("name", c.name).take("preset", c.preset).take("description", c.description);
    root.take("holdOut", c.holdOut)
        .take("checkpointEvery", c.checkpointEvery)
        .take("chooserEvery", c.chooserEvery);
    root.take("seed", c.seed);
    Section network(root.takeObject("network"), "'network'");
    network.take("width", c.network.width)
        .take("blocks", c.network.blocks)
        .take("heads", c.network.heads);
    network.take("mlpRatio", c.network.mlpRatio).finish();
    Section estimator(root.takeObject("estimator"), "'estimator'");
    estimator.take("steps", c.estimator.steps)
        .take("width", c.estimator.width)
        .take("blocks", c.estimator.blocks)
        .take("heads", c.estimator.heads)
        .take("mlpRatio", c.estimator.mlpRatio);
    estimator.take("learningRate", c.estimator.learningRate)
        .take("warmup", c.estimator.warmup)
        .take("emaDecay", c.estimator.emaDecay)
        .take("sumWeight", c.estimator.sumWeight)
        .take("eventWeight", c.estimator.eventWeight)
        .finish();
    Section objective(root.takeObject("objective"), "'objective'");
    objective.take("preconditioning", c.objective.preconditioning)
        .take("weight", c.objective.weight)
        .take("gamma", c.objective.gamma)
        .finish();
    Section code(root.takeObject("parametrisation"), "'parametrisation'");
    std::string tokens = "lr";
    code.take("kind", c.parametrisation.kind).take("tokens", tokens);
    c.parametrisation.tokenPerHrCell = tokens == "hr";
    oneOf(tokens, "parametrisation.tokens", {"lr", "hr"});
    oneOf(c.parametrisation.kind, "parametrisation.kind",
          {"sum-and-hits", "hits-and-energies", "ratio-logit"});
    oneOf(c.objective.preconditioning, "objective.preconditioning", {"edm", "flow"});
    oneOf(c.objective.weight, "objective.weight", {"edm", "min-snr", "soft", "flow"});
    code.take("energyFloorMeV", c.parametrisation.energyFloor)
        .take("zeroCodeMean", c.parametrisation.zeroCodeMean);
    code.take("zeroCodeSpread", c.parametrisation.zeroCodeSpread)
        .take("hitThreshold", c.parametrisation.hitThreshold);
    code.take("linesMeV", c.parametrisation.lines).take("lineWidth", c.parametrisation.lineWidth);
    if (!linesFit(c.parametrisation))
        throw UsageError("'parametrisation.linesMeV' must ascend and lie above the floor, and "
                         "'parametrisation.lineWidth' be positive");
    if (!c.parametrisation.lines.empty() && c.parametrisation.kind != "sum-and-hits")
        throw UsageError(fmt::format("'parametrisation.linesMeV' is for 'sum-and-hits', not '{}'",
                                     c.parametrisation.kind));
    code.finish();
    Section o(root.takeObject("optimiser"), "'optimiser'");
    o.take("steps", c.optimiser.steps)
        .take("batch", c.optimiser.batch)
        .take("learningRate", c.optimiser.learningRate);
    o.take("warmup", c.optimiser.warmup).take("weightDecay", c.optimiser.weightDecay);
    o.take("emaDecay", c.optimiser.emaDecay)
        .take("clip", c.optimiser.clip)
        .take("sumWeight", c.optimiser.sumWeight)
        .take("eventWeight", c.optimiser.eventWeight)
        .take("patience", c.optimiser.patience)
        .take("repeats", c.optimiser.repeats)
        .take("precision", c.optimiser.precision);
    o.finish();
    Section noise(root.takeObject("noise"), "'noise'");
    noise.take("logMean", c.noise.logMean).take("logSpread", c.noise.logSpread);
    noise.take("sigmaMin", c.noise.sigmaMin).take("sigmaMax", c.noise.sigmaMax).finish();
    root.finish();

    const DigitizerPreset& preset = digitizerPreset(c.preset);
    c.parametrisation.factor = preset.factor;
    c.parametrisation.layers = preset.layers;
    const auto positive = [](double value, const char* key) {
        if (!(value > 0))
            throw UsageError(fmt::format("'{}' must be positive", key));
    };
    if (c.name.empty())
        throw UsageError("'name' is missing");
    positive(static_cast<double>(c.optimiser.steps), "optimiser.steps");
    positive(c.optimiser.batch, "optimiser.batch");
    positive(c.optimiser.learningRate, "optimiser.learningRate");
    positive(static_cast<double>(c.optimiser.repeats), "optimiser.repeats");
    positive(c.network.width, "network.width");
    positive(c.network.blocks, "network.blocks");
    positive(c.network.heads, "network.heads");
    positive(c.network.mlpRatio, "network.mlpRatio");
    positive(static_cast<double>(c.checkpointEvery), "checkpointEvery");
    positive(static_cast<double>(c.chooserEvery), "chooserEvery");
    positive(c.noise.sigmaMin, "noise.sigmaMin");
    if (c.network.width % c.network.heads != 0)
        throw UsageError("'network.width' must be a multiple of 'network.heads'");
    oneOf(c.optimiser.precision, "optimiser.precision", {"float32", "tf32", "bfloat16"});
    checkEstimator(c);
    positive(c.objective.gamma, "objective.gamma");
    if (c.optimiser.eventWeight > 0 && !Parametrisation(c.parametrisation).hasSumChannel())
        throw UsageError(fmt::format("'optimiser.eventWeight' needs a parametrisation with a "
                                     "denoised sum, and '{}' has none",
                                     c.parametrisation.kind));
    if (c.optimiser.patience < 0)
        throw UsageError("'optimiser.patience' must be 0 or more");
    if (!(c.optimiser.eventWeight >= 0))
        throw UsageError("'optimiser.eventWeight' must be 0 or more");
    if (c.holdOut < 2)
        throw UsageError("'holdOut' must be 2 or more: half for choosing, half for reporting");
    return c;
}

} // namespace

TrainingConfig TrainingConfig::read(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file)
        throw FileError({path.string(), {}, {}}, "the recipe cannot be read");
    try {
        return parse(nlohmann::json::parse(file, nullptr, true, true));
    } catch (const nlohmann::json::exception& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("not a valid recipe: {}", error.what()));
    } catch (const UsageError& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("not a valid recipe: {}", error.what()));
    }
}

std::string TrainingConfig::toJson() const {
    const auto& p = parametrisation;
    return nlohmann::json{{"name", name},
                          {"preset", preset},
                          {"description", description},
                          {"network",
                           {{"width", network.width},
                            {"blocks", network.blocks},
                            {"heads", network.heads},
                            {"mlpRatio", network.mlpRatio}}},
                          {"estimator",
                           {{"steps", estimator.steps},
                            {"width", estimator.width},
                            {"blocks", estimator.blocks},
                            {"heads", estimator.heads},
                            {"mlpRatio", estimator.mlpRatio},
                            {"learningRate", estimator.learningRate},
                            {"warmup", estimator.warmup},
                            {"emaDecay", estimator.emaDecay},
                            {"sumWeight", estimator.sumWeight},
                            {"eventWeight", estimator.eventWeight}}},
                          {"objective",
                           {{"preconditioning", objective.preconditioning},
                            {"weight", objective.weight},
                            {"gamma", objective.gamma}}},
                          {"parametrisation",
                           {{"kind", p.kind},
                            {"tokens", p.tokenPerHrCell ? "hr" : "lr"},
                            {"energyFloorMeV", p.energyFloor},
                            {"zeroCodeMean", p.zeroCodeMean},
                            {"zeroCodeSpread", p.zeroCodeSpread},
                            {"hitThreshold", p.hitThreshold},
                            {"linesMeV", p.lines},
                            {"lineWidth", p.lineWidth}}},
                          {"optimiser",
                           {{"steps", optimiser.steps},
                            {"batch", optimiser.batch},
                            {"learningRate", optimiser.learningRate},
                            {"warmup", optimiser.warmup},
                            {"weightDecay", optimiser.weightDecay},
                            {"emaDecay", optimiser.emaDecay},
                            {"clip", optimiser.clip},
                            {"sumWeight", optimiser.sumWeight},
                            {"eventWeight", optimiser.eventWeight},
                            {"patience", optimiser.patience},
                            {"repeats", optimiser.repeats},
                            {"precision", optimiser.precision}}},
                          {"noise",
                           {{"logMean", noise.logMean},
                            {"logSpread", noise.logSpread},
                            {"sigmaMin", noise.sigmaMin},
                            {"sigmaMax", noise.sigmaMax}}},
                          {"holdOut", holdOut},
                          {"checkpointEvery", checkpointEvery},
                          {"chooserEvery", chooserEvery},
                          {"seed", seed}}
        .dump();
}

} // namespace calolens
