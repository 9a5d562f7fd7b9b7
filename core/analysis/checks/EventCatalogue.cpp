// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/EventCatalogue.h"

#include "analysis/checks/summary/EventFeatures.h"

#include <algorithm>
#include <cmath>

namespace calolens {

std::optional<std::vector<double>> catalogueRow(const EventEvidence& evidence,
                                                std::span<const float> x) {
    auto row = pictureFeatures(evidence, x);
    if (row)
        row->push_back(std::log(evidence.lrEnergy()));
    return row;
}

double rowDistance(std::span<const double> a, std::span<const double> b) {
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        squares += (a[i] - b[i]) * (a[i] - b[i]);
    return a.empty() ? 0 : std::sqrt(squares / static_cast<double>(a.size()));
}

void EventCatalogue::add(const EventEvidence& evidence) {
    if (evidence.truth().empty() || evidence.event().lr().size() == 0)
        return;
    const auto row = catalogueRow(evidence, evidence.truth());
    if (!row)
        return;
    m_raw.columns = row->size();
    m_raw.values.insert(m_raw.values.end(), row->begin(), row->end());
    m_numbers.push_back(evidence.event().number);
}

void EventCatalogue::finish() {
    if (m_numbers.size() < 2)
        return;
    m_normaliser.emplace(m_raw);
    m_scaled = m_normaliser->apply(m_raw);
}

std::vector<EventCatalogue::Neighbour> EventCatalogue::nearest(const EventEvidence& evidence,
                                                               std::span<const float> x,
                                                               std::size_t most) const {
    const auto row = catalogueRow(evidence, x);
    if (!row || !m_normaliser)
        return {};
    FeatureMatrix one;
    one.columns = row->size();
    one.values = *row;
    const FeatureMatrix scaled = m_normaliser->apply(one);
    std::vector<Neighbour> neighbours;
    for (std::size_t i = 0; i < m_numbers.size(); ++i)
        neighbours.push_back({m_numbers[i], rowDistance(scaled.row(0), m_scaled.row(i))});
    const std::size_t kept = std::min(most, neighbours.size());
    std::partial_sort(neighbours.begin(), neighbours.begin() + static_cast<std::ptrdiff_t>(kept),
                      neighbours.end(), [](const Neighbour& a, const Neighbour& b) {
                          return a.distance != b.distance ? a.distance < b.distance
                                                          : a.event < b.event;
                      });
    neighbours.resize(kept);
    return neighbours;
}

} // namespace calolens
