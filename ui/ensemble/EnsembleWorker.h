// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/DenoisingWorker.h"
#include "document/EventReader.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace calolens {

/// Which draws of an event are wanted.
struct EnsembleRequest {
    std::filesystem::path model;
    DeviceKind device = DeviceKind::Auto;
    std::shared_ptr<const Event> event;
    RunSettings settings; ///< its draw is ignored
    int first = 0;        ///< number of the first draw
    int count = 0;
};

/// Some draws of an event.
struct EnsembleDraws {
    int first = 0;
    int count = 0;
    std::vector<float> energies; ///< [count x HR cells], MeV
    PredictionInfo info;         ///< as of `first + count` draws
    double msPerDraw = 0;
};

/// Draws predictions of one event in a thread of its own, a few at a time, so that they stream in
/// and cancelling acts soon. Each request carries a generation number: what belongs to another than
/// the one set last is dropped.
class EnsembleWorker : public QObject {
    Q_OBJECT
public:
    explicit EnsembleWorker(ModelSource models);

    /// From any thread: requests of other generations stop after the draws in hand.
    void setGeneration(quint64 generation) noexcept { m_generation = generation; }
    void draw(quint64 generation, const EnsembleRequest& request);
    /// Writes draws of one event into an event file: `output` = `input` and the draws; both may be
    /// the same. Draws of other events that were made in the same way are kept.
    void save(const std::filesystem::path& input, const std::filesystem::path& output, qint64 event,
              const std::shared_ptr<const StoredDraws>& draws);

Q_SIGNALS:
    void drawn(quint64 generation, const calolens::EnsembleDraws& draws);
    void finished(quint64 generation);
    void failed(quint64 generation, const QString& message);
    /// @param prediction  its name in the file
    void saved(const QString& path, qint64 event, const QString& prediction);
    void saveFailed(const QString& message);

private:
    LoadedModel m_model;
    std::atomic<quint64> m_generation = 0;
};

} // namespace calolens
