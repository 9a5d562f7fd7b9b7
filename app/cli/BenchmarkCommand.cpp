// SPDX-License-Identifier: GPL-3.0-or-later
#include "BenchmarkOrdersCommand.h"
#include "BenchmarkPredictCommand.h"
#include "BenchmarkSamplersCommand.h"
#include "Commands.h"
#include "SamplerOptions.h"
#include "diffusion/DenoisingRun.h"
#include "diffusion/PlacedLevels.h"
#include "event/EventFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <memory>

namespace calolens::cli {

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Passes everything on and adds up the time spent inside.
class TimedDenoiser : public Denoiser {
public:
    explicit TimedDenoiser(Denoiser& inner)
        : m_inner(inner) {}
    [[nodiscard]] std::span<const float> centre() const override { return m_inner.centre(); }
    [[nodiscard]] std::span<const std::size_t> itemSizes() const override {
        return m_inner.itemSizes();
    }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        const auto start = Clock::now();
        m_inner.denoise(x, sigma, clean);
        inside += milliseconds(start);
    }
    double inside = 0;

private:
    Denoiser& m_inner;
};

struct Options {
    std::filesystem::path events;
    std::string model, device = "auto";
    std::int64_t event = 0;
    RunSettings run;
    int repeats = 10;
    int threads = 1;
    bool json = false;
};

/// Median over repeats of the time of one step and of its parts, in one run of the program.
void benchmarkStep(const Options& o) {
    setNetworkThreads(o.threads);
    const auto file = EventFile::open(o.events);
    const auto event = std::make_shared<const Event>(file->read(o.event));
    const auto model = Model::load(resolveModel(o.model), deviceFromName(o.device));
    model->checkFits(*event->readout);
    const Event* const bound = event.get();
    const auto levels =
        noiseSchedule(resolvedSchedule(o.run.schedule, o.run.sampler, o.run.steps, model->info()),
                      o.run.steps, model->noiseRange());

    std::vector<double> network, sampling, recording;
    double evaluationsPerStep = 0;
    for (int repeat = -1; repeat < o.repeats;
         ++repeat) { // the first one warms up and is not counted
        const auto denoiser = model->bind({&bound, 1});
        TimedDenoiser timed(*denoiser);
        const auto sampler = makeSampler(o.run.sampler, timed, levels,
                                         {RandomStream(o.run.seed, RandomPurpose::Sampling,
                                                       static_cast<std::uint64_t>(event->number))});
        auto start = Clock::now();
        while (!sampler->finished())
            sampler->step();
        const double bare = milliseconds(start);

        DenoisingRun run(model, event, o.run);
        start = Clock::now();
        while (!run.finished())
            run.step();
        const double recorded = milliseconds(start);
        if (repeat < 0)
            continue;
        evaluationsPerStep = static_cast<double>(sampler->evaluations()) / sampler->stepCount();
        network.push_back(timed.inside / sampler->stepCount());
        sampling.push_back((bare - timed.inside) / sampler->stepCount());
        recording.push_back((recorded - bare) / sampler->stepCount());
    }
    const auto median = [](std::vector<double>& v) {
        std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
        return v[v.size() / 2];
    };
    const double n = median(network), s = median(sampling), r = median(recording);
    if (o.json) {
        fmt::print("{}\n", nlohmann::json{{"lr_cells", event->lr().size()},
                                          {"device", model->deviceName()},
                                          {"evaluations_per_step", evaluationsPerStep},
                                          {"network_ms", n},
                                          {"sampler_ms", s},
                                          {"recording_ms", r},
                                          {"step_over_network", (n + s) / n},
                                          {"recorded_over_bare", (n + s + r) / (n + s)}}
                               .dump(2));
        return;
    }
    fmt::print("one step of {} ({} steps) on an event of {} LR cells, {}; median of {} runs\n",
               o.run.sampler, o.run.steps, event->lr().size(), model->deviceName(), o.repeats);
    fmt::print("  network, with copies to and from the device {:8.3f} ms\n", n);
    fmt::print("  sampler                                     {:8.3f} ms\n", s);
    fmt::print("  decoding and recording the frame            {:8.3f} ms\n", r);
    fmt::print("  step over network {:.3f}, with recording over without {:.3f}\n", (n + s) / n,
               (n + s + r) / (n + s));
}

} // namespace

void addBenchmarkCommand(CLI::App& app) {
    auto* command = app.add_subcommand("benchmark", "Measure speed, and quality against it");
    command->require_subcommand(1);
    auto* step = command->add_subcommand("step", "What a denoising step costs and how it divides");
    auto o = std::make_shared<Options>();
    step->add_option("EVENTS", o->events, "Event file")->required();
    step->add_option("--model", o->model, "Name or path of the model")->required();
    step->add_option("--event", o->event, "Number of the event")->capture_default_str();
    addSamplerOptions(*step, o->run);
    step->add_option("--repeats", o->repeats, "Runs to take the median of")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    step->add_option("--device", o->device, "auto, cpu or cuda")->capture_default_str();
    step->add_option("--threads", o->threads, "Threads inside the network on the CPU")
        ->capture_default_str();
    step->add_flag("--json", o->json, "Print JSON");
    addBenchmarkOrdersCommand(*command);
    addBenchmarkPredictCommand(*command);
    addBenchmarkSamplersCommand(*command);
    step->callback([o] { benchmarkStep(*o); });
}

} // namespace calolens::cli
