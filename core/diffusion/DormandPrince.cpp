// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DormandPrince.h"

#include <utility>

namespace calolens {

namespace {
constexpr std::array<double, 7> c{0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
constexpr double a[7][6]{{},
                         {1.0 / 5},
                         {3.0 / 40, 9.0 / 40},
                         {44.0 / 45, -56.0 / 15, 32.0 / 9},
                         {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
                         {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
                         {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}};
/// Order 5 less order 4.
constexpr std::array<double, 7> e{71.0 / 57600,      0,          -71.0 / 16695, 71.0 / 1920,
                                  -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
/// Of the continuous solution.
constexpr std::array<double, 7> d{-12715105075.0 / 11282082432.0,  0,
                                  87487479700.0 / 32700410799.0,   -10690763975.0 / 1880347072.0,
                                  701980252875.0 / 199316789632.0, -1453857185.0 / 822651844.0,
                                  69997945.0 / 29380423.0};
} // namespace

DormandPrince::DormandPrince(double t, std::vector<double> y, Slope slope)
    : m_slope(std::move(slope))
    , m_t(t)
    , m_before(t)
    , m_y(std::move(y))
    , m_end(m_y)
    , m_error(m_y.size())
    , m_stage(m_y.size()) {
    for (auto& k : m_k)
        k.resize(m_y.size());
    for (auto& r : m_continuous)
        r.assign(m_y.size(), 0.0);
    m_continuous[0] = m_y;
    m_slope(m_t, m_y, m_k[0]);
}

void DormandPrince::attempt(double h) {
    m_h = h;
    for (std::size_t s = 1; s < 7; ++s) {
        std::vector<double>& y = s < 6 ? m_stage : m_end; // the last stage is the end of the step
        for (std::size_t i = 0; i < m_y.size(); ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < s; ++j)
                sum += a[s][j] * m_k[j][i];
            y[i] = m_y[i] + h * sum;
        }
        m_slope(m_t + c[s] * h, y, m_k[s]);
    }
    for (std::size_t i = 0; i < m_y.size(); ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < 7; ++j)
            sum += e[j] * m_k[j][i];
        m_error[i] = h * sum;
    }
}

void DormandPrince::accept() {
    for (std::size_t i = 0; i < m_y.size(); ++i) {
        const double rise = m_end[i] - m_y[i];
        const double bend = m_h * m_k[0][i] - rise;
        double sum = 0;
        for (std::size_t j = 0; j < 7; ++j)
            sum += d[j] * m_k[j][i];
        m_continuous[0][i] = m_y[i];
        m_continuous[1][i] = rise;
        m_continuous[2][i] = bend;
        m_continuous[3][i] = rise - m_h * m_k[6][i] - bend;
        m_continuous[4][i] = m_h * sum;
    }
    m_before = std::exchange(m_t, m_t + m_h);
    m_y.swap(m_end);
    m_k[0].swap(m_k[6]); // first same as last
}

void DormandPrince::interpolate(double t, std::span<double> y, std::span<double> slope) const {
    const double h = m_t - m_before;
    if (h == 0) { // no step has been taken
        for (std::size_t i = 0; i < m_y.size(); ++i) {
            y[i] = m_y[i];
            slope[i] = m_k[0][i];
        }
        return;
    }
    const double u = (t - m_before) / h, v = 1 - u;
    const auto& r = m_continuous;
    for (std::size_t i = 0; i < m_y.size(); ++i) {
        // y = r0 + u (r1 + v (r2 + u (r3 + v r4)))
        const double inner = r[3][i] + v * r[4][i];
        const double middle = r[2][i] + u * inner;
        const double outer = r[1][i] + v * middle;
        y[i] = r[0][i] + u * outer;
        const double dMiddle = inner - u * r[4][i];
        const double dOuter = -middle + v * dMiddle;
        slope[i] = (outer + u * dOuter) / h;
    }
}

} // namespace calolens
