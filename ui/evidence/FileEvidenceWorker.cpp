// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/FileEvidenceWorker.h"

#include "analysis/calibration/SpreadCalibration.h"
#include "analysis/checks/FileCheckJob.h"

#include <exception>

namespace calolens {

namespace {
constexpr qint64 eventsPerReport = 20;
} // namespace

void FileEvidenceWorker::run(const FileEvidenceRequest& what) {
    try {
        const auto inputs = what.model.empty() ? std::nullopt : InputSummary::beside(what.model);
        const auto calibration =
            what.model.empty() ? std::nullopt : SpreadCalibration::beside(what.model);
        FileCheckJob job;
        job.file = what.file;
        job.last = what.file->size();
        job.source.file = what.file->path().filename().string();
        job.source.prediction = what.prediction;
        if (inputs) {
            job.inputs = &*inputs;
            job.source.inputs = inputs->source();
        }
        if (calibration && what.prediction.samples > 1) {
            job.source.calibration = calibration->source();
            job.prepare = [&](const Event& event, const Prediction& draws) {
                return calibration->apply(event, draws);
            };
        }
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
