// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/RawFile.h"

#include <hdf5.h>

#include <unistd.h>

namespace calolens::hdf5 {

RawFile::RawFile(std::int64_t object)
    : m_file(H5Iget_file_id(object)) {
    const Handle creation(H5Fget_create_plist(m_file.id()));
    hsize_t userBlock = 0;
    std::size_t addressBytes = 0, lengthBytes = 0;
    void* handle = nullptr;
    if (creation.valid() && H5Pget_userblock(creation.id(), &userBlock) >= 0 &&
        H5Pget_sizes(creation.id(), &addressBytes, &lengthBytes) >= 0 && addressBytes == 8 &&
        lengthBytes == 8 && H5Fget_vfd_handle(m_file.id(), H5P_DEFAULT, &handle) >= 0)
        m_descriptor = *static_cast<const int*>(handle);
    m_start = userBlock;
}

bool RawFile::read(std::uint64_t address, std::span<unsigned char> out) const {
    constexpr std::uint64_t farthest = std::uint64_t{1} << 60;
    if (m_descriptor < 0 || address > farthest || m_start > farthest)
        return false;
    return ::pread(m_descriptor, out.data(), out.size(), static_cast<off_t>(address + m_start)) ==
           std::ssize(out);
}

std::uint64_t littleEndian(std::span<const unsigned char> bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
        value = value << 8 | bytes[i - 1];
    return value;
}

} // namespace calolens::hdf5
