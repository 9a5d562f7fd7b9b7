// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

namespace calolens {

/// The explicit Runge-Kutta method of Dormand and Prince, order 5 with an embedded one of order 4
/// and a continuous solution of order 4 (J. Comp. Appl. Math. 6 (1980) 19; Hairer, Norsett and
/// Wanner, Solving Ordinary Differential Equations I, table II.5.2 and eq. II.6.16), step by step:
/// the caller tries a step and decides.
class DormandPrince {
public:
    /// Writes dy/dt.
    using Slope = std::function<void(double t, std::span<const double> y, std::span<double> slope)>;

    /// @param slope called six times a step, and once at the start
    DormandPrince(double t, std::vector<double> y, Slope slope);

    /// Computes the step from t() to t() + h, h of either sign.
    void attempt(double h);
    /// Takes the step that was tried.
    void accept();

    [[nodiscard]] double t() const noexcept { return m_t; }
    [[nodiscard]] std::span<const double> y() const noexcept { return m_y; }
    /// Of the step that was tried: its end, and the difference to the embedded method.
    [[nodiscard]] std::span<const double> end() const noexcept { return m_end; }
    [[nodiscard]] std::span<const double> error() const noexcept { return m_error; }

    /// The solution and its slope within the step that was taken last, and at t().
    void interpolate(double t, std::span<double> y, std::span<double> slope) const;

private:
    Slope m_slope;
    double m_t, m_h = 0;
    double m_before = 0; ///< t at the start of the step that was taken last
    std::vector<double> m_y, m_end, m_error, m_stage;
    std::array<std::vector<double>, 7> m_k;
    std::array<std::vector<double>, 5> m_continuous; ///< of the step that was taken last
};

} // namespace calolens
