// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/information/EventInformation.h"
#include "denoising/ModelSource.h"
#include "document/EventReader.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <filesystem>
#include <memory>

namespace calolens {

/// Whose information is wanted.
struct InformationRequest {
    std::shared_ptr<const Event> event;
    std::shared_ptr<const StoredDraws> draws;
    std::filesystem::path model; ///< that made the draws
    DeviceKind device = DeviceKind::Auto;
    bool operator==(const InformationRequest&) const = default;
};

/// What is known of an event's information.
struct ShownInformation {
    EventInformation information;
    ResolutionMeaning meaning;
    std::string readings; ///< what the table of readings was made from
    std::vector<CellMap> maps;
};

/// Works out where an event's bits come from, in a thread of its own. Requests are numbered; one
/// that is no longer the latest is given up between two evaluations of the model.
class InformationWorker : public QObject {
    Q_OBJECT
public:
    explicit InformationWorker(ModelSource models);

    /// From any thread, before the request is posted.
    void setLatest(quint64 request) noexcept { m_latest = request; }
    void run(quint64 request, const InformationRequest& what);

Q_SIGNALS:
    void done(quint64 request, const std::shared_ptr<const calolens::ShownInformation>& shown);
    /// It cannot be worked out. @param reason  in words
    void impossible(quint64 request, const QString& reason);

private:
    LoadedModel m_model;
    std::atomic<quint64> m_latest = 0;
};

} // namespace calolens
