// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/EvidenceWorker.h"

#include "analysis/checks/CheckRegistry.h"

#include <exception>

namespace calolens {

void EvidenceWorker::readBeside(const std::filesystem::path& model) {
    if (model == m_model)
        return;
    m_summary.reset();
    m_calibration.reset();
    m_model = model;
    if (model.empty())
        return;
    m_summary = InputSummary::beside(model);
    m_calibration = SpreadCalibration::beside(model);
}

void EvidenceWorker::run(quint64 request, const EvidenceRequest& what) {
    if (request != m_latest)
        return;
    try {
        readBeside(what.model);
        auto result = std::make_shared<Evidence>();
        result->of = what;
        const Prediction* draws = what.draws ? &what.draws->prediction : nullptr;
        std::optional<Prediction> calibrated;
        if (draws != nullptr && m_calibration && draws->samples > 1 && draws->complete() &&
            draws->cells == what.event->hr().size()) {
            calibrated = m_calibration->apply(*what.event, *draws);
            draws = &*calibrated;
            result->calibration = m_calibration->source();
        }
        const EventEvidence evidence(*what.event, draws,
                                     {m_summary ? &*m_summary : nullptr, nullptr, 1});
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
