// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

namespace calolens::hdf5 {

/// Holds the one lock of the process under which the HDF5 library may be called (distributions
/// build it without thread safety), and keeps the library from printing its errors. Everything in
/// this folder takes it by itself; take it around several calls that must not be interleaved.
class Lock {
public:
    Lock();

private:
    std::scoped_lock<std::recursive_mutex> m_guard;
};

} // namespace calolens::hdf5
