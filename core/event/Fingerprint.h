// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace calolens {

/// FNV-1a, 64 bits: tells intact data from torn or other data (not from forged ones).
[[nodiscard]] constexpr std::uint64_t fingerprint(std::span<const std::byte> bytes,
                                                  std::uint64_t start = 0xcbf29ce484222325u) {
    for (const std::byte byte : bytes)
        start = (start ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3u;
    return start;
}

} // namespace calolens
