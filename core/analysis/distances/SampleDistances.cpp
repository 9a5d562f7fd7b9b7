// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/SampleDistances.h"

#include "error/Error.h"
#include "random/RandomStream.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
constexpr int sizes = 6; // of the extrapolation
constexpr std::size_t largestKernelSample = 500;
constexpr std::size_t fewestForKernel = 20;
constexpr std::size_t rowsPerColumn = 3;

Eigen::Map<const Matrix> mapped(const FeatureMatrix& features) {
    return {features.values.data(), static_cast<Eigen::Index>(features.rows()),
            static_cast<Eigen::Index>(features.columns)};
}

void check(const FeatureMatrix& a, const FeatureMatrix& b) {
    if (a.columns != b.columns || a.columns == 0 || a.rows() < 2 || b.rows() < 2)
        throw UsageError("a distance needs two events or more of each sample, with the same "
                         "observables");
}

Matrix covariance(const Eigen::Map<const Matrix>& x, const Eigen::RowVectorXd& mean) {
    const Matrix centred = x.rowwise() - mean;
    return centred.transpose() * centred / static_cast<double>(x.rows() - 1);
}

double meanOffDiagonal(const Matrix& kernel) {
    const auto n = static_cast<double>(kernel.rows());
    return (kernel.sum() - kernel.trace()) / (n * (n - 1));
}

Matrix kernelMatrix(const Eigen::Map<const Matrix>& x, const Eigen::Map<const Matrix>& y) {
    const Matrix base = (x * y.transpose() / static_cast<double>(x.cols())).array() + 1;
    return base.array().square().square();
}

FeatureMatrix firstRows(const FeatureMatrix& features, std::size_t n) {
    return {features.columns,
            {features.values.begin(),
             features.values.begin() + static_cast<std::ptrdiff_t>(n * features.columns)}};
}

/// Intercept of the straight line y = a + b x, least squares.
double intercept(std::span<const double> x, std::span<const double> y) {
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        n += 1;
        sx += x[i];
        sy += y[i];
        sxx += x[i] * x[i];
        sxy += x[i] * y[i];
    }
    const double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    return (sy - slope * sx) / n;
}

double extrapolated(const FeatureMatrix& a, const FeatureMatrix& b) {
    const auto largest = static_cast<double>(a.rows());
    const double smallest =
        std::max(largest / 3, std::min(0.75 * largest, 2.0 * static_cast<double>(a.columns)));
    std::vector<double> inverse, distance;
    for (int k = 0; k < sizes; ++k) {
        const double share = static_cast<double>(k) / (sizes - 1);
        const double wanted = (1 - share) / largest + share / smallest;
        const auto n = static_cast<std::size_t>(std::lround(1 / wanted));
        inverse.push_back(1.0 / static_cast<double>(n));
        distance.push_back(frechetDistance(firstRows(a, n), firstRows(b, n)));
    }
    return intercept(inverse, distance);
}

/// The statistic of truth of one half against predictions of the other, for all divisions.
template<typename Statistic>
std::vector<double> overHalves(const FeatureMatrix& truth, std::span<const FeatureMatrix> draws,
                               const HalvesSettings& settings, Statistic statistic) {
    std::vector<double> values;
    RandomStream random(settings.seed, RandomPurpose::Initialisation, 0, 2);
    const auto predictions = [&](std::span<const std::size_t> events) {
        FeatureMatrix result{truth.columns, {}};
        for (const std::size_t event : events) {
            const auto row =
                draws[random.below(static_cast<std::uint32_t>(draws.size()))].row(event);
            result.values.insert(result.values.end(), row.begin(), row.end());
        }
        return result;
    };
    forRandomHalves(truth.rows(), settings.splits, settings.seed, [&](auto a, auto b) {
        values.push_back(statistic(truth.rowsOf(a), predictions(b)));
        values.push_back(statistic(truth.rowsOf(b), predictions(a)));
    });
    return values;
}

double standardDeviation(std::span<const double> values, double mean) {
    double squares = 0;
    for (const double v : values)
        squares += (v - mean) * (v - mean);
    return values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0;
}

double meanOf(std::span<const double> values) {
    double sum = 0;
    for (const double v : values)
        sum += v;
    return sum / static_cast<double>(values.size());
}
} // namespace

double frechetDistance(const FeatureMatrix& a, const FeatureMatrix& b) {
    check(a, b);
    const auto x = mapped(a), y = mapped(b);
    const Eigen::RowVectorXd meanX = x.colwise().mean(), meanY = y.colwise().mean();
    const Matrix s1 = covariance(x, meanX), s2 = covariance(y, meanY);
    // Tr sqrt(S1 S2) from the symmetric matrix sqrt(S1) S2 sqrt(S1), which has the same
    // eigenvalues.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> first(s1);
    const Eigen::MatrixXd root = first.eigenvectors() *
                                 first.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal() *
                                 first.eigenvectors().transpose();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> product(root * s2 * root,
                                                                 Eigen::EigenvaluesOnly);
    const double cross = product.eigenvalues().cwiseMax(0).cwiseSqrt().sum();
    const double distance = (meanX - meanY).squaredNorm() + s1.trace() + s2.trace() - 2 * cross;
    return std::max(0.0, distance);
}

double kernelDistance(const FeatureMatrix& a, const FeatureMatrix& b) {
    check(a, b);
    const auto x = mapped(a), y = mapped(b);
    return meanOffDiagonal(kernelMatrix(x, x)) + meanOffDiagonal(kernelMatrix(y, y)) -
           2 * kernelMatrix(x, y).mean();
}

std::optional<Measured> frechetBetweenHalves(const FeatureMatrix& truth,
                                             std::span<const FeatureMatrix> draws,
                                             const HalvesSettings& settings) {
    if (truth.columns == 0 || truth.rows() / 2 < rowsPerColumn * truth.columns)
        return std::nullopt;
    const auto values = overHalves(truth, draws, settings, extrapolated);
    const double mean = meanOf(values);
    return Measured{mean, standardDeviation(values, mean)};
}

std::optional<Measured> kernelBetweenHalves(const FeatureMatrix& truth,
                                            std::span<const FeatureMatrix> draws,
                                            const HalvesSettings& settings) {
    if (truth.columns == 0 || truth.rows() < fewestForKernel)
        return std::nullopt;
    auto values =
        overHalves(truth, draws, settings, [](const FeatureMatrix& a, const FeatureMatrix& b) {
            const std::size_t n = std::min(a.rows(), largestKernelSample);
            return kernelDistance(firstRows(a, n), firstRows(b, n));
        });
    const double sd = standardDeviation(values, meanOf(values));
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return Measured{0.5 * (values[(n - 1) / 2] + values[n / 2]), sd};
}

} // namespace calolens
