// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/DetectorAttributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace calolens {

namespace {
constexpr std::size_t maxLayers = 255;

FilePlace root(const hdf5::File& file) {
    return {file.path().string(), {}, {}};
}

/// One number per layer, each within [low, high].
std::vector<double> perLayer(const hdf5::File& file, const hdf5::Attributes& attributes,
                             const std::string& name, std::size_t layers, double low, double high) {
    auto values = attributes.numbers(name);
    if (values.size() != layers)
        throw FileError(root(file), fmt::format("attribute '{}' holds {} values, expected {}, one "
                                                "per layer",
                                                name, values.size(), layers));
    for (const double value : values)
        if (!(value >= low && value <= high))
            throw FileError(root(file), fmt::format("attribute '{}' holds {}, expected {} to {}",
                                                    name, value, low, high));
    return values;
}

double within(const hdf5::File& file, const hdf5::Attributes& attributes, const std::string& name,
              double low, double high) {
    const double value = attributes.number(name);
    if (!(value > low && value <= high))
        throw FileError(root(file), fmt::format("attribute '{}' is {}, expected more than {} and "
                                                "at most {}",
                                                name, value, low, high));
    return value;
}

LayerKind kindFromName(const std::string& name) {
    return name.starts_with('H') || name.starts_with('h') ? LayerKind::Hadronic
                                                          : LayerKind::Electromagnetic;
}

double cocoaNoise(const std::string& name) {
    static const Detector cocoa = Detector::cocoa();
    const auto layer = std::find_if(cocoa.layers.begin(), cocoa.layers.end(),
                                    [&](const Layer& l) { return l.name == name; });
    return layer != cocoa.layers.end() ? layer->noise : 0.0;
}
} // namespace

Detector readDetector(const hdf5::File& file) {
    constexpr double metres100 = 100'000.0; // mm: larger than any detector
    const hdf5::Attributes attributes = file.attributes("/");
    const auto names = attributes.texts("layer_names");
    if (names.empty() || names.size() > maxLayers)
        throw FileError(root(file), fmt::format("attribute 'layer_names' holds {} names, expected "
                                                "1 to {}",
                                                names.size(), maxLayers));
    const auto count = names.size();
    const auto starts = perLayer(file, attributes, "layer_depth_start_mm", count, 0, metres100);
    const auto ends = perLayer(file, attributes, "layer_depth_end_mm", count, 0, metres100);
    const auto fractions = perLayer(file, attributes, "sampling_fraction", count, 0, 1);
    const auto noise = attributes.has("layer_noise_mev")
                           ? perLayer(file, attributes, "layer_noise_mev", count, 0, 1e9)
                           : std::vector<double>{};
    std::vector<std::string> kinds;
    if (attributes.has("layer_kinds") && (kinds = attributes.texts("layer_kinds")).size() != count)
        throw FileError(root(file), fmt::format("attribute 'layer_kinds' holds {} values, expected "
                                                "{}, one per layer",
                                                kinds.size(), count));
    Detector detector;
    detector.innerRadius = within(file, attributes, "inner_radius_mm", 0, metres100);
    detector.etaMax = within(file, attributes, "eta_max", 0, 20);
    for (std::size_t i = 0; i < count; ++i) {
        if (ends[i] <= starts[i])
            throw FileError(root(file), fmt::format("layer {} starts at a depth of {} mm and ends "
                                                    "at {} mm",
                                                    names[i], starts[i], ends[i]));
        if (!kinds.empty() && kinds[i] != "electromagnetic" && kinds[i] != "hadronic")
            throw FileError(root(file), fmt::format("attribute 'layer_kinds' holds '{}', expected "
                                                    "'electromagnetic' or 'hadronic'",
                                                    kinds[i]));
        const LayerKind kind = kinds.empty()            ? kindFromName(names[i])
                               : kinds[i] == "hadronic" ? LayerKind::Hadronic
                                                        : LayerKind::Electromagnetic;
        detector.layers.push_back({names[i], kind, starts[i], ends[i], fractions[i],
                                   noise.empty() ? cocoaNoise(names[i]) : noise[i]});
    }
    detector.name = Detector::cocoa().name;
    if (attributes.has("detector"))
        detector.name = attributes.text("detector");
    else if (detector != Detector::cocoa())
        detector.name = "unnamed";
    return detector;
}

void writeDetector(hdf5::File& file, const Detector& detector) {
    std::vector<std::string> names, kinds;
    std::vector<double> starts, ends, fractions, noise;
    for (const Layer& layer : detector.layers) {
        names.push_back(layer.name);
        kinds.emplace_back(layer.kind == LayerKind::Hadronic ? "hadronic" : "electromagnetic");
        starts.push_back(layer.depthStart);
        ends.push_back(layer.depthEnd);
        fractions.push_back(layer.samplingFraction);
        noise.push_back(layer.noise);
    }
    hdf5::Attributes attributes = file.attributes("/");
    attributes.setText("units", "MeV, mm, rad");
    attributes.setText("detector", detector.name);
    attributes.setNumber("inner_radius_mm", detector.innerRadius);
    attributes.setNumber("eta_max", detector.etaMax);
    attributes.setTexts("layer_names", names);
    attributes.setTexts("layer_kinds", kinds);
    attributes.setNumbers("layer_depth_start_mm", starts);
    attributes.setNumbers("layer_depth_end_mm", ends);
    attributes.setNumbers("sampling_fraction", fractions);
    attributes.setNumbers("layer_noise_mev", noise);
}

Granularity readGranularity(const hdf5::File& file, const std::string& group, int layers) {
    const hdf5::Attributes attributes = file.attributes(group);
    const FilePlace place{file.path().string(), group == "/" ? "" : group, {}};
    const auto nEta = attributes.integers("n_eta");
    const auto nPhi = attributes.integers("n_phi");
    if (nEta.empty() || nEta.size() != nPhi.size() || std::ssize(nEta) > layers)
        throw FileError(place, fmt::format("attributes 'n_eta' and 'n_phi' hold {} and {} values, "
                                           "expected one each for up to {} layers",
                                           nEta.size(), nPhi.size(), layers));
    std::vector<LayerGrid> grids;
    for (std::size_t i = 0; i < nEta.size(); ++i) {
        if (nEta[i] < 1 || nEta[i] > 65535 || nPhi[i] < 1 || nPhi[i] > 65535)
            throw FileError(place, fmt::format("layer {} has a grid of {} x {} cells, expected 1 "
                                               "to 65535 each way",
                                               i, nEta[i], nPhi[i]));
        grids.push_back({static_cast<int>(nEta[i]), static_cast<int>(nPhi[i])});
    }
    return Granularity(std::move(grids));
}

void writeGranularity(hdf5::File& file, const std::string& group, const Granularity& granularity) {
    std::vector<std::int64_t> nEta, nPhi;
    for (const LayerGrid& grid : granularity.grids()) {
        nEta.push_back(grid.nEta);
        nPhi.push_back(grid.nPhi);
    }
    hdf5::Attributes attributes = file.attributes(group);
    attributes.setIntegers("n_eta", nEta);
    attributes.setIntegers("n_phi", nPhi);
}

void checkFormat(const hdf5::File& file, const std::string& format, std::int64_t version,
                 const std::string& description) {
    const hdf5::Attributes attributes = file.attributes("/");
    if (!attributes.has("format"))
        throw FileError(root(file), fmt::format("is an HDF5 file of another program, expected {} "
                                                "(attribute 'format' is missing)",
                                                description));
    if (const std::string found = attributes.text("format"); found != format)
        throw FileError(root(file), fmt::format("is a file of the format '{}', expected {} ('{}')",
                                                found.substr(0, 80), description, format));
    if (const std::int64_t found = attributes.integer("version"); found != version)
        throw FileError(root(file),
                        fmt::format("is of version {} of its format, this program knows version {}",
                                    found, version));
}

} // namespace calolens
