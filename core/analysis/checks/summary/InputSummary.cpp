// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/summary/InputSummary.h"

#include "analysis/checks/EventEvidence.h"
#include "analysis/checks/summary/EventFeatures.h"
#include "event/CompanionFile.h"

#include <algorithm>
#include <cmath>

namespace calolens {

std::filesystem::path inputSummaryPath(const std::filesystem::path& model) {
    return companionPath(model, ".inputs.json");
}

std::optional<InputSummary> InputSummary::beside(const std::filesystem::path& model) {
    const auto path = findCompanion(model, ".inputs.json");
    return path ? std::optional(read(*path)) : std::nullopt;
}

InputSummaryMaker::InputSummaryMaker(const Readout& readout, std::string source)
    : m_source(std::move(source))
    , m_inputNames(inputFeatureNames(readout))
    , m_pictureNames(pictureFeatureNames(readout)) {
    m_inputs.columns = m_inputNames.size();
    m_pictures.columns = m_pictureNames.size();
}

void InputSummaryMaker::add(const EventEvidence& evidence) {
    if (evidence.event().lr().size() == 0)
        return;
    const auto input = inputFeatures(evidence);
    if (!input)
        return;
    const double t = std::log(evidence.lrEnergy());
    m_inputs.values.insert(m_inputs.values.end(), input->begin(), input->end());
    m_t.push_back(t);
    if (evidence.truth().empty())
        return;
    const auto picture = pictureFeatures(evidence, evidence.truth());
    if (!picture)
        return;
    m_pictures.values.insert(m_pictures.values.end(), picture->begin(), picture->end());
    m_pictureT.push_back(t);
}

InputSummary InputSummaryMaker::finish() const {
    InputSummary summary;
    summary.m_source = m_source;
    summary.m_events = static_cast<std::int64_t>(m_t.size());
    summary.m_inputs = FeatureModel::fit(m_inputNames, m_inputs, m_t);
    if (m_pictureT.size() < m_t.size() || m_pictures.rows() == 0)
        return summary;
    summary.m_pictures = FeatureModel::fit(m_pictureNames, m_pictures, m_pictureT);
    // Evenly over the events, so that no part of a sorted file is preferred.
    const std::size_t kept = std::min(mostSamples, m_pictures.rows());
    summary.m_sample.columns = m_pictures.columns + 1;
    for (std::size_t s = 0; s < kept; ++s) {
        const std::size_t i = s * m_pictures.rows() / kept;
        const auto row = m_pictures.row(i);
        summary.m_sample.values.insert(summary.m_sample.values.end(), row.begin(), row.end());
        summary.m_sample.values.push_back(m_pictureT[i]);
    }
    return summary;
}

} // namespace calolens
