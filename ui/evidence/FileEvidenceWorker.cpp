// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/FileEvidenceWorker.h"

#include "analysis/checks/FileCheckJob.h"
#include "analysis/companions/ModelCompanions.h"

#include <exception>

namespace calolens {

namespace {
constexpr qint64 eventsPerReport = 20;
} // namespace

void FileEvidenceWorker::run(const FileEvidenceRequest& what) {
    try {
        const ModelCompanions beside = ModelCompanions::read(what.model);
        FileCheckJob job;
        job.file = what.file;
        job.last = what.file->size();
        job.source.file = what.file->path().filename().string();
        job.source.prediction = what.prediction;
        job.inputs = beside.inputsOrNull();
        if (beside.inputs)
            job.source.inputs = beside.inputs->source();
        job.source.calibration = beside.calibrationSource(what.prediction.samples);
        job.prepare = beside.prepare();
        auto report = checkFile(job, [this](std::int64_t done, std::int64_t of) {
            if (done % eventsPerReport == 0)
                Q_EMIT progressed(done, of);
            return !m_cancelled;
        });
        if (report)
            Q_EMIT done(std::make_shared<const FileCheckReport>(std::move(*report)));
    } catch (const std::exception& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
