// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/FileCheckJob.h"

#include "analysis/checks/FileCheckRun.h"

#include <algorithm>

namespace calolens {

std::optional<EventCatalogue> readCatalogue(const EventFile& file, std::int64_t first,
                                            std::int64_t last, const CheckProgress& progress) {
    EventCatalogue catalogue;
    if (!file.hasTruth())
        return catalogue;
    for (std::int64_t i = first; i < last; ++i) {
        if (!progress(i - first, last - first))
            return std::nullopt;
        const Event event = file.read(i);
        catalogue.add(EventEvidence(event, nullptr));
    }
    catalogue.finish();
    return catalogue;
}

std::optional<FileCheckReport> checkFile(const FileCheckJob& job, const CheckProgress& progress) {
    const bool compares = job.source.prediction && job.neighbours > 0 && job.file->hasTruth();
    const std::int64_t others = compares ? std::min(job.last - job.first, job.neighbours) : 0;
    const std::int64_t all = others + job.last - job.first;
    const auto catalogue =
        readCatalogue(*job.file, job.first, job.first + others,
                      [&](std::int64_t done, std::int64_t) { return progress(done, all); });
    if (!catalogue)
        return std::nullopt;
    const EvidenceSources sources{job.inputs, catalogue->size() > 1 ? &*catalogue : nullptr,
                                  job.source.seed};
    FileCheckRun run(job.source.seed);
    for (std::int64_t i = job.first; i < job.last; ++i) {
        if (!progress(others + i - job.first, all))
            return std::nullopt;
        std::optional<Prediction> draws;
        if (job.source.prediction) {
            draws = job.file->prediction(job.source.prediction->name, i);
            if (!draws || !draws->complete())
                continue;
        }
        const Event event = job.file->read(i);
        if (draws && job.prepare)
            draws = job.prepare(event, *draws);
        run.add(EventEvidence(event, draws ? &*draws : nullptr, sources));
    }
    return run.finish(job.source);
}

} // namespace calolens
