// SPDX-License-Identifier: GPL-3.0-or-later
#include "BlasKernels.h"

#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <initializer_list>
#include <unistd.h>

namespace calolens::cli {

namespace {
constexpr const char* variable = "OPENBLAS_CORETYPE";

bool hasWideRegisters() noexcept {
#if defined(__x86_64__)
    return __builtin_cpu_is("intel") && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

/// Whether the BLAS in this process is OpenBLAS and works with other than AVX-512 kernels.
bool usesNarrowKernels() noexcept {
    using CoreName = const char* (*)();
    const auto name =
        reinterpret_cast<CoreName>(dlsym(RTLD_DEFAULT, "openblas_get_corename")); // NOLINT
    if (name == nullptr)
        return false;
    for (const char* wide : {"SkylakeX", "Cooperlake", "SapphireRapids"})
        if (std::strcmp(name(), wide) == 0)
            return false;
    return true;
}
} // namespace

void preferWideKernels(char** argv) noexcept {
    if (std::getenv(variable) != nullptr || !hasWideRegisters() || !usesNarrowKernels())
        return;
    if (setenv(variable, "SkylakeX", 1) == 0)
        execv("/proc/self/exe", argv); // returns only if it failed: then things go on as they are
}

} // namespace calolens::cli
