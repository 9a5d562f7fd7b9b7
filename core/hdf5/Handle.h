// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace calolens::hdf5 {

/// An HDF5 identifier of any kind (hid_t), closed when it goes out of scope.
class Handle {
public:
    Handle() = default;
    explicit Handle(std::int64_t id) noexcept
        : m_id(id) {}
    ~Handle() { close(); }
    Handle(Handle&& other) noexcept
        : m_id(other.m_id) {
        other.m_id = -1;
    }
    Handle& operator=(Handle&& other) noexcept;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    [[nodiscard]] std::int64_t id() const noexcept { return m_id; }
    [[nodiscard]] bool valid() const noexcept { return m_id >= 0; }
    void close() noexcept;

private:
    std::int64_t m_id = -1;
};

} // namespace calolens::hdf5
