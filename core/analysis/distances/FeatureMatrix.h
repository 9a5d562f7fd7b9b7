// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace calolens {

/// Observables of many events: one row per event, one column per observable.
struct FeatureMatrix {
    std::size_t columns = 0;
    std::vector<double> values; ///< [rows x columns]

    [[nodiscard]] std::size_t rows() const noexcept {
        return columns == 0 ? 0 : values.size() / columns;
    }
    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return std::span(values).subspan(i * columns, columns);
    }
    [[nodiscard]] FeatureMatrix rowsOf(std::span<const std::size_t> chosen) const;
};

/// Brings observables to median 0 and width 1 of a reference sample (truth; width: half of the
/// central 68.3 %, or the standard deviation where that is 0), so that distances between samples do
/// not depend on units, and cuts them off at 5 widths: a few events with a cluster of noise far
/// away would outweigh all others in squares and fourth powers. Values that are not defined (NaN)
/// become the median; columns without spread in the reference are left out.
class Normaliser {
public:
    explicit Normaliser(const FeatureMatrix& reference);
    [[nodiscard]] FeatureMatrix apply(const FeatureMatrix& features) const;
    [[nodiscard]] std::size_t columns() const noexcept { return m_kept.size(); }

private:
    struct Column {
        std::size_t index;
        double median, width;
    };
    std::vector<Column> m_kept;
};

} // namespace calolens
