// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/Attributes.h"

#include "hdf5/Lock.h"
#include "hdf5/Translate.h"
#include "hdf5/Types.h"
#include "hdf5/VariableText.h"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>
#include <cstring>

namespace calolens::hdf5 {

namespace {
constexpr std::int64_t maxValues = 65536;       ///< per attribute
constexpr std::size_t maxTextBytes = 16u << 20; ///< per attribute
constexpr const char* writtenTwice = "is there already";
} // namespace

/// An opened attribute with its type and number of values.
struct Attributes::Opened {
    Handle attribute;
    Handle type;
    Handle space;
    std::int64_t count = 0;
};

Attributes::Attributes(Handle object, FilePlace place)
    : m_object(std::move(object))
    , m_place(std::move(place)) {
}

bool Attributes::has(const std::string& name) const {
    const Lock lock;
    return H5Aexists(m_object.id(), name.c_str()) > 0;
}

Attributes::Opened Attributes::open(const std::string& name) const {
    if (!has(name))
        throw FileError(m_place, fmt::format("has no attribute '{}'", name));
    Opened opened;
    opened.attribute = Handle(H5Aopen(m_object.id(), name.c_str(), H5P_DEFAULT));
    if (!opened.attribute.valid())
        fail(m_place, fmt::format("attribute '{}' cannot be opened", name));
    opened.type = Handle(H5Aget_type(opened.attribute.id()));
    opened.space = Handle(H5Aget_space(opened.attribute.id()));
    if (!opened.type.valid() || !opened.space.valid())
        fail(m_place, fmt::format("attribute '{}' cannot be read", name));
    opened.count = H5Sget_simple_extent_npoints(opened.space.id());
    if (opened.count < 0 || opened.count > maxValues)
        throw FileError(m_place,
                        fmt::format("attribute '{}' declares {} values, expected at most {}", name,
                                    opened.count, maxValues));
    return opened;
}

template<class T>
std::vector<T> Attributes::read(const std::string& name) const {
    const Lock lock;
    const Opened opened = open(name);
    const NumberKind kind = numberKind(opened.type.id());
    const bool fits =
        std::is_floating_point_v<T> ? kind != NumberKind::Other : kind == NumberKind::Integer;
    if (!fits)
        throw FileError(m_place, fmt::format("attribute '{}' holds something else than {}", name,
                                             std::is_floating_point_v<T> ? "numbers" : "integers"));
    std::vector<T> values(static_cast<std::size_t>(opened.count));
    if (!values.empty() && H5Aread(opened.attribute.id(), nativeType<T>(), values.data()) < 0)
        fail(m_place, fmt::format("attribute '{}' cannot be read", name));
    return values;
}

std::vector<std::string> Attributes::texts(const std::string& name) const {
    const Lock lock;
    const Opened opened = open(name);
    if (H5Tget_class(opened.type.id()) != H5T_STRING)
        throw FileError(m_place,
                        fmt::format("attribute '{}' holds something else than text", name));
    const auto count = static_cast<std::size_t>(opened.count);
    std::vector<std::string> result;
    if (count == 0)
        return result;
    if (H5Tis_variable_str(opened.type.id()) > 0)
        return readVariableTexts(opened.attribute.id(), count, maxTextBytes, m_place, name);
    const Handle memoryType(H5Tcopy(opened.type.id()));
    const std::size_t length = H5Tget_size(opened.type.id());
    if (length == 0 || length > maxTextBytes / count)
        throw FileError(m_place, fmt::format("attribute '{}' declares an absurd length", name));
    std::vector<char> bytes(length * count);
    if (H5Aread(opened.attribute.id(), memoryType.id(), bytes.data()) < 0)
        fail(m_place, fmt::format("attribute '{}' cannot be read", name));
    const bool spaces = H5Tget_strpad(opened.type.id()) == H5T_STR_SPACEPAD;
    for (std::size_t i = 0; i < count; ++i) {
        const char* start = bytes.data() + i * length;
        std::string text(start, std::find(start, start + length, '\0'));
        if (spaces)
            text.erase(text.find_last_not_of(' ') + 1);
        result.push_back(std::move(text));
    }
    return result;
}

namespace {
template<class T>
T single(const std::vector<T>& values, const FilePlace& place, const std::string& name) {
    if (values.size() != 1)
        throw FileError(place, fmt::format("attribute '{}' holds {} values, expected one", name,
                                           values.size()));
    return values.front();
}
} // namespace

std::string Attributes::text(const std::string& name) const {
    return single(texts(name), m_place, name);
}
std::vector<std::int64_t> Attributes::integers(const std::string& name) const {
    return read<std::int64_t>(name);
}
std::int64_t Attributes::integer(const std::string& name) const {
    return single(integers(name), m_place, name);
}
std::uint64_t Attributes::unsignedInteger(const std::string& name) const {
    const Lock lock;
    if (H5Tget_sign(open(name).type.id()) != H5T_SGN_2)
        return single(read<std::uint64_t>(name), m_place, name);
    const std::int64_t value = integer(name); // the library would make 0 of a negative number
    if (value < 0)
        throw FileError(m_place,
                        fmt::format("attribute '{}' is {}, expected 0 or more", name, value));
    return static_cast<std::uint64_t>(value);
}
std::vector<double> Attributes::numbers(const std::string& name) const {
    return read<double>(name);
}
double Attributes::number(const std::string& name) const {
    return single(numbers(name), m_place, name);
}

void Attributes::write(const std::string& name, std::int64_t fileType, std::int64_t memoryType,
                       const void* values, std::int64_t count, bool scalar) {
    if (has(name))
        throw FileError(m_place, fmt::format("attribute '{}' {}", name, writtenTwice));
    const auto size = static_cast<hsize_t>(count);
    const Handle space(scalar ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, nullptr));
    const Handle attribute(
        H5Acreate2(m_object.id(), name.c_str(), fileType, space.id(), H5P_DEFAULT, H5P_DEFAULT));
    if (!attribute.valid() || (count > 0 && H5Awrite(attribute.id(), memoryType, values) < 0))
        fail(m_place, fmt::format("attribute '{}' cannot be written", name));
}

void Attributes::setTexts(const std::string& name, std::span<const std::string> values) {
    const Lock lock;
    std::size_t length = 1;
    for (const std::string& value : values)
        length = std::max(length, value.size());
    std::vector<char> bytes(length * values.size(), '\0');
    for (std::size_t i = 0; i < values.size(); ++i)
        std::memcpy(bytes.data() + i * length, values[i].data(), values[i].size());
    const Handle type(H5Tcopy(H5T_C_S1));
    H5Tset_size(type.id(), length);
    H5Tset_strpad(type.id(), H5T_STR_NULLPAD);
    H5Tset_cset(type.id(), H5T_CSET_UTF8);
    write(name, type.id(), type.id(), bytes.data(), std::ssize(values), false);
}

void Attributes::setText(const std::string& name, const std::string& value) {
    const Lock lock;
    const std::string padded = value.empty() ? std::string(1, '\0') : value;
    const Handle type(H5Tcopy(H5T_C_S1));
    H5Tset_size(type.id(), padded.size());
    H5Tset_strpad(type.id(), H5T_STR_NULLPAD);
    H5Tset_cset(type.id(), H5T_CSET_UTF8);
    write(name, type.id(), type.id(), padded.data(), 1, true);
}

void Attributes::setInteger(const std::string& name, std::int64_t value) {
    const Lock lock;
    write(name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value, 1, true);
}
void Attributes::setUnsigned(const std::string& name, std::uint64_t value) {
    const Lock lock;
    write(name, H5T_STD_U64LE, H5T_NATIVE_UINT64, &value, 1, true);
}
void Attributes::setIntegers(const std::string& name, std::span<const std::int64_t> values) {
    const Lock lock;
    write(name, H5T_STD_I64LE, H5T_NATIVE_INT64, values.data(), std::ssize(values), false);
}
void Attributes::setNumber(const std::string& name, double value) {
    const Lock lock;
    write(name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value, 1, true);
}
void Attributes::setNumbers(const std::string& name, std::span<const double> values) {
    const Lock lock;
    write(name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, values.data(), std::ssize(values), false);
}

} // namespace calolens::hdf5
