// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"
#include "analysis/companions/ModelCompanions.h"
#include "document/EventReader.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <filesystem>
#include <memory>
#include <vector>

namespace calolens {

/// What the checks are to look at.
struct EvidenceRequest {
    std::shared_ptr<const Event> event;
    std::shared_ptr<const StoredDraws> draws; ///< null: there is no prediction
    /// Whose input summary and calibration are wanted; empty: none.
    std::filesystem::path model;
};

/// A check and what it says.
struct EvidenceFinding {
    const EventCheck* check = nullptr; ///< of the registry
    CheckResult result;
};

/// What all checks of an event say.
struct Evidence {
    EvidenceRequest of;
    std::vector<EvidenceFinding> findings; ///< in the order of the registry
    /// What the calibration was fitted to that the draws went through first; empty: none.
    std::string calibration;
};

/// Runs the checks of an event in a thread of its own. Requests are numbered; one that is no longer
/// the latest when its turn comes, or between two checks, is given up.
class EvidenceWorker : public QObject {
    Q_OBJECT
public:
    /// From any thread, before the request is posted.
    void setLatest(quint64 request) noexcept { m_latest = request; }
    void run(quint64 request, const EvidenceRequest& what);

Q_SIGNALS:
    void done(quint64 request, const std::shared_ptr<const calolens::Evidence>& evidence);
    void failed(quint64 request, const QString& message);

private:
    /// Reads what stands beside the model, unless it was read last time.
    void readBeside(const std::filesystem::path& model);

    std::atomic<quint64> m_latest = 0;
    std::filesystem::path m_model; ///< that the others stand beside
    ModelCompanions m_beside;
};

} // namespace calolens
