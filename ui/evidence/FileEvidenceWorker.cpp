// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/FileEvidenceWorker.h"

#include "analysis/checks/EventCatalogue.h"
#include "analysis/checks/FileCheckRun.h"
#include "analysis/checks/summary/InputSummary.h"

#include <exception>

namespace calolens {

namespace {
constexpr qint64 eventsPerReport = 20;
} // namespace

void FileEvidenceWorker::run(const FileEvidenceRequest& what) {
    try {
        const auto inputs = what.model.empty() ? std::nullopt : InputSummary::beside(what.model);
        const qint64 size = what.file->size();
        const qint64 all = what.file->hasTruth() ? 2 * size : size;
        qint64 read = 0;
        const auto advance = [&] {
            if (++read % eventsPerReport == 0)
                Q_EMIT progressed(read, all);
            return !m_cancelled;
        };
        EventCatalogue catalogue; // first the truths, to ask whose event a picture looks like
        if (what.file->hasTruth()) {
            for (qint64 i = 0; i < size; ++i) {
                const Event event = what.file->read(i);
                catalogue.add(EventEvidence(event, nullptr));
                if (!advance())
                    return;
            }
            if (catalogue.size() > 1)
                catalogue.finish();
        }
        EvidenceSources sources;
        sources.inputs = inputs ? &*inputs : nullptr;
        sources.catalogue = catalogue.size() > 1 ? &catalogue : nullptr;
        FileCheckRun run(1);
        for (qint64 i = 0; i < size; ++i) {
            if (const auto prediction = what.file->prediction(what.prediction.name, i)) {
                const Event event = what.file->read(i);
                run.add(EventEvidence(event, &*prediction, sources));
            }
            if (!advance())
                return;
        }
        CheckedSource source;
        source.file = what.file->path().filename().string();
        source.prediction = what.prediction;
        if (inputs)
            source.inputs = inputs->source();
        Q_EMIT done(std::make_shared<const FileCheckReport>(run.finish(std::move(source))));
    } catch (const std::exception& error) {
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
