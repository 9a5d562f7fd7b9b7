// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/ModelFile.h"

#include "diffusion/network/TorchErrors.h"
#include "hdf5/File.h"
#include "hdf5/PendingFile.h"

#include <fmt/format.h>
#include <fmt/ranges.h> // join, since version 11
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

namespace calolens {

namespace {

constexpr const char* formatName = "calolens-model";
constexpr std::int64_t formatVersion = 2;
/// Files without an estimator are written as version 1, which older programs read.
constexpr std::int64_t plainVersion = 1;
constexpr std::int64_t largestWeight = std::int64_t{1}
                                       << 28; ///< values; guards against absurd files

template<typename Settings>
void checkShape(const Settings& s, const char* what) {
    const auto within = [](int value, int high) { return value >= 1 && value <= high; };
    if (!within(s.width, 8192) || !within(s.blocks, 256) || !within(s.heads, s.width) ||
        s.width % s.heads != 0 || !within(s.mlpRatio, 64) || !within(s.features, 4096) ||
        !within(s.channels, 4096))
        throw ModelError(fmt::format("the shape of its {} cannot be", what));
}

/// What the network and the estimator have in common.
template<typename Settings>
nlohmann::json shapeToJson(const Settings& s) {
    return {{"width", s.width},        {"blocks", s.blocks},     {"heads", s.heads},
            {"mlp_ratio", s.mlpRatio}, {"features", s.features}, {"channels", s.channels}};
}

template<typename Settings>
Settings shapeFrom(const nlohmann::json& j) {
    return {j.at("width"),     j.at("blocks"),   j.at("heads"),
            j.at("mlp_ratio"), j.at("features"), j.at("channels")};
}

nlohmann::json toJson(const NetworkSettings& n) {
    nlohmann::json j = shapeToJson(n);
    j["sigma_data"] = n.sigmaData.empty() ? nlohmann::json(1.0) : nlohmann::json(n.sigmaData);
    j["preconditioning"] = n.preconditioning == Preconditioning::Flow ? "flow" : "edm";
    return j;
}

NetworkSettings networkFrom(const nlohmann::json& j) {
    auto n = shapeFrom<NetworkSettings>(j);
    const nlohmann::json& sigmaData = j.at("sigma_data");
    if (sigmaData.is_array())
        n.sigmaData = sigmaData.get<std::vector<double>>();
    else if (sigmaData.get<double>() != 1.0)
        n.sigmaData.assign(static_cast<std::size_t>(std::clamp(n.channels, 0, 4096)), sigmaData);
    // Files of older programs do not say: they are EDM.
    const std::string preconditioning = j.value("preconditioning", "edm");
    if (preconditioning != "edm" && preconditioning != "flow")
        throw ModelError(fmt::format("it has an unknown preconditioning '{}'", preconditioning));
    if (preconditioning == "flow")
        n.preconditioning = Preconditioning::Flow;
    checkShape(n, "network");
    const auto positive = [](double value) { return value > 0 && std::isfinite(value); };
    if (!std::all_of(n.sigmaData.begin(), n.sigmaData.end(), positive))
        throw ModelError("the shape of its network cannot be: sigma_data must be positive");
    if (!n.sigmaData.empty() && n.sigmaData.size() != static_cast<std::size_t>(n.channels))
        throw ModelError(fmt::format("its network has {} channels, but sigma_data is of {}",
                                     n.channels, n.sigmaData.size()));
    return n;
}

EstimatorSettings estimatorFrom(const nlohmann::json& j) {
    const auto e = shapeFrom<EstimatorSettings>(j);
    checkShape(e, "estimator");
    return e;
}

nlohmann::json toJson(const ParametrisationSettings& p) {
    nlohmann::json j{{"kind", p.kind},
                     {"tokens", p.tokenPerHrCell ? "hr" : "lr"},
                     {"factor", p.factor},
                     {"layers", p.layers},
                     {"energy_floor_mev", p.energyFloor},
                     {"zero_code_mean", p.zeroCodeMean},
                     {"zero_code_spread", p.zeroCodeSpread},
                     {"hit_threshold", p.hitThreshold},
                     {"mean", p.mean},
                     {"spread", p.spread}};
    if (!p.lines.empty()) {
        j["lines_mev"] = p.lines;
        j["line_width"] = p.lineWidth;
    }
    return j;
}

ParametrisationSettings parametrisationFrom(const nlohmann::json& j) {
    ParametrisationSettings p;
    p.kind = j.value("kind", p.kind); // files of older programs do not say
    p.tokenPerHrCell = j.value("tokens", "lr") == "hr";
    p.factor = j.at("factor");
    p.layers = j.at("layers");
    p.energyFloor = j.at("energy_floor_mev");
    p.zeroCodeMean = j.at("zero_code_mean");
    p.zeroCodeSpread = j.at("zero_code_spread");
    p.hitThreshold = j.at("hit_threshold");
    p.lines = j.value("lines_mev", p.lines);
    p.lineWidth = j.value("line_width", p.lineWidth);
    p.mean = j.at("mean");
    p.spread = j.at("spread");
    if (p.factor < 1 || p.factor > 16 || p.layers < 1 || p.layers > 64 || !(p.spread[0] > 0) ||
        !(p.spread[1] > 0) || !linesFit(p))
        throw ModelError("it describes a parametrisation that cannot be");
    return p;
}

nlohmann::json toJson(const Readout& readout) {
    nlohmann::json layers = nlohmann::json::array();
    for (int layer = 0; layer < readout.levels.front().layerCount(); ++layer) {
        const Layer& l = readout.detector.layers[static_cast<std::size_t>(layer)];
        nlohmann::json grids = nlohmann::json::array();
        for (const Granularity& level : readout.levels)
            grids.push_back({level.grid(layer).nEta, level.grid(layer).nPhi});
        layers.push_back({{"name", l.name}, {"noise_mev", l.noise}, {"cells", grids}});
    }
    return {{"detector", readout.detector.name},
            {"eta_max", readout.detector.etaMax},
            {"layers", layers}};
}

/// Only what a model needs to know: names, noise and grids.
Readout readoutFrom(const nlohmann::json& j) {
    Readout readout;
    readout.detector.name = j.at("detector");
    readout.detector.etaMax = j.at("eta_max");
    std::vector<std::vector<LayerGrid>> levels(2);
    for (const auto& l : j.at("layers")) {
        Layer layer;
        layer.name = l.at("name");
        layer.noise = l.at("noise_mev");
        readout.detector.layers.push_back(layer);
        for (std::size_t level = 0; level < levels.size(); ++level)
            levels[level].push_back({l.at("cells").at(level).at(0), l.at("cells").at(level).at(1)});
    }
    for (auto& grids : levels)
        readout.levels.emplace_back(std::move(grids));
    return readout;
}

/// FNV-1a over the bytes of all weights in the order of the network's parameters.
class Checksum {
public:
    void add(std::span<const float> values) {
        for (const float value : values) {
            const auto bits = std::bit_cast<std::uint32_t>(value);
            for (int shift = 0; shift < 32; shift += 8)
                m_hash = (m_hash ^ ((bits >> shift) & 0xffu)) * 0x100000001b3ull;
        }
    }
    [[nodiscard]] std::string text() const { return fmt::format("{:016x}", m_hash); }

private:
    std::uint64_t m_hash = 0xcbf29ce484222325ull;
};

/// The weights of one module become datasets, and back; the estimator's have a prefix.
constexpr const char* networkWeights = "/weights/";
constexpr const char* estimatorWeights = "/weights/estimator.";

/// @return number of values
std::int64_t writeWeights(hdf5::File& file, const std::string& prefix,
                          const torch::nn::Module& module, Checksum& checksum) {
    std::int64_t parameters = 0;
    for (const auto& item : module.named_parameters()) {
        const auto values = item.value().detach().to(torch::kCPU, torch::kFloat).contiguous();
        const std::span<const float> span(values.data_ptr<float>(),
                                          static_cast<std::size_t>(values.numel()));
        const auto shape = values.sizes().vec();
        file.write<float>(prefix + item.key(), hdf5::Shape(shape.begin(), shape.end()), span);
        checksum.add(span);
        parameters += values.numel();
    }
    return parameters;
}

void readWeights(const hdf5::File& file, const std::string& prefix, torch::nn::Module& module,
                 Checksum& checksum) {
    torch::NoGradGuard guard;
    for (auto& item : module.named_parameters()) {
        const std::string name = prefix + item.key();
        if (!file.has(name))
            throw ModelError(fmt::format("the weights {} are missing", name));
        const auto dataset = file.dataset(name);
        const auto expected = item.value().sizes().vec();
        if (!std::equal(expected.begin(), expected.end(), dataset.shape().begin(),
                        dataset.shape().end()))
            throw ModelError(fmt::format("the weights {} have the shape [{}], expected [{}]", name,
                                         fmt::join(dataset.shape(), ", "),
                                         fmt::join(expected, ", ")));
        const auto values = dataset.readAll<float>(largestWeight);
        for (const float value : values)
            if (!std::isfinite(value))
                throw ModelError(fmt::format("the weights {} are not all finite", name));
        checksum.add(values);
        std::copy(values.begin(), values.end(), item.value().data_ptr<float>());
    }
    module.eval();
}

/// Whether the networks take what the parametrisation gives.
void checkFit(const ModelDescription& d) {
    const Parametrisation parametrisation(d.parametrisation);
    const int features = parametrisation.features(), channels = parametrisation.channels();
    if (d.estimator && (d.estimator->features != features || d.estimator->channels != channels))
        throw ModelError(fmt::format("its estimator takes {} features and gives {} channels, its "
                                     "parametrisation has {} and {}",
                                     d.estimator->features, d.estimator->channels, features,
                                     channels));
    // The denoiser is told the features, and the estimate where there is one.
    const int told = features + (d.estimator ? channels : 0);
    if (d.network.features != told || d.network.channels != channels)
        throw ModelError(fmt::format("its network takes {} features and {} channels, its "
                                     "parametrisation{} gives {} and {}",
                                     d.network.features, d.network.channels,
                                     d.estimator ? " with the estimate" : "", told, channels));
    if (d.estimator && !parametrisation.hasSumChannel())
        throw ModelError("it has an estimator, but its parametrisation has no denoised sum");
    if (d.estimator && d.network.preconditioning != Preconditioning::Edm)
        throw ModelError("it has an estimator, but its preconditioning is not edm");
}

/// Says which model file is meant when something in it is wrong.
template<typename Work>
auto readingModel(const std::filesystem::path& path, Work&& work) {
    const auto fail = [&path](const std::string& cause) {
        return ModelError(fmt::format("{}: not a usable model: {}", path.string(), cause));
    };
    try {
        return work();
    } catch (const FileError& error) {
        throw ModelError(fmt::format("{} (expected a CaloLens model)", error.what()));
    } catch (const Error& error) {
        throw fail(error.what());
    } catch (const nlohmann::json::exception& error) {
        throw fail(error.what());
    } catch (const c10::Error& error) {
        throw fail(firstLine(error.what_without_backtrace()));
    }
}

} // namespace

void writeModelFile(const std::filesystem::path& path, const ModelDescription& d,
                    const ModelWeights& weights) {
    hdf5::PendingFile pending(path);
    hdf5::File file = hdf5::File::create(pending.temporaryPath(), path);
    file.createGroup("/weights");
    Checksum checksum;
    std::int64_t parameters = writeWeights(file, networkWeights, *weights.network, checksum);
    if (d.estimator)
        parameters += writeWeights(file, estimatorWeights, *weights.estimator, checksum);
    auto root = file.attributes("/");
    root.setText("format", formatName);
    root.setInteger("version", d.estimator ? formatVersion : plainVersion);
    root.setText("name", d.info.name);
    root.setText("preset", d.info.preset);
    root.setText("description", d.info.description);
    root.setText("card", d.info.card);
    root.setText("checksum", checksum.text());
    root.setInteger("parameters", parameters);
    root.setText("network", toJson(d.network).dump());
    if (d.estimator)
        root.setText("estimator", shapeToJson(*d.estimator).dump());
    root.setText("parametrisation", toJson(d.parametrisation).dump());
    root.setText(
        "noise",
        nlohmann::json{{"sigma_min", d.noise.sigmaMin}, {"sigma_max", d.noise.sigmaMax}}.dump());
    root.setText("readout", toJson(d.readout).dump());
    file.close();
    pending.commit();
}

ModelDescription readModelDescription(const std::filesystem::path& path) {
    return readingModel(path, [&] {
        const hdf5::File file = hdf5::File::open(path);
        const auto root = file.attributes("/");
        if (!root.has("format") || root.text("format") != formatName)
            throw ModelError("the attribute 'format' is not 'calolens-model'");
        const std::int64_t version = root.integer("version");
        if (version < plainVersion || version > formatVersion)
            throw ModelError(
                fmt::format("version {} of the model format, this program reads versions {} to {}",
                            version, plainVersion, formatVersion));
        ModelDescription d;
        d.info.name = root.text("name");
        d.info.preset = root.text("preset");
        d.info.description = root.text("description");
        d.info.card = root.text("card");
        d.info.checksum = root.text("checksum");
        d.info.parameters = root.integer("parameters");
        d.info.path = path;
        d.network = networkFrom(nlohmann::json::parse(root.text("network")));
        if (root.has("estimator"))
            d.estimator = estimatorFrom(nlohmann::json::parse(root.text("estimator")));
        d.parametrisation =
            parametrisationFrom(nlohmann::json::parse(root.text("parametrisation")));
        const auto noise = nlohmann::json::parse(root.text("noise"));
        d.noise = {noise.at("sigma_min"), noise.at("sigma_max")};
        d.readout = readoutFrom(nlohmann::json::parse(root.text("readout")));
        checkFit(d);
        return d;
    });
}

ModelWeights readModelWeights(const std::filesystem::path& path,
                              const ModelDescription& description) {
    return readingModel(path, [&] {
        const hdf5::File file = hdf5::File::open(path);
        ModelWeights weights;
        Checksum checksum;
        weights.network = SuperResolutionNetwork(description.network);
        readWeights(file, networkWeights, *weights.network, checksum);
        if (description.estimator) {
            weights.estimator = MeanEstimator(*description.estimator);
            readWeights(file, estimatorWeights, *weights.estimator, checksum);
        }
        if (checksum.text() != description.info.checksum)
            throw ModelError(fmt::format("the checksum of its weights is {}, expected {}",
                                         checksum.text(), description.info.checksum));
        return weights;
    });
}

} // namespace calolens
