// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>

namespace calolens {

/// What a stream of random numbers is for: streams of different purpose never overlap.
enum class RandomPurpose : std::uint32_t {
    ReadoutNoise = 1,   ///< Gaussian noise of the low-resolution readout
    Sampling = 2,       ///< initial and injected noise of a diffusion sampler
    Training = 3,       ///< noise levels, noise and augmentation during training
    Initialisation = 4, ///< weights of a network, order of events
    Dequantisation = 5, ///< codes of zero-energy cells
    Simulation = 6,     ///< parametrised showers
    Test = 7,
    Checks = 8 ///< ties of ranks, reference points and planted lies
};

/// Counter-based random numbers: Philox4x32-10 (Salmon et al., SC'11, doi 10.1145/2063384.2063405).
///
/// A stream is named by (seed, purpose, event, sample) and needs no state shared with any other, so
/// that an event gets the same numbers whatever the order, the batch or the thread it is worked in.
/// Satisfies UniformRandomBitGenerator.
class RandomStream {
public:
    using result_type = std::uint32_t;

    /// @param seed     the run's seed
    /// @param purpose  what the numbers are for
    /// @param event    number of the event in its file
    /// @param sample   number of the draw, epoch or the like; at most 2^24 - 1
    RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint64_t event = 0,
                 std::uint32_t sample = 0) noexcept;

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    /// Next 32 random bits.
    result_type operator()() noexcept;
    /// Uniform in (0, 1), never 0 or 1, 32 bits of resolution.
    double uniform() noexcept;
    /// Standard normal (Box-Muller on two 32-bit uniforms).
    double normal() noexcept;
    /// Fills with standard normals.
    void fillNormal(std::span<float> out) noexcept;
    /// Uniform integer in [0, n), n > 0 (multiply-shift; bias below n / 2^32).
    std::uint32_t below(std::uint32_t n) noexcept;

    /// The two standard normals of a pair of words (Box-Muller).
    [[nodiscard]] static std::array<double, 2> boxMuller(std::uint32_t radius,
                                                         std::uint32_t angle) noexcept;
    /// Words 4 `position` to 4 `position` + 3 of the stream, wherever it stands.
    [[nodiscard]] std::array<std::uint32_t, 4> blockAt(std::uint32_t position) const noexcept;

    /// The bare Philox4x32-10 block function, for tests against the published vectors.
    static std::array<std::uint32_t, 4> block(std::array<std::uint32_t, 4> counter,
                                              std::array<std::uint32_t, 2> key) noexcept;

private:
    std::array<std::uint32_t, 4> m_counter;
    std::array<std::uint32_t, 2> m_key;
    std::array<std::uint32_t, 4> m_block{};
    int m_used = 4;
    double m_spareNormal = 0;
    bool m_hasSpare = false;
};

} // namespace calolens
