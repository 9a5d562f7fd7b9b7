// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/FeatureMatrix.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double cutOff = 5; // widths

double standardDeviation(std::span<const double> values) {
    double n = 0, mean = 0, squares = 0;
    for (const double x : values) {
        const double step = x - mean;
        mean += step / ++n;
        squares += step * (x - mean);
    }
    return std::sqrt(squares / (n - 1));
}
} // namespace

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
    std::vector<double> column;
    for (std::size_t c = 0; c < reference.columns; ++c) {
        column.clear();
        for (std::size_t i = 0; i < reference.rows(); ++i)
            if (std::isfinite(reference.row(i)[c]))
                column.push_back(reference.row(i)[c]);
        if (column.size() < 2)
            continue;
        std::sort(column.begin(), column.end());
        const auto quantile = [&column](double share) {
            return column[static_cast<std::size_t>(
                std::lround(share * static_cast<double>(column.size() - 1)))];
        };
        const double median = quantile(0.5);
        double width = 0.5 * (quantile(0.8413) - quantile(0.1587));
        if (!(width > 1e-9 * std::abs(median)))
            width = standardDeviation(column);
        if (width > 1e-9 * std::abs(median) && width > 0)
            m_kept.push_back({c, median, width});
    }
}

FeatureMatrix Normaliser::apply(const FeatureMatrix& features) const {
    FeatureMatrix result{m_kept.size(), {}};
    result.values.reserve(features.rows() * m_kept.size());
    for (std::size_t i = 0; i < features.rows(); ++i)
        for (const Column& column : m_kept) {
            const double x = (features.row(i)[column.index] - column.median) / column.width;
            result.values.push_back(std::isfinite(x) ? std::clamp(x, -cutOff, cutOff) : 0.0);
        }
    return result;
}

} // namespace calolens
