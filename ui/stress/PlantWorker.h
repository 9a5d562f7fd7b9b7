// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"
#include "analysis/stress/Lie.h"
#include "document/EventReader.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace calolens {

/// A lie that is to be planted into the event in hand.
struct PlantRequest {
    std::shared_ptr<const Event> event;
    std::shared_ptr<const StoredDraws> draws; ///< null: there is no picture
    std::shared_ptr<EventFile> file;          ///< for the lies that need another event
    std::filesystem::path model; ///< whose summary and calibration are used; empty: none
    const Lie* lie = nullptr;    ///< of lies()
    double size = 0;
    std::optional<std::size_t> cell; ///< HR cell; unset: the lie chooses one
};

/// The event with the lie in it, and what the checks that need no truth say of both.
struct PlantedLie {
    PlantRequest of;
    std::shared_ptr<const Event> event;
    std::shared_ptr<const StoredDraws> draws; ///< null: no picture is known of such an event
    struct Finding {
        const CheckInfo* check = nullptr; ///< of the registry
        CheckResult honest, lied;
    };
    std::vector<Finding> findings;
};

/// Plants lies in a thread of its own. Requests that are no longer the latest are given up.
class PlantWorker : public QObject {
    Q_OBJECT
public:
    /// From any thread, before the request is posted.
    void setLatest(quint64 request) noexcept { m_latest = request; }
    void plant(quint64 request, const PlantRequest& what);

Q_SIGNALS:
    void planted(quint64 request, const std::shared_ptr<const calolens::PlantedLie>& lie);
    void failed(quint64 request, const QString& message);

private:
    std::atomic<quint64> m_latest = 0;
};

} // namespace calolens
