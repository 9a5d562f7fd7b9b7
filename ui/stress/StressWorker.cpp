// SPDX-License-Identifier: GPL-3.0-or-later
#include "stress/StressWorker.h"

#include "analysis/companions/ModelCompanions.h"
#include "analysis/stress/StressJob.h"

#include <exception>

namespace calolens {

void StressWorker::run(const StressRequest& what) {
    try {
        const ModelCompanions beside = ModelCompanions::read(what.model);
        StressJob job;
        job.file = what.file;
        job.prediction = what.prediction;
        job.last = what.file->size();
        job.inputs = beside.inputsOrNull();
        job.calibration = beside.calibrationSource(what.prediction.samples);
        job.prepare = beside.prepare();
        const auto report = runStress(job, [this](std::int64_t read, std::int64_t of) {
            Q_EMIT progressed(read, of);
            return !m_cancelled;
        });
        if (report)
            Q_EMIT done(std::make_shared<const StressReport>(*report));
    } catch (const std::exception& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
