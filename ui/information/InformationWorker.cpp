// SPDX-License-Identifier: GPL-3.0-or-later
#include "information/InformationWorker.h"

#include <exception>

namespace calolens {

InformationWorker::InformationWorker(ModelSource models)
    : m_model(std::move(models)) {
}

void InformationWorker::run(quint64 request, const InformationRequest& what) {
    if (request != m_latest)
        return;
    const auto refuse = [&](const std::string& reason) {
        Q_EMIT impossible(request, QString::fromStdString(reason));
    };
    try {
        const auto model = m_model.get(what.model, what.device);
        const auto readings = ReadingTable::beside(what.model);
        if (const auto obstacle = informationObstacle(*model, readings ? &*readings : nullptr))
            return refuse(*obstacle);
        const EventEvidence evidence(*what.event, &what.draws->prediction);
        auto found =
            eventInformation(evidence, *model, *readings, {}, [&] { return request == m_latest; });
        if (!found)
            return;
        auto shown = std::make_shared<ShownInformation>();
        shown->meaning = resolutionMeaning(*model, found->settings.resolution);
        shown->readings = readings->source();
        shown->maps = informationMaps(*found);
        shown->information = std::move(*found);
        Q_EMIT done(request, shown);
    } catch (const std::exception& error) {
        refuse(error.what());
    }
}

} // namespace calolens
