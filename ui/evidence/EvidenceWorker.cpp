// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/EvidenceWorker.h"

#include "analysis/checks/CheckRegistry.h"

#include <exception>

namespace calolens {

void EvidenceWorker::readBeside(const std::filesystem::path& model) {
    if (model == m_model)
        return;
    m_beside = {};
    m_model = model;
    m_beside = ModelCompanions::read(model);
}

void EvidenceWorker::run(quint64 request, const EvidenceRequest& what) {
    if (request != m_latest)
        return;
    try {
        readBeside(what.model);
        auto result = std::make_shared<Evidence>();
        result->of = what;
        const Prediction* draws = what.draws ? &what.draws->prediction : nullptr;
        const auto calibrated =
            draws != nullptr ? m_beside.calibrated(*what.event, *draws) : std::nullopt;
        if (calibrated) {
            draws = &*calibrated;
            result->calibration = m_beside.calibration->source();
        }
        const EventEvidence evidence(*what.event, draws, {m_beside.inputsOrNull(), nullptr, 1});
        for (const EventCheck& check : eventChecks()) {
            if (request != m_latest)
                return;
            result->findings.push_back({&check, runCheck(check, evidence)});
        }
        Q_EMIT done(request, result);
    } catch (const std::exception& error) {
        Q_EMIT failed(request, QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
