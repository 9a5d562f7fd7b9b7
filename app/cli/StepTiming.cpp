// SPDX-License-Identifier: GPL-3.0-or-later
#include "StepTiming.h"

#include "diffusion/BareForward.h"
#include "diffusion/PlacedLevels.h"
#include "error/Error.h"

#include <algorithm>
#include <ctime>
#include <vector>

namespace calolens::cli {

namespace {

/// Milliseconds: of the clock on the wall, or of processor time of all threads, which does not see
/// what else the machine does.
class StopWatch {
public:
    explicit StopWatch(bool processor)
        : m_clock(processor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC)
        , m_start(now()) {}
    [[nodiscard]] double elapsed() const { return now() - m_start; }

private:
    [[nodiscard]] double now() const {
        timespec time{};
        clock_gettime(m_clock, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
    }
    clockid_t m_clock;
    double m_start;
};

/// Passes everything on and adds up the time spent inside.
class TimedDenoiser : public Denoiser {
public:
    TimedDenoiser(Denoiser& inner, bool processor)
        : m_inner(inner)
        , m_processor(processor) {}
    [[nodiscard]] std::span<const float> centre() const override { return m_inner.centre(); }
    [[nodiscard]] std::span<const std::size_t> itemSizes() const override {
        return m_inner.itemSizes();
    }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        const StopWatch watch(m_processor);
        m_inner.denoise(x, sigma, clean);
        inside += watch.elapsed();
    }
    double inside = 0;

private:
    Denoiser& m_inner;
    bool m_processor;
};

double median(std::vector<double>& v) {
    std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
    return v[v.size() / 2];
}

} // namespace

StepTiming timeStep(const std::filesystem::path& path, const std::shared_ptr<const Event>& event,
                    const RunSettings& settings, const NetworkExecution& execution, int repeats,
                    bool processorTime) {
    const auto model = loadModel(path, execution);
    model->checkFits(*event->readout);
    const Event* const bound = event.get();
    const auto levels = noiseSchedule(
        resolvedSchedule(settings.schedule, settings.sampler, settings.steps, model->info()),
        settings.steps, model->noiseRange());

    StepTiming timing;
    timing.network = model->deviceName();
    if (execution.graphs && timing.network.starts_with("CUDA"))
        timing.network += ", graph";
    std::vector<double> forward, evaluation, sampling, recording;
    for (int repeat = -1; repeat < repeats; ++repeat) { // the first one warms up and is not counted
        // Before and behind the run that it is compared with: what comes later finds memory and
        // caches otherwise.
        const auto watched = [&] {
            DenoisingRun run(model, event, settings);
            const StopWatch watch(processorTime);
            while (!run.finished())
                run.step();
            return watch.elapsed();
        };
        const double before = watched();
        const auto denoiser = model->bind({&bound, 1});
        TimedDenoiser timed(*denoiser, processorTime);
        const auto sampler = makeSampler(settings.sampler, timed, levels,
                                         {RandomStream(settings.seed, RandomPurpose::Sampling,
                                                       static_cast<std::uint64_t>(event->number))});
        // Step by step in turn, since the speed of a machine changes.
        double unrecorded = 0, bare = 0;
        while (!sampler->finished()) {
            const int evaluated = sampler->evaluations();
            const StopWatch stepping(processorTime);
            sampler->step();
            unrecorded += stepping.elapsed();
            const StopWatch passing(processorTime);
            if (!runForwardAlone(*denoiser, sampler->evaluations() - evaluated))
                throw UsageError("event " + std::to_string(event->number) +
                                 " has no cell, so that there is nothing to measure");
            bare += passing.elapsed();
        }
        const double recorded = (before + watched()) / 2;
        if (repeat < 0)
            continue;
        const double steps = sampler->stepCount();
        timing.evaluationsPerStep = sampler->evaluations() / steps;
        forward.push_back(bare / steps);
        evaluation.push_back(timed.inside / steps);
        sampling.push_back((unrecorded - timed.inside) / steps);
        recording.push_back((recorded - unrecorded) / steps);
    }
    timing.forward = median(forward);
    timing.evaluation = median(evaluation);
    timing.sampler = median(sampling);
    timing.recording = median(recording);
    return timing;
}

} // namespace calolens::cli
