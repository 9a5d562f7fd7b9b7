// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/StressJob.h"

#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

namespace {
std::string nameOf(const std::shared_ptr<const EventFile>& file) {
    return file ? file->path().filename().string() : std::string();
}

class StressRun {
public:
    StressRun(const StressJob& job, const std::function<bool(std::int64_t, std::int64_t)>& progress)
        : m_job(job)
        , m_progress(progress)
        , m_sources{job.inputs, nullptr, job.seed}
        , m_test(job.seed) {
        m_all = job.last - job.first;
        for (const auto& file : {job.otherEvents, job.unseenEvents})
            m_all += file ? file->size() : 0;
    }

    std::optional<StressReport> run() {
        if (!plant() || !foreign(m_job.otherEvents, otherGeneratorLie) ||
            !foreign(m_job.unseenEvents, unseenParticleLie))
            return std::nullopt;
        return StressReport{m_job.file->path().filename().string(),
                            m_job.prediction.name,
                            m_job.prediction.model,
                            m_job.inputs != nullptr ? m_job.inputs->source() : std::string(),
                            m_job.calibration,
                            nameOf(m_job.otherEvents),
                            nameOf(m_job.unseenEvents),
                            m_job.seed,
                            m_test.finish()};
    }

private:
    /// The event with its draws; without samples if it has none.
    Testimony testimonyOf(const EventFile& file, std::int64_t number) const {
        Testimony testimony{file.read(number), {}};
        if (auto draws = file.prediction(m_job.prediction.name, number); draws && draws->complete())
            testimony.prediction =
                m_job.prepare ? m_job.prepare(testimony.event, *draws) : std::move(*draws);
        return testimony;
    }

    bool plant() {
        std::optional<Testimony> other;
        int pairs = 0;
        for (std::int64_t i = m_job.first; i < m_job.last; ++i) {
            if (!m_progress(m_read++, m_all))
                return false;
            Testimony honest = testimonyOf(*m_job.file, i);
            if (honest.prediction.samples < 1 || honest.event.lr().size() == 0)
                continue;
            if (other) {
                m_test.add(honest, *other, m_sources);
                ++pairs;
            }
            other = std::move(honest);
        }
        if (pairs < 2)
            throw UsageError("fewer than three predicted events: too few to compare lies with");
        return true;
    }

    bool foreign(const std::shared_ptr<const EventFile>& file, const char* lie) {
        if (!file)
            return true;
        if (*file->readout() != *m_job.file->readout())
            throw UsageError(fmt::format("{} has another readout than {}: its events cannot be "
                                         "compared",
                                         file->path().string(), m_job.file->path().string()));
        for (std::int64_t i = 0; i < file->size(); ++i) {
            if (!m_progress(m_read++, m_all))
                return false;
            const Testimony testimony = testimonyOf(*file, i);
            if (testimony.event.lr().size() > 0)
                m_test.addForeign(*findLie(lie), testimony, m_sources);
        }
        return true;
    }

    const StressJob& m_job;
    const std::function<bool(std::int64_t, std::int64_t)>& m_progress;
    EvidenceSources m_sources;
    StressTest m_test;
    std::int64_t m_read = 0, m_all = 0;
};
} // namespace

std::optional<StressReport>
runStress(const StressJob& job, const std::function<bool(std::int64_t, std::int64_t)>& progress) {
    return StressRun(job, progress).run();
}

} // namespace calolens
