// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens::cli {

/// OpenBLAS of Debian 12 (0.3.21) does not know newer Intel processors and falls back to kernels
/// for a Pentium 4, although AVX-512 is there, whose kernels are several times as fast. It chooses
/// when it is loaded, by $OPENBLAS_CORETYPE if that is set: where it has chosen so, this sets the
/// variable and starts the program anew with the same arguments. Does nothing in all other cases,
/// and once the variable is set.
void preferWideKernels(char** argv) noexcept;

} // namespace calolens::cli
