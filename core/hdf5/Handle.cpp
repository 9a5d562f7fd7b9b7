// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/Handle.h"

#include "hdf5/Lock.h"

#include <hdf5.h>

#include <type_traits>
#include <utility>

namespace calolens::hdf5 {

static_assert(std::is_same_v<hid_t, std::int64_t> || sizeof(hid_t) == sizeof(std::int64_t));

Handle& Handle::operator=(Handle&& other) noexcept {
    if (this != &other) {
        close();
        m_id = std::exchange(other.m_id, -1);
    }
    return *this;
}

void Handle::close() noexcept {
    if (m_id < 0)
        return;
    const Lock lock;
    H5Idec_ref(std::exchange(m_id, -1));
}

} // namespace calolens::hdf5
