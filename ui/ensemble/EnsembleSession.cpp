// SPDX-License-Identifier: GPL-3.0-or-later
#include "ensemble/EnsembleSession.h"

#include <utility>

namespace calolens {

namespace {
/// Whether two requests make draws of one ensemble.
bool sameEnsemble(const DenoisingRequest& a, const DenoisingRequest& b) {
    return a.model == b.model && a.device == b.device && a.settings.sampler == b.settings.sampler &&
           a.settings.schedule == b.settings.schedule && a.settings.steps == b.settings.steps &&
           a.settings.seed == b.settings.seed;
}
} // namespace

EnsembleSession::EnsembleSession(ModelSource models, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<EnsembleWorker>(std::move(models)), QStringLiteral("ensemble")) {
    m_worker.listen(&EnsembleWorker::drawn, [this](quint64 generation, const EnsembleDraws& draws) {
        if (generation == m_generation)
            accept(draws);
    });
    m_worker.listen(&EnsembleWorker::finished, [this](quint64 generation) {
        if (generation == m_generation)
            setDrawing(false);
    });
    m_worker.listen(&EnsembleWorker::failed, [this](quint64 generation, const QString& message) {
        if (generation != m_generation)
            return;
        setDrawing(false);
        Q_EMIT failed(message);
    });
    m_worker.listen(&EnsembleWorker::saved,
                    [this](const QString& path, qint64 event, const QString& prediction) {
                        Q_EMIT saved(path, event, prediction);
                    });
    m_worker.listen(&EnsembleWorker::saveFailed,
                    [this](const QString& message) { Q_EMIT failed(message); });
}

EnsembleSession::~EnsembleSession() {
    shutDown();
}

void EnsembleSession::shutDown() {
    m_worker.worker()->setGeneration(++m_generation);
    m_worker.stop();
}

void EnsembleSession::setDrawing(bool drawing) {
    if (m_drawing == drawing)
        return;
    m_drawing = drawing;
    Q_EMIT stateChanged();
}

void EnsembleSession::setEvent(std::shared_ptr<const Event> event,
                               std::shared_ptr<const StoredDraws> stored) {
    if (event == m_event) {
        setStored(std::move(stored));
        return;
    }
    stop();
    if (m_event && m_draws && !fromFile()) {
        m_how.event.reset();
        m_kept.keep(*m_event, {m_draws, m_how}, m_draws->prediction.energy.size() * sizeof(float));
    }
    m_event = std::move(event);
    m_stored = std::move(stored);
    m_draws = m_stored;
    if (m_event)
        if (auto kept = m_kept.take(*m_event)) {
            m_draws = std::move(kept->draws);
            m_how = std::move(kept->how);
        }
    Q_EMIT drawsChanged();
}

void EnsembleSession::setStored(std::shared_ptr<const StoredDraws> stored) {
    const bool shown = !m_draws || fromFile();
    m_stored = std::move(stored);
    if (!shown || m_draws == m_stored)
        return;
    m_draws = m_stored;
    Q_EMIT drawsChanged();
}

void EnsembleSession::draw(const DenoisingRequest& how, int count) {
    if (!m_event || how.model.empty())
        return;
    stop();
    if (m_draws && (fromFile() || !sameEnsemble(how, m_how))) {
        m_draws.reset();
        Q_EMIT drawsChanged();
    }
    m_how = how;
    m_wanted = count;
    EnsembleRequest request{how.model,    how.device,    m_event,
                            how.settings, this->count(), count - this->count()};
    if (request.count <= 0)
        return;
    m_worker.worker()->setGeneration(++m_generation);
    m_worker.post([generation = m_generation, request](EnsembleWorker& worker) {
        worker.draw(generation, request);
    });
    setDrawing(true);
}

void EnsembleSession::stop() {
    if (!m_drawing)
        return;
    m_worker.worker()->setGeneration(++m_generation);
    setDrawing(false);
}

void EnsembleSession::save(const std::filesystem::path& input,
                           const std::filesystem::path& output) {
    if (!m_event || !m_draws)
        return;
    m_worker.post([input, output, event = static_cast<qint64>(m_event->number), draws = m_draws](
                      EnsembleWorker& worker) { worker.save(input, output, event, draws); });
}

void EnsembleSession::accept(const EnsembleDraws& draws) {
    if (draws.first != count())
        return;
    // A new object: who looks at the draws so far may go on doing so.
    auto more = std::make_shared<StoredDraws>();
    if (m_draws)
        more->prediction = m_draws->prediction;
    more->prediction.samples = draws.first + draws.count;
    more->prediction.cells = m_event->hr().size();
    more->prediction.energy.insert(more->prediction.energy.end(), draws.energies.begin(),
                                   draws.energies.end());
    more->info = draws.info;
    m_draws = std::move(more);
    m_msPerDraw = draws.msPerDraw;
    Q_EMIT drawsChanged();
}

} // namespace calolens
