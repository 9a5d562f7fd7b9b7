// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace calolens::hdf5 {

/// Kinds of numbers a dataset or attribute can hold.
enum class NumberKind { Integer, Real, Other };

/// The library's identifier of T in memory. Instantiated for float, double and the signed and
/// unsigned integers of 8 to 64 bits. Call under a Lock.
template<class T>
[[nodiscard]] std::int64_t nativeType();

/// Whether the type `id` is one of the standard integers (8 to 64 bits, either byte order), one of
/// the IEEE floats of 32 or 64 bits, or anything else. Call under a Lock.
[[nodiscard]] NumberKind numberKind(std::int64_t id);

} // namespace calolens::hdf5
