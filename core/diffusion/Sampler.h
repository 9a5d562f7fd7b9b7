// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Denoiser.h"
#include "random/RandomStream.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace calolens {

/// What a user needs to know of a sampler to choose it.
struct SamplerDescription {
    std::string_view name;        ///< "heun"
    std::string_view title;       ///< "EDM Heun"
    std::string_view explanation; ///< one line
    std::string_view reference;   ///< paper and equation
    std::string_view cost;        ///< NFE of N steps, "2 N - 1"
    int order = 1;                ///< of convergence: weak order where it is stochastic
    bool stochastic = false;      ///< draws noise while sampling, not only at the start
    bool adaptive = false; ///< chooses its steps by itself: NFE is known afterwards, and items of a
                           ///< batch share their steps
};

/// All samplers that makeSampler() knows.
[[nodiscard]] std::span<const SamplerDescription> samplers();

/// A diffusion sampler as a stepper: the caller asks for one step after the other, and may stop at
/// any.
///
/// All samplers work on x_s = x + s n, n ~ N(0, 1), whatever process a paper writes its equations
/// for, and all take the last step, to noise level 0, the same way: they land on D(x; s).
class Sampler {
public:
    virtual ~Sampler() = default;

    /// Takes one step, from sigma() to the next level of the schedule.
    /// @throws what the denoiser throws; the sampler is then unchanged or must be thrown away
    void step();

    [[nodiscard]] bool finished() const noexcept { return m_step == stepCount(); }
    [[nodiscard]] int stepIndex() const noexcept { return m_step; } ///< steps taken so far
    [[nodiscard]] int stepCount() const noexcept { return static_cast<int>(m_sigmas.size()) - 1; }
    [[nodiscard]] double sigma() const noexcept {
        return m_sigmas[static_cast<std::size_t>(m_step)];
    } ///< of state()
    /// The noisy state x_sigma, items one behind the other.
    [[nodiscard]] std::span<const float> state() const noexcept { return m_x; }
    /// The latest estimate of the clean x (what would be kept if one finished here); zeros before
    /// the first step.
    [[nodiscard]] std::span<const float> estimate() const noexcept { return m_estimate; }
    /// Network evaluations so far (NFE).
    [[nodiscard]] int evaluations() const noexcept { return m_evaluations; }

protected:
    /// @param denoiser must outlive the sampler
    /// @param sigmas   decreasing noise levels, the last one 0; levels that differ by less than one
    ///                 part in a million count as one
    /// @param noise    one stream per item; n of the initial state, centre + sigmas[0] * n, is
    ///                 drawn from them
    Sampler(Denoiser& denoiser, std::vector<double> sigmas, std::vector<RandomStream> noise);

    /// Goes from noise level `from` to `to`, 0 < to < from: sets m_x and m_estimate.
    virtual void advance(double from, double to) = 0;

    /// Steps that have not been taken, with the one in hand and the last one, to noise level 0.
    [[nodiscard]] int stepsLeft() const noexcept { return stepCount() - m_step; }
    /// Evaluates the denoiser and counts.
    void evaluate(std::span<const float> x, double sigma, std::span<float> clean);
    /// Fills z with standard normals, each item from its own stream.
    void drawNoise(std::span<float> z);
    /// Takes m_x from noise level `from` up to `to`. @param z scratch of the size of m_x
    void raiseNoise(double from, double to, std::span<float> z);

    Denoiser& m_denoiser;
    std::vector<double> m_sigmas;
    std::vector<RandomStream> m_noise;
    std::vector<float> m_x;
    std::vector<float> m_estimate;
    int m_step = 0;
    int m_evaluations = 0;
};

/// Makes the sampler of that name at its start. @throws UsageError naming the known ones
[[nodiscard]] std::unique_ptr<Sampler> makeSampler(std::string_view name, Denoiser& denoiser,
                                                   std::vector<double> sigmas,
                                                   std::vector<RandomStream> noise);

/// NFE that `steps` steps of the named sampler cost; none if it is adaptive. @throws UsageError
[[nodiscard]] std::optional<int> evaluationsFor(std::string_view sampler, int steps);

} // namespace calolens
