// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/GraphicsDriver.h"

#include <dlfcn.h>

#include <initializer_list>

namespace calolens {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool DeepBindingWorks = false; // the sanitizers end the program at the first such call
#else
constexpr bool DeepBindingWorks = true;
#endif

} // namespace

void protectGraphicsDriver() {
#ifdef RTLD_DEEPBIND
    // A class inside LLVM: visible here only if a library that the program is linked with shows it.
    constexpr const char* InsideLlvm = "_ZTVN15LiveDebugValues16InstrRefBasedLDVE";
    static bool done = false;
    if (done || !DeepBindingWorks || dlsym(RTLD_DEFAULT, InsideLlvm) == nullptr)
        return;
    done = true;
    // Deep binding: what is loaded by this call looks for symbols in itself first. The libraries
    // stay, and OpenGL's dispatcher finds them loaded. One that is not there is not needed.
    for (const char* driver : {"libGLX_mesa.so.0", "libEGL_mesa.so.0"})
        dlopen(driver, RTLD_LAZY | RTLD_LOCAL | RTLD_DEEPBIND | RTLD_NODELETE);
#endif
}

} // namespace calolens
