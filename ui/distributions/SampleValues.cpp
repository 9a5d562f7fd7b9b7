// SPDX-License-Identifier: GPL-3.0-or-later
#include "distributions/SampleValues.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace calolens {

SampleValues::SampleValues(std::vector<ObservableInfo> infos)
    : m_infos(std::move(infos)) {
    for (auto& columns : m_columns)
        columns.resize(m_infos.size());
}

void SampleValues::append(const SampleRows& rows) {
    m_events.insert(m_events.end(), rows.events.begin(), rows.events.end());
    for (std::size_t picture = 0; picture < samplePictures; ++picture)
        for (std::size_t row = 0; row < rows.events.size(); ++row)
            for (std::size_t i = 0; i < m_infos.size(); ++i)
                m_columns[picture][i].push_back(rows.values[picture][row * m_infos.size() + i]);
}

std::span<const float> SampleValues::column(SamplePicture picture, std::size_t observable) const {
    return m_columns[static_cast<std::size_t>(picture)].at(observable);
}

bool SampleValues::has(SamplePicture picture) const {
    const auto& columns = m_columns[static_cast<std::size_t>(picture)];
    return std::any_of(columns.begin(), columns.end(), [](const std::vector<float>& values) {
        return std::any_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
    });
}

std::vector<qint64> SampleValues::between(SamplePicture picture, std::size_t observable, double low,
                                          double high) const {
    std::vector<qint64> found;
    const auto values = column(picture, observable);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] >= low && values[i] < high)
            found.push_back(m_events[i]);
    return found;
}

} // namespace calolens
