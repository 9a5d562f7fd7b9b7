// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/EventReader.h"
#include "document/KeptByEvent.h"
#include "document/WorkerThread.h"
#include "ensemble/EnsembleWorker.h"

#include <QObject>

#include <memory>

namespace calolens {

/// The draws of the current event: those that its file holds, or drawn now, in the background, a
/// few at a time. All functions return at once.
class EnsembleSession : public QObject {
    Q_OBJECT
public:
    explicit EnsembleSession(ModelSource models, QObject* parent = nullptr);
    ~EnsembleSession() override;

    /// Gives up what is being drawn and turns to another event (or none). Draws made are kept, and
    /// are there again when the session comes back to the event.
    /// @param stored  the draws that the file holds of it; nullptr: none
    void setEvent(std::shared_ptr<const Event> event, std::shared_ptr<const StoredDraws> stored);
    /// Other draws of the file were chosen for the same event: shown unless some have been drawn.
    void setStored(std::shared_ptr<const StoredDraws> stored);

    /// Draws until there are `count` draws by these settings; those that there are stay. Draws by
    /// other settings are dropped.
    void draw(const DenoisingRequest& how, int count);
    /// Ends the drawing after the draws in hand; what is there stays.
    void stop();
    [[nodiscard]] bool drawing() const noexcept { return m_drawing; }
    [[nodiscard]] int wanted() const noexcept { return m_wanted; }

    /// nullptr: no draw yet.
    [[nodiscard]] std::shared_ptr<const StoredDraws> draws() const noexcept { return m_draws; }
    [[nodiscard]] int count() const noexcept { return m_draws ? m_draws->prediction.samples : 0; }
    /// Whether the draws come from the file.
    [[nodiscard]] bool fromFile() const noexcept { return m_draws && m_draws == m_stored; }
    [[nodiscard]] double msPerDraw() const noexcept { return m_msPerDraw; }
    /// Writes the draws into an event file, in the background: saved() or failed() says how it
    /// went.
    /// @param input   the file that the event was read from
    /// @param output  may be the same
    void save(const std::filesystem::path& input, const std::filesystem::path& output);
    /// Ends the worker's thread; waits for the draws in hand. Called before the window goes.
    void shutDown();

Q_SIGNALS:
    void drawsChanged(); ///< some came, or others are shown, or all went
    void stateChanged(); ///< drawing() is another
    void saved(const QString& path, qint64 event, const QString& prediction);
    void failed(const QString& message);

private:
    void accept(const EnsembleDraws& draws);
    void setDrawing(bool drawing);

    WorkerThread<EnsembleWorker> m_worker;
    quint64 m_generation = 0;
    std::shared_ptr<const Event> m_event;
    std::shared_ptr<const StoredDraws> m_stored, m_draws;
    DenoisingRequest m_how; ///< of the draws made here
    /// Draws that were made of an event, and how.
    struct Ensemble {
        std::shared_ptr<const StoredDraws> draws;
        DenoisingRequest how; ///< without its event
    };
    KeptByEvent<Ensemble> m_kept{std::size_t{128} << 20};
    bool m_drawing = false;
    int m_wanted = 0;
    double m_msPerDraw = 0;
};

} // namespace calolens
