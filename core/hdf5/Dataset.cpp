// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/Dataset.h"

#include "hdf5/Lock.h"
#include "hdf5/Translate.h"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <type_traits>

namespace calolens::hdf5 {

namespace {
template<class T>
constexpr NumberKind kindOf = std::is_floating_point_v<T> ? NumberKind::Real : NumberKind::Integer;

/// Refuses values that do not fit instead of clipping them, as the library does by default.
H5T_conv_ret_t onConversionProblem(H5T_conv_except_t problem, hid_t, hid_t, void*, void*, void*) {
    return problem == H5T_CONV_EXCEPT_RANGE_HI || problem == H5T_CONV_EXCEPT_RANGE_LOW
               ? H5T_CONV_ABORT
               : H5T_CONV_UNHANDLED;
}

using Extents = std::array<hsize_t, 2>;
Extents extents(const Shape& shape) {
    Extents result{};
    for (std::size_t i = 0; i < shape.size(); ++i)
        result[i] = static_cast<hsize_t>(shape[i]);
    return result;
}
} // namespace

Dataset::Dataset(Handle handle, FilePlace place)
    : m_handle(std::move(handle))
    , m_place(std::move(place)) {
    const Lock lock;
    const Handle type(H5Dget_type(m_handle.id()));
    m_kind = type.valid() ? numberKind(type.id()) : NumberKind::Other;
    const Handle space(H5Dget_space(m_handle.id()));
    if (!space.valid() || H5Sget_simple_extent_type(space.id()) == H5S_NULL)
        throw FileError(m_place, "holds no values");
    const int rank = H5Sget_simple_extent_ndims(space.id());
    if (rank < 0 || rank > H5S_MAX_RANK)
        fail(m_place, "its shape cannot be read");
    std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
    if (rank > 0 && H5Sget_simple_extent_dims(space.id(), sizes.data(), nullptr) < 0)
        fail(m_place, "its shape cannot be read");
    std::uint64_t values = 1;
    for (const hsize_t size : sizes) {
        if (size > (hsize_t{1} << 62) ||
            (size > 0 && values > (std::uint64_t{1} << 62) / static_cast<std::uint64_t>(size)))
            throw FileError(m_place, "declares more values than any file can hold");
        values *= size;
        m_shape.push_back(static_cast<std::int64_t>(size));
    }
}

std::int64_t Dataset::size() const noexcept {
    return std::accumulate(m_shape.begin(), m_shape.end(), std::int64_t{1}, std::multiplies<>());
}

FilePlace Dataset::place(std::optional<std::int64_t> event) const {
    FilePlace result = m_place;
    result.event = event;
    return result;
}

void Dataset::readBlock(const Shape& start, const Shape& count, std::int64_t memoryType,
                        NumberKind memoryKind, void* out, std::optional<std::int64_t> event) const {
    const Lock lock;
    if (m_kind != memoryKind)
        throw FileError(place(event), memoryKind == NumberKind::Integer
                                          ? "holds something else than integers"
                                          : "holds something else than 32 or 64 bit real numbers");
    if (start.size() != m_shape.size())
        throw FileError(place(event), fmt::format("has {} dimensions, expected {}", m_shape.size(),
                                                  start.size()));
    for (std::size_t i = 0; i < start.size(); ++i)
        if (start[i] < 0 || count[i] < 0 || count[i] > m_shape[i] ||
            start[i] > m_shape[i] - count[i])
            throw FileError(place(event),
                            fmt::format("values {} to {} were asked for, but there are only {}",
                                        start[i], start[i] + count[i] - 1, m_shape[i]));
    if (std::find(count.begin(), count.end(), 0) != count.end())
        return;

    const Extents first = extents(start), number = extents(count);
    const Handle fileSpace(H5Dget_space(m_handle.id()));
    const Handle memorySpace(
        H5Screate_simple(static_cast<int>(count.size()), number.data(), nullptr));
    const Handle transfer(H5Pcreate(H5P_DATASET_XFER));
    if (!fileSpace.valid() || !memorySpace.valid() || !transfer.valid() ||
        H5Pset_type_conv_cb(transfer.id(), onConversionProblem, nullptr) < 0 ||
        H5Sselect_hyperslab(fileSpace.id(), H5S_SELECT_SET, first.data(), nullptr, number.data(),
                            nullptr) < 0 ||
        H5Dread(m_handle.id(), memoryType, memorySpace.id(), fileSpace.id(), transfer.id(), out) <
            0)
        fail(place(event), "cannot be read");
}

void Dataset::writeBlock(const Shape& start, const Shape& count, std::int64_t memoryType,
                         const void* values) {
    const Lock lock;
    if (std::find(count.begin(), count.end(), 0) != count.end())
        return;
    if (start.size() != m_shape.size())
        throw FileError(
            m_place, fmt::format("has {} dimensions, expected {}", m_shape.size(), start.size()));
    Shape grown = m_shape;
    for (std::size_t i = 0; i < start.size(); ++i)
        grown[i] = std::max(grown[i], start[i] + count[i]);
    if (grown != m_shape) {
        const Extents size = extents(grown);
        if (H5Dset_extent(m_handle.id(), size.data()) < 0)
            fail(m_place, "cannot be enlarged");
        m_shape = grown;
    }
    const Extents first = extents(start), number = extents(count);
    const Handle fileSpace(H5Dget_space(m_handle.id()));
    const Handle memorySpace(
        H5Screate_simple(static_cast<int>(count.size()), number.data(), nullptr));
    if (!fileSpace.valid() || !memorySpace.valid() ||
        H5Sselect_hyperslab(fileSpace.id(), H5S_SELECT_SET, first.data(), nullptr, number.data(),
                            nullptr) < 0 ||
        H5Dwrite(m_handle.id(), memoryType, memorySpace.id(), fileSpace.id(), H5P_DEFAULT, values) <
            0)
        fail(m_place, "cannot be written");
}

template<class T>
void Dataset::read(std::int64_t first, std::span<T> out, std::optional<std::int64_t> event) const {
    const Lock lock;
    readBlock({first}, {std::ssize(out)}, nativeType<T>(), kindOf<T>, out.data(), event);
}

template<class T>
void Dataset::readColumns(std::int64_t first, std::int64_t columns, std::span<T> out,
                          std::optional<std::int64_t> event) const {
    const Lock lock;
    if (m_shape.size() != 2 || std::ssize(out) != m_shape[0] * columns)
        throw FileError(place(event), "has another shape than expected");
    readBlock({0, first}, {m_shape[0], columns}, nativeType<T>(), kindOf<T>, out.data(), event);
}

template<class T>
std::vector<T> Dataset::readAll(std::int64_t limit) const {
    const Lock lock;
    if (size() > limit)
        throw FileError(m_place,
                        fmt::format("holds {} values, expected at most {}", size(), limit));
    if (m_kind != kindOf<T>)
        throw FileError(m_place, "holds another kind of values than expected");
    std::vector<T> values(static_cast<std::size_t>(size()));
    const Handle transfer(H5Pcreate(H5P_DATASET_XFER));
    if (!values.empty() && (H5Pset_type_conv_cb(transfer.id(), onConversionProblem, nullptr) < 0 ||
                            H5Dread(m_handle.id(), nativeType<T>(), H5S_ALL, H5S_ALL, transfer.id(),
                                    values.data()) < 0))
        fail(m_place, "cannot be read");
    return values;
}

template<class T>
void Dataset::write(std::int64_t first, std::span<const T> values) {
    const Lock lock;
    writeBlock({first}, {std::ssize(values)}, nativeType<T>(), values.data());
}

template<class T>
void Dataset::writeColumns(std::int64_t first, std::int64_t columns, std::span<const T> values) {
    const Lock lock;
    if (m_shape.size() != 2 || std::ssize(values) != m_shape[0] * columns)
        throw FileError(m_place, "was given a block of another shape");
    writeBlock({0, first}, {m_shape[0], columns}, nativeType<T>(), values.data());
}

template<class T>
void Dataset::writeAll(std::span<const T> values) {
    const Lock lock;
    if (std::ssize(values) != size())
        throw FileError(m_place,
                        fmt::format("was given {} values, expected {}", values.size(), size()));
    if (!values.empty() &&
        H5Dwrite(m_handle.id(), nativeType<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
        fail(m_place, "cannot be written");
}

// NOLINTBEGIN(bugprone-macro-parentheses)
#define CALOLENS_INSTANTIATE(T)                                                                    \
    template void Dataset::read<T>(std::int64_t, std::span<T>, std::optional<std::int64_t>) const; \
    template void Dataset::readColumns<T>(std::int64_t, std::int64_t, std::span<T>,                \
                                          std::optional<std::int64_t>) const;                      \
    template std::vector<T> Dataset::readAll<T>(std::int64_t) const;                               \
    template void Dataset::write<T>(std::int64_t, std::span<const T>);                             \
    template void Dataset::writeColumns<T>(std::int64_t, std::int64_t, std::span<const T>);        \
    template void Dataset::writeAll<T>(std::span<const T>);
// NOLINTEND(bugprone-macro-parentheses)
CALOLENS_INSTANTIATE(float)
CALOLENS_INSTANTIATE(double)
CALOLENS_INSTANTIATE(std::int8_t)
CALOLENS_INSTANTIATE(std::uint8_t)
CALOLENS_INSTANTIATE(std::int16_t)
CALOLENS_INSTANTIATE(std::uint16_t)
CALOLENS_INSTANTIATE(std::int32_t)
CALOLENS_INSTANTIATE(std::uint32_t)
CALOLENS_INSTANTIATE(std::int64_t)
CALOLENS_INSTANTIATE(std::uint64_t)
#undef CALOLENS_INSTANTIATE

} // namespace calolens::hdf5
