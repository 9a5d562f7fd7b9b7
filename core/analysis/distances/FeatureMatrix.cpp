// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/FeatureMatrix.h"

#include <cmath>

namespace calolens {

FeatureMatrix FeatureMatrix::rowsOf(std::span<const std::size_t> chosen) const {
    FeatureMatrix result{columns, {}};
    result.values.reserve(chosen.size() * columns);
    for (const std::size_t i : chosen) {
        const auto r = row(i);
        result.values.insert(result.values.end(), r.begin(), r.end());
    }
    return result;
}

Normaliser::Normaliser(const FeatureMatrix& reference) {
    for (std::size_t c = 0; c < reference.columns; ++c) {
        double n = 0, mean = 0, squares = 0;
        for (std::size_t i = 0; i < reference.rows(); ++i) {
            const double x = reference.row(i)[c];
            if (!std::isfinite(x))
                continue;
            const double step = x - mean;
            mean += step / ++n;
            squares += step * (x - mean);
        }
        const double sd = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
        if (sd > 1e-9 * std::abs(mean) && sd > 0)
            m_kept.push_back({c, mean, sd});
    }
}

FeatureMatrix Normaliser::apply(const FeatureMatrix& features) const {
    FeatureMatrix result{m_kept.size(), {}};
    result.values.reserve(features.rows() * m_kept.size());
    for (std::size_t i = 0; i < features.rows(); ++i)
        for (const Column& column : m_kept) {
            const double x = features.row(i)[column.index];
            result.values.push_back(std::isfinite(x) ? (x - column.mean) / column.sd : 0.0);
        }
    return result;
}

} // namespace calolens
