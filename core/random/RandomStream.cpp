// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/RandomStream.h"

#include <cmath>
#include <numbers>

namespace calolens {

RandomStream::RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint64_t event,
                           std::uint32_t sample) noexcept
    // Counter words: position in the stream | event low | event high (8) and sample (24) | purpose.
    : m_counter{0, static_cast<std::uint32_t>(event),
                (static_cast<std::uint32_t>(event >> 32) & 0xffu) | (sample << 8),
                static_cast<std::uint32_t>(purpose)}
    , m_key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)} {
}

std::array<std::uint32_t, 4> RandomStream::block(std::array<std::uint32_t, 4> c,
                                                 std::array<std::uint32_t, 2> k) noexcept {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53u} * c[0];
        const std::uint64_t p1 = std::uint64_t{0xCD9E8D57u} * c[2];
        c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(p1),
             static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(p0)};
        k[0] += 0x9E3779B9u;
        k[1] += 0xBB67AE85u;
    }
    return c;
}

RandomStream::result_type RandomStream::operator()() noexcept {
    if (m_used == 4) {
        m_block = block(m_counter, m_key);
        ++m_counter[0];
        m_used = 0;
    }
    return m_block[static_cast<std::size_t>(m_used++)];
}

double RandomStream::uniform() noexcept {
    return ((*this)() + 0.5) * 0x1p-32;
}

double RandomStream::normal() noexcept {
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spareNormal;
    }
    const double radius = std::sqrt(-2.0 * std::log(uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    m_spareNormal = radius * std::sin(angle);
    m_hasSpare = true;
    return radius * std::cos(angle);
}

void RandomStream::fillNormal(std::span<float> out) noexcept {
    for (float& value : out)
        value = static_cast<float>(normal());
}

std::uint32_t RandomStream::below(std::uint32_t n) noexcept {
    return static_cast<std::uint32_t>((std::uint64_t{(*this)()} * n) >> 32);
}

} // namespace calolens
