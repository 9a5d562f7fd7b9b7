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

std::array<std::uint32_t, 4> RandomStream::blockAt(std::uint32_t position) const noexcept {
    return block({position, m_counter[1], m_counter[2], m_counter[3]}, m_key);
}

RandomStream::result_type RandomStream::operator()() noexcept {
    if (m_used == 4) {
        m_block = block(m_counter, m_key);
        ++m_counter[0];
        m_used = 0;
    }
    return m_block[static_cast<std::size_t>(m_used++)];
}

namespace {
double uniformOf(std::uint32_t word) noexcept {
    return (word + 0.5) * 0x1p-32;
}
} // namespace

double RandomStream::uniform() noexcept {
    return uniformOf((*this)());
}

std::array<double, 2> RandomStream::boxMuller(std::uint32_t radiusWord,
                                              std::uint32_t angleWord) noexcept {
    const double radius = std::sqrt(-2.0 * std::log(uniformOf(radiusWord)));
    const double angle = 2.0 * std::numbers::pi * uniformOf(angleWord);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

double RandomStream::normal() noexcept {
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spareNormal;
    }
    const std::uint32_t radius = (*this)();
    const auto pair = boxMuller(radius, (*this)());
    m_spareNormal = pair[1];
    m_hasSpare = true;
    return pair[0];
}

void RandomStream::fillNormal(std::span<float> out) noexcept {
    for (float& value : out)
        value = static_cast<float>(normal());
}

std::uint32_t RandomStream::below(std::uint32_t n) noexcept {
    return static_cast<std::uint32_t>((std::uint64_t{(*this)()} * n) >> 32);
}

} // namespace calolens
