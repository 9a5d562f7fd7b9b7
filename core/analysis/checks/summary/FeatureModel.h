// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/FeatureMatrix.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace calolens {

/// How features of an event of energy E are distributed: each has a mean that is a parabola and a
/// width that is a power law in t = ln(E / MeV); the residuals in units of their widths have one
/// covariance matrix for all energies. How far out an event is, is the larger of two numbers: its
/// Mahalanobis distance, for what is odd in many features together, and the deviation of its oddest
/// feature, each in units of its own 99 % range. What is far, the quantiles of events that were not
/// fitted say.
class FeatureModel {
public:
    /// Probabilities of the quantiles that are kept.
    static constexpr double quantiles[] = {0.5, 0.9, 0.95, 0.99, 0.995, 0.999};

    FeatureModel() = default;
    /// Fits to every second event and takes the quantiles from the others.
    /// @param names one per column of `features`
    /// @param t     ln(E / MeV), one per row
    /// @throws UsageError for fewer than 20 events per feature
    [[nodiscard]] static FeatureModel fit(std::vector<std::string> names,
                                          const FeatureMatrix& features, std::span<const double> t);

    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return m_names; }
    /// Range of t that was fitted. Outside, the nearest end's parabola is used, and the distance
    /// grows by one for every 10 % of energy.
    [[nodiscard]] double lowest() const noexcept { return m_lowest; }
    [[nodiscard]] double highest() const noexcept { return m_highest; }

    /// (feature - mean) / width, per feature. @throws UsageError if their number differs
    [[nodiscard]] std::vector<double> pulls(std::span<const double> features, double t) const;
    /// @throws UsageError if the number of features differs
    [[nodiscard]] double distance(std::span<const double> features, double t) const;
    /// How far a feature lies below and above its mean in 99.5 % of the events each, in its widths.
    struct Range {
        double below, above;
    };
    [[nodiscard]] Range range(std::size_t feature) const {
        const Column& column = m_columns.at(feature);
        return {column.range[0], column.range[1]};
    }
    /// Distance below which the share p of unfitted events lies; p is one of `quantiles`.
    [[nodiscard]] double quantile(double p) const;

    /// As JSON text; what fromJson reads.
    [[nodiscard]] std::string toJson() const;
    /// @throws UsageError if the text is not such a model
    [[nodiscard]] static FeatureModel fromJson(const std::string& text);

private:
    struct Column {
        double mean[3] = {0, 0, 0}; ///< of 1, u, u^2 with u = t - m_centre
        double logWidth[2] = {0, 0};
        double range[2] = {1, 1}; ///< 0.5 % and 99.5 % quantiles of the pull, without sign
    };
    void fitColumns(const FeatureMatrix& features, std::span<const double> t,
                    std::span<const std::size_t> rows);
    /// Takes the 99 % ranges that distance() is in units of.
    void fitRanges(const FeatureMatrix& features, std::span<const double> t,
                   std::span<const std::size_t> rows);
    [[nodiscard]] double mahalanobis(const std::vector<double>& pulls) const;
    [[nodiscard]] double oddest(const std::vector<double>& pulls) const;
    void fitCovariance(const FeatureMatrix& features, std::span<const double> t,
                       std::span<const std::size_t> rows);

    std::vector<std::string> m_names;
    double m_lowest = 0, m_highest = 0, m_centre = 0;
    std::vector<Column> m_columns;
    std::vector<double> m_precision; ///< inverse covariance, row by row
    double m_mahalanobisRange = 1;
    std::vector<double> m_quantiles; ///< of the distance, in the order of `quantiles`
};

} // namespace calolens
