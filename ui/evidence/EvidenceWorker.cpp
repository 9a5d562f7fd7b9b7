// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/EvidenceWorker.h"

#include "analysis/checks/CheckRegistry.h"

#include <exception>

namespace calolens {

const InputSummary* EvidenceWorker::inputsOf(const std::filesystem::path& model) {
    if (model.empty())
        return nullptr;
    if (model != m_summaryOf) {
        m_summary.reset();
        m_summaryOf = model;
        m_summary = InputSummary::beside(model);
    }
    return m_summary ? &*m_summary : nullptr;
}

void EvidenceWorker::run(quint64 request, const EvidenceRequest& what) {
    if (request != m_latest)
        return;
    try {
        const InputSummary* const inputs = inputsOf(what.model);
        const EventEvidence evidence(*what.event, what.draws ? &what.draws->prediction : nullptr,
                                     {inputs, nullptr, 1});
        auto result = std::make_shared<Evidence>();
        result->of = what;
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
