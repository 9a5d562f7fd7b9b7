// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace calolens {

/// The bins of a histogram: consecutive half-open intervals [edge_i, edge_i+1).
class Binning {
public:
    /// @throws UsageError unless there are at least two edges, all finite and increasing
    explicit Binning(std::vector<double> edges);
    /// `bins` bins of equal width. @throws UsageError
    [[nodiscard]] static Binning uniform(int bins, double low, double high);
    /// `bins` bins of equal width in the logarithm. @throws UsageError unless 0 < low < high
    [[nodiscard]] static Binning logarithmic(int bins, double low, double high);

    [[nodiscard]] std::size_t size() const noexcept { return m_edges.size() - 1; }
    [[nodiscard]] const std::vector<double>& edges() const noexcept { return m_edges; }
    [[nodiscard]] double low(std::size_t bin) const { return m_edges.at(bin); }
    [[nodiscard]] double high(std::size_t bin) const { return m_edges.at(bin + 1); }
    [[nodiscard]] double width(std::size_t bin) const { return high(bin) - low(bin); }
    [[nodiscard]] double centre(std::size_t bin) const { return 0.5 * (low(bin) + high(bin)); }
    /// The bin that holds x; none below, above, and for NaN.
    [[nodiscard]] std::optional<std::size_t> find(double x) const noexcept;

    bool operator==(const Binning&) const = default;

private:
    std::vector<double> m_edges;
};

} // namespace calolens
