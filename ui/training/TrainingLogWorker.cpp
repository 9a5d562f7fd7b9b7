// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/TrainingLogWorker.h"

#include "document/Paths.h"
#include "error/Error.h"

namespace calolens {

void TrainingLogWorker::open(const QString& path) {
    m_reader = std::make_unique<TrainingLogReader>(toPath(path));
    update();
}

void TrainingLogWorker::update() {
    if (!m_reader)
        return;
    try {
        if (m_reader->update())
            Q_EMIT changed(std::make_shared<const TrainingLog>(m_reader->log()));
    } catch (const Error& error) {
        m_reader.reset(); // said once
        Q_EMIT failed(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
