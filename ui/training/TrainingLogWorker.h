// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/training/TrainingLog.h"

#include <QObject>
#include <QString>

#include <memory>

namespace calolens {

/// Reads a training log in a thread of its own.
class TrainingLogWorker : public QObject {
    Q_OBJECT
public:
    /// Turns to a log and reads it.
    void open(const QString& path);
    /// Reads what was added.
    void update();

Q_SIGNALS:
    void changed(std::shared_ptr<const calolens::TrainingLog> log);
    void failed(const QString& message);

private:
    std::unique_ptr<TrainingLogReader> m_reader;
};

} // namespace calolens
