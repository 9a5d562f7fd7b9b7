// SPDX-License-Identifier: GPL-3.0-or-later
// What only a CUDA device can show: that recorded evaluations give what single operations give, and
// the same event the same draw alone and in a batch. Exit codes: 0 shown, 1 not so, 77 no device.
#include "diffusion/Predictor.h"
#include "diffusion/network/NetworkModel.h"
#include "event/DepositsFile.h"
#include "simulation/Digitizer.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <numeric>

using namespace calolens;

namespace {

constexpr int skipped = 77;

/// Of an event's energy, by which a cell may differ: other matrix shapes and other devices round
/// otherwise, in ten evaluations one behind the other. An H200 showed 1e-6 for both.
constexpr double rounding = 2e-5, betweenDevices = 5e-5;

int failures = 0;

void judge(const std::string& what, double difference, double allowed) {
    const bool good = difference <= allowed; // not so if it is not a number
    failures += good ? 0 : 1;
    fmt::print("{}  {}: {:.2g}, allowed {:.2g}\n", good ? "ok  " : "FAIL", what, difference,
               allowed);
}

using Draws = std::vector<std::vector<float>>;

/// Largest difference of a cell as a part of its event's energy.
double largestDifference(const Draws& a, const Draws& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double energy = std::accumulate(b[i].begin(), b[i].end(), 0.0);
        for (std::size_t k = 0; k < a[i].size(); ++k) {
            const double d = std::abs(double{a[i][k]} - b[i][k]) / energy;
            if (std::isnan(d))
                return d;
            largest = std::max(largest, d);
        }
    }
    return largest;
}

/// Mean difference of the cells as a part of the mean energy of a cell.
double meanDifference(const Draws& a, const Draws& b) {
    double difference = 0, energy = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t k = 0; k < a[i].size(); ++k) {
            difference += std::abs(double{a[i][k]} - b[i][k]);
            energy += b[i][k];
        }
    return difference / energy;
}

struct Subject {
    const char *model, *deposits, *preset;
};

std::vector<Event> eventsOf(const Subject& subject) {
    const auto file = DepositsFile::open(fmt::format("{}/{}", CALOLENS_FIXTURES, subject.deposits));
    const Digitizer digitizer(digitizerPreset(subject.preset), file->detector(),
                              file->granularity(), 1);
    std::vector<Event> events;
    for (std::int64_t i = 0; i < file->size(); ++i)
        events.push_back(digitizer.digitize(file->read(i)));
    return events;
}

std::shared_ptr<const Model> load(const Subject& subject, DeviceKind device,
                                  Precision precision = Precision::Float, bool graphs = true) {
    return loadModel(fmt::format("{}/{}.calomodel", CALOLENS_MODELS_FOLDER, subject.model),
                     {device, precision, graphs});
}

std::size_t recordings(const Model& model) {
    const auto* const recorded = dynamic_cast<const NetworkModel&>(model).recorded();
    return recorded ? recorded->made() : 0;
}

RunSettings settings(const char* sampler, std::uint64_t seed = 5) {
    RunSettings s;
    s.sampler = sampler;
    s.steps = 10;
    s.seed = seed;
    return s;
}

void check(const Subject& subject) {
    fmt::print("{}\n", subject.model);
    const std::vector<Event> events = eventsOf(subject);
    std::vector<const Event*> all;
    for (const Event& event : events)
        all.push_back(&event);
    const auto cpu = load(subject, DeviceKind::Cpu);
    const auto plain = load(subject, DeviceKind::Cuda, Precision::Float, false);
    const auto graph = load(subject, DeviceKind::Cuda);

    for (const char* sampler : {"unipc-3", "dpmpp-sde-2m"}) {
        const auto drawn = [&](const std::shared_ptr<const Model>& model) {
            return Predictor(model, settings(sampler), 1).predict(all);
        };
        const Draws byGraph = drawn(graph);
        judge(fmt::format("{}: graph against single operations", sampler),
              largestDifference(byGraph, drawn(plain)), rounding);
        judge(fmt::format("{}: graph against CPU", sampler), largestDifference(byGraph, drawn(cpu)),
              betweenDevices);
        judge(fmt::format("{}: the same again", sampler), largestDifference(drawn(graph), byGraph),
              0);
        // Each event alone, and as the first of 64.
        const Predictor predictor(graph, settings(sampler), 1);
        Draws alone, together;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, all.size()); ++i) {
            std::vector<const Event*> batch{all[i]};
            for (std::size_t k = 1; k < 64; ++k)
                batch.push_back(all[(i + k) % all.size()]);
            alone.push_back(predictor.predict({&all[i], 1}).front());
            together.push_back(predictor.predict(batch).front());
        }
        judge(fmt::format("{}: alone and in a batch of 64", sampler),
              largestDifference(alone, together), rounding);
    }
    // A model that has quietly given up recording would pass all of the above.
    judge("evaluations that were not recorded", recordings(*graph) > 1 ? 0 : 1, 0);

    const auto drawn = [&](const std::shared_ptr<const Model>& model, std::uint64_t seed) {
        return Predictor(model, settings("unipc-3", seed), 1).predict(all);
    };
    const Draws exact = drawn(graph, 5);
    const double seeds = meanDifference(drawn(graph, 6), exact);
    for (const Precision precision : {Precision::Tf32, Precision::BFloat16})
        judge(
            fmt::format("{}: moves a draw by, of what another seed does", precisionName(precision)),
            meanDifference(drawn(load(subject, DeviceKind::Cuda, precision), 5), exact) / seeds,
            precision == Precision::Tf32 ? 0.01 : 0.03);
}

} // namespace

int main() try {
    if (!cudaAvailable()) {
        fmt::print("no CUDA device: skipped\n");
        return skipped;
    }
    check({"electron-2x", "electron_deposits.h5", "cocoa-sr2"});
    check({"multi-4x", "multi_deposits.h5", "cocoa-sr4"});
    fmt::print("{}\n", failures == 0 ? "all as it should be" : "not as it should be");
    return failures == 0 ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 1;
}
