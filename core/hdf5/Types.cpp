// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/Types.h"

#include <hdf5.h>

#include <initializer_list>

namespace calolens::hdf5 {

namespace {
bool isOneOf(hid_t id, std::initializer_list<hid_t> types) {
    for (const hid_t type : types)
        if (H5Tequal(id, type) > 0)
            return true;
    return false;
}
} // namespace

template<>
std::int64_t nativeType<float>() {
    return H5T_NATIVE_FLOAT;
}
template<>
std::int64_t nativeType<double>() {
    return H5T_NATIVE_DOUBLE;
}
template<>
std::int64_t nativeType<std::int8_t>() {
    return H5T_NATIVE_INT8;
}
template<>
std::int64_t nativeType<std::uint8_t>() {
    return H5T_NATIVE_UINT8;
}
template<>
std::int64_t nativeType<std::int16_t>() {
    return H5T_NATIVE_INT16;
}
template<>
std::int64_t nativeType<std::uint16_t>() {
    return H5T_NATIVE_UINT16;
}
template<>
std::int64_t nativeType<std::int32_t>() {
    return H5T_NATIVE_INT32;
}
template<>
std::int64_t nativeType<std::uint32_t>() {
    return H5T_NATIVE_UINT32;
}
template<>
std::int64_t nativeType<std::int64_t>() {
    return H5T_NATIVE_INT64;
}
template<>
std::int64_t nativeType<std::uint64_t>() {
    return H5T_NATIVE_UINT64;
}

NumberKind numberKind(std::int64_t id) {
    switch (H5Tget_class(id)) {
    case H5T_INTEGER:
        return isOneOf(id, {H5T_STD_I8LE, H5T_STD_U8LE, H5T_STD_I16LE, H5T_STD_U16LE, H5T_STD_I32LE,
                            H5T_STD_U32LE, H5T_STD_I64LE, H5T_STD_U64LE, H5T_STD_I8BE, H5T_STD_U8BE,
                            H5T_STD_I16BE, H5T_STD_U16BE, H5T_STD_I32BE, H5T_STD_U32BE,
                            H5T_STD_I64BE, H5T_STD_U64BE})
                   ? NumberKind::Integer
                   : NumberKind::Other;
    case H5T_FLOAT:
        return isOneOf(id, {H5T_IEEE_F32LE, H5T_IEEE_F64LE, H5T_IEEE_F32BE, H5T_IEEE_F64BE})
                   ? NumberKind::Real
                   : NumberKind::Other;
    default:
        return NumberKind::Other;
    }
}

} // namespace calolens::hdf5
