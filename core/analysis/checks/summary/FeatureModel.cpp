// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/summary/FeatureModel.h"

#include "error/Error.h"

#include <Eigen/Dense>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace calolens {

namespace {
/// Energy beyond the fitted range that counts as one unit of distance: 10 %.
constexpr double energyStep = 0.1;
/// Eigenvalues of the covariance are at least this: features that are sums of others (shares of
/// layers) must not divide by zero.
constexpr double leastVariance = 1e-2;
/// Least range of a feature's deviations, in its widths: a feature that never fell below a bound
/// must not make the bound itself remarkable.
constexpr double leastRange = 1.0;
/// Size of log |r| for standard normal r: mean of ln|r|.
constexpr double meanLogNormal = -0.6351814227307391;

/// Least squares of y on the powers of u up to degree; fewer where u does not vary.
Eigen::VectorXd polynomialFit(const std::vector<double>& u, const std::vector<double>& y,
                              int degree) {
    const auto [low, high] = std::minmax_element(u.begin(), u.end());
    const int used = *high - *low < 0.05 ? 0 : *high - *low < 0.5 ? std::min(degree, 1) : degree;
    Eigen::MatrixXd a(static_cast<Eigen::Index>(u.size()), used + 1);
    Eigen::VectorXd b(static_cast<Eigen::Index>(u.size()));
    for (Eigen::Index i = 0; i < a.rows(); ++i) {
        const double at = u[static_cast<std::size_t>(i)];
        for (int p = 0; p <= used; ++p)
            a(i, p) = std::pow(at, p);
        b(i) = y[static_cast<std::size_t>(i)];
    }
    Eigen::VectorXd solution = Eigen::VectorXd::Zero(degree + 1);
    solution.head(used + 1) = a.colPivHouseholderQr().solve(b);
    return solution;
}

/// @param sorted ascending, not empty
double sortedQuantile(const std::vector<double>& sorted, double p) {
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(sorted.size())));
    return sorted[std::min(sorted.size() - 1, rank)];
}
} // namespace

FeatureModel FeatureModel::fit(std::vector<std::string> names, const FeatureMatrix& features,
                               std::span<const double> t) {
    const std::size_t needed = 20 * names.size();
    if (features.rows() < needed)
        throw UsageError(fmt::format("{} events are too few to summarise {} features; it needs {}",
                                     features.rows(), names.size(), needed));
    FeatureModel model;
    model.m_names = std::move(names);
    std::vector<std::size_t> fitted, others;
    for (std::size_t i = 0; i < features.rows(); ++i)
        (i % 2 == 0 ? fitted : others).push_back(i);
    model.m_lowest = *std::min_element(t.begin(), t.end());
    model.m_highest = *std::max_element(t.begin(), t.end());
    model.m_centre = 0.5 * (model.m_lowest + model.m_highest);
    model.fitColumns(features, t, fitted);
    model.fitCovariance(features, t, fitted);
    model.fitRanges(features, t, fitted);
    std::vector<double> distances;
    for (const std::size_t i : others)
        distances.push_back(model.distance(features.row(i), t[i]));
    std::sort(distances.begin(), distances.end());
    for (const double p : quantiles)
        model.m_quantiles.push_back(sortedQuantile(distances, p));
    return model;
}

void FeatureModel::fitColumns(const FeatureMatrix& features, std::span<const double> t,
                              std::span<const std::size_t> rows) {
    std::vector<double> u, y;
    for (const std::size_t i : rows)
        u.push_back(t[i] - m_centre);
    for (std::size_t c = 0; c < m_names.size(); ++c) {
        y.clear();
        for (const std::size_t i : rows)
            y.push_back(features.row(i)[c]);
        const Eigen::VectorXd mean = polynomialFit(u, y, 2);
        double size = 0;
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] -= mean(0) + u[i] * (mean(1) + u[i] * mean(2));
            size += y[i] * y[i];
        }
        size = std::sqrt(size / static_cast<double>(y.size()));
        Column column{{mean(0), mean(1), mean(2)}, {0, 0}};
        if (size > 0) {
            for (double& r : y)
                r = std::log(std::max(std::abs(r), 1e-3 * size));
            const Eigen::VectorXd width = polynomialFit(u, y, 1);
            column.logWidth[0] = width(0) - meanLogNormal;
            column.logWidth[1] = width(1);
        }
        m_columns.push_back(column);
    }
}

void FeatureModel::fitCovariance(const FeatureMatrix& features, std::span<const double> t,
                                 std::span<const std::size_t> rows) {
    const auto n = static_cast<Eigen::Index>(m_names.size());
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(n, n);
    for (const std::size_t i : rows) {
        const std::vector<double> p = pulls(features.row(i), t[i]);
        const Eigen::Map<const Eigen::VectorXd> r(p.data(), n);
        covariance += r * r.transpose();
    }
    covariance /= static_cast<double>(rows.size());
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(covariance);
    const Eigen::VectorXd inverse = eigen.eigenvalues().cwiseMax(leastVariance).cwiseInverse();
    const Eigen::MatrixXd precision =
        eigen.eigenvectors() * inverse.asDiagonal() * eigen.eigenvectors().transpose();
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < n; ++j)
            m_precision.push_back(precision(i, j));
}

std::vector<double> FeatureModel::pulls(std::span<const double> features, double t) const {
    if (features.size() != m_names.size())
        throw UsageError(fmt::format("the summary has {} features and the event {}: it was made "
                                     "for another readout",
                                     m_names.size(), features.size()));
    const double u = std::clamp(t, m_lowest, m_highest) - m_centre;
    std::vector<double> result;
    for (std::size_t c = 0; c < features.size(); ++c) {
        const Column& column = m_columns[c];
        const double mean = column.mean[0] + u * (column.mean[1] + u * column.mean[2]);
        result.push_back((features[c] - mean) /
                         std::exp(column.logWidth[0] + u * column.logWidth[1]));
    }
    return result;
}

double FeatureModel::mahalanobis(const std::vector<double>& pulls) const {
    const auto n = static_cast<Eigen::Index>(pulls.size());
    const Eigen::Map<const Eigen::VectorXd> r(pulls.data(), n);
    const Eigen::Map<const Eigen::MatrixXd> precision(m_precision.data(), n, n);
    return std::sqrt(std::max(r.dot(precision * r), 0.0));
}

double FeatureModel::oddest(const std::vector<double>& pulls) const {
    double largest = 0;
    for (std::size_t c = 0; c < pulls.size(); ++c)
        largest = std::max(largest, std::abs(pulls[c]) / m_columns[c].range[pulls[c] < 0 ? 0 : 1]);
    return largest;
}

void FeatureModel::fitRanges(const FeatureMatrix& features, std::span<const double> t,
                             std::span<const std::size_t> rows) {
    std::vector<std::vector<double>> pullsOf(m_names.size());
    std::vector<double> distances;
    for (const std::size_t i : rows) {
        const std::vector<double> p = pulls(features.row(i), t[i]);
        for (std::size_t c = 0; c < p.size(); ++c)
            pullsOf[c].push_back(p[c]);
        distances.push_back(mahalanobis(p));
    }
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        std::sort(pullsOf[c].begin(), pullsOf[c].end());
        m_columns[c].range[0] = std::max(leastRange, -sortedQuantile(pullsOf[c], 0.005));
        m_columns[c].range[1] = std::max(leastRange, sortedQuantile(pullsOf[c], 0.995));
    }
    std::sort(distances.begin(), distances.end());
    m_mahalanobisRange = std::max(leastRange, sortedQuantile(distances, 0.99));
}

double FeatureModel::distance(std::span<const double> features, double t) const {
    const std::vector<double> p = pulls(features, t);
    const double inside = std::max(mahalanobis(p) / m_mahalanobisRange, oddest(p));
    const double beyond = std::max({0.0, t - m_highest, m_lowest - t}) / energyStep;
    return std::hypot(inside, beyond);
}

double FeatureModel::quantile(double p) const {
    const auto* const found = std::find(std::begin(quantiles), std::end(quantiles), p);
    if (found == std::end(quantiles))
        throw UsageError(fmt::format("the quantile {} is not kept in the summary", p));
    return m_quantiles.at(static_cast<std::size_t>(found - std::begin(quantiles)));
}

} // namespace calolens
