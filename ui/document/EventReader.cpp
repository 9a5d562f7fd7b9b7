// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/EventReader.h"

#include "document/Paths.h"
#include "error/Error.h"
#include "event/EventIdentity.h"

#include <exception>

namespace calolens {

void EventReader::open(quint64 request, const QString& path) {
    try {
        OpenEventFile result;
        result.file = EventFile::open(toPath(path));
        result.predictions = result.file->predictions();
        try {
            result.identity = eventIdentity(*result.file);
        } catch (const FileError&) {
            // The file can be looked at all the same, but for the event that is damaged.
        }
        Q_EMIT opened(request, result);
    } catch (const std::exception& error) {
        Q_EMIT openFailed(request, QString::fromUtf8(error.what()));
    }
}

void EventReader::read(quint64 request, const std::shared_ptr<EventFile>& file, qint64 event,
                       const PredictionChoice& choice) {
    if (request != m_latestRead)
        return;
    try {
        LoadedEvent result;
        result.file = file;
        result.event = std::make_shared<const Event>(file->read(event));
        result.choice = choice;
        if (!choice.name.empty()) {
            if (auto prediction = file->prediction(choice.name, event)) {
                const bool drawExists = choice.sample >= 0 && choice.sample < prediction->samples;
                result.predicted =
                    drawExists ? prediction->draw(choice.sample) : prediction->mean();
                auto draws = std::make_shared<StoredDraws>();
                draws->prediction = std::move(*prediction);
                for (const PredictionInfo& info : file->predictions())
                    if (info.name == choice.name)
                        draws->info = info;
                result.draws = std::move(draws);
            }
        }
        Q_EMIT eventRead(request, result);
    } catch (const std::exception& error) {
        Q_EMIT readFailed(request, QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
