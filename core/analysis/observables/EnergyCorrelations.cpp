// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/observables/EnergyCorrelations.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
std::optional<double> quotient(double numerator, double denominator) {
    if (!(denominator > 0))
        return std::nullopt;
    return numerator / denominator;
}

/// D_ij = deltaR_ij ^ beta.
Eigen::MatrixXd distances(std::span<const EnergyPoint> points, double beta) {
    const auto n = static_cast<Eigen::Index>(points.size());
    Eigen::MatrixXd d = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < i; ++j) {
            const double r = deltaR(points[static_cast<std::size_t>(i)].at,
                                    points[static_cast<std::size_t>(j)].at);
            d(i, j) = d(j, i) = beta == 1 ? r : std::pow(r, beta);
        }
    return d;
}
} // namespace

std::vector<EnergyPoint> hottestPoints(const EventPicture& picture, std::size_t most) {
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (picture.energy[i] > 0)
            cells.push_back(i);
    const std::size_t kept = std::min(most, cells.size());
    std::partial_sort(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(kept), cells.end(),
                      [&](std::size_t a, std::size_t b) {
                          return picture.energy[a] != picture.energy[b]
                                     ? picture.energy[a] > picture.energy[b]
                                     : a < b;
                      });
    std::vector<EnergyPoint> points;
    points.reserve(kept);
    for (std::size_t k = 0; k < kept; ++k) {
        const CellBounds bounds = picture.bounds(cells[k]);
        points.push_back({{bounds.eta(), bounds.phi()}, picture.energy[cells[k]]});
    }
    return points;
}

std::array<double, 4> energyCorrelations(std::span<const EnergyPoint> points, double beta,
                                         bool withFour) {
    const auto n = static_cast<Eigen::Index>(points.size());
    Eigen::VectorXd z(n);
    for (Eigen::Index i = 0; i < n; ++i)
        z(i) = points[static_cast<std::size_t>(i)].energy;
    const double sum = z.sum();
    if (!(sum > 0))
        return {};
    z /= sum;
    const Eigen::MatrixXd d = distances(points, beta);
    std::array<double, 4> e{1, 0, 0, 0};
    Eigen::VectorXd w(n);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = i + 1; j < n; ++j) {
            const double pair = z(i) * z(j) * d(i, j);
            e[1] += pair;
            const Eigen::Index rest = n - j - 1;
            // The third particle closes the triangle (i, j, k); a fourth one adds its edges to all.
            w.head(rest) =
                z.tail(rest).array() * d.col(i).tail(rest).array() * d.col(j).tail(rest).array();
            e[2] += pair * w.head(rest).sum();
            if (withFour)
                e[3] +=
                    0.5 * pair * w.head(rest).dot(d.bottomRightCorner(rest, rest) * w.head(rest));
        }
    return e;
}

Substructure substructure(const EventPicture& picture) {
    Substructure result;
    const auto points = hottestPoints(picture, cellsInC2);
    const auto e = energyCorrelations(points, 1, false);
    result.c2 = quotient(e[2], e[1] * e[1]);
    result.d2 = quotient(e[2], e[1] * e[1] * e[1]);
    const auto few =
        energyCorrelations(std::span(points).first(std::min(points.size(), cellsInC3)), 1, true);
    result.c3 = quotient(few[3] * few[1], few[2] * few[2]);
    return result;
}

} // namespace calolens
