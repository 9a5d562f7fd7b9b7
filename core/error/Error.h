// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace calolens {

/// Base of every exception that CaloLens throws. Thrown where the fact is known, caught once: at
/// the edge of the program or of the worker. what() is a sentence that can be shown to the user as
/// it is.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Where in a file something is wrong. Empty members are left out of the message.
struct FilePlace {
    std::string path;                  ///< the file, as the user named it
    std::string dataset;               ///< for example "/level1/parent"
    std::optional<std::int64_t> event; ///< zero-based number of the event in the file
};

/// A file cannot be read or written, or says something that cannot be true.
class FileError : public Error {
public:
    /// @param place  the file, and if known the dataset and event
    /// @param cause  what is wrong and what was expected, without a full stop
    FileError(FilePlace place, const std::string& cause);
    [[nodiscard]] const FilePlace& place() const noexcept { return m_place; }

private:
    FilePlace m_place;
};

/// A model cannot be loaded, or does not fit the event it is given.
class ModelError : public Error {
public:
    using Error::Error;
};

/// The device asked for is not there, or has too little memory.
class DeviceError : public Error {
public:
    using Error::Error;
};

/// A setting has a value that makes no sense (unknown sampler, zero steps, ...).
class UsageError : public Error {
public:
    using Error::Error;
};

} // namespace calolens
