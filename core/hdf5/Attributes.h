// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error/Error.h"
#include "hdf5/Handle.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace calolens::hdf5 {

/// The attributes of a group or dataset.
///
/// Text is written with a fixed length, UTF-8, so that it lies under the library's metadata
/// checksums; text of fixed or variable length is read. All functions throw FileError naming file
/// and object when the attribute is missing, of another kind or unreasonably large.
class Attributes {
public:
    /// Made by File; place names the file and the object.
    Attributes(Handle object, FilePlace place);

    [[nodiscard]] bool has(const std::string& name) const;
    [[nodiscard]] std::string text(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> texts(const std::string& name) const;
    [[nodiscard]] std::int64_t integer(const std::string& name) const;
    [[nodiscard]] std::vector<std::int64_t> integers(const std::string& name) const;
    [[nodiscard]] double number(const std::string& name) const;
    /// Real or integer values.
    [[nodiscard]] std::vector<double> numbers(const std::string& name) const;

    void setText(const std::string& name, const std::string& value);
    void setTexts(const std::string& name, std::span<const std::string> values);
    void setInteger(const std::string& name, std::int64_t value);
    /// Keeps all 64 bits of a seed.
    void setUnsigned(const std::string& name, std::uint64_t value);
    [[nodiscard]] std::uint64_t unsignedInteger(const std::string& name) const;
    void setIntegers(const std::string& name, std::span<const std::int64_t> values);
    void setNumber(const std::string& name, double value);
    void setNumbers(const std::string& name, std::span<const double> values);

private:
    struct Opened;
    [[nodiscard]] Opened open(const std::string& name) const;
    template<class T>
    [[nodiscard]] std::vector<T> read(const std::string& name) const;
    void write(const std::string& name, std::int64_t fileType, std::int64_t memoryType,
               const void* values, std::int64_t count, bool scalar);

    Handle m_object;
    FilePlace m_place;
};

} // namespace calolens::hdf5
