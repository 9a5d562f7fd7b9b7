// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/Lock.h"

#include <hdf5.h>

namespace calolens::hdf5 {

namespace {
std::recursive_mutex& libraryMutex() {
    // Never destroyed: handles with static storage may be closed after the end of main().
    static auto& mutex = *[] {
        // Before the library's first call. Its own cleaning up at the end of the process would
        // write what a full disk has refused, and crash; our handles close what they opened.
        H5dont_atexit();
        return new std::recursive_mutex;
    }();
    return mutex;
}
} // namespace

Lock::Lock()
    : m_guard(libraryMutex()) {
    // The error stack's printing is a setting of the thread where the library is thread-safe.
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

} // namespace calolens::hdf5
