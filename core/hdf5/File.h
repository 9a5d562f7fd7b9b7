// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hdf5/Attributes.h"
#include "hdf5/Dataset.h"
#include "hdf5/Handle.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace calolens::hdf5 {

/// An open HDF5 file. Objects are named by absolute paths ("/level0/energy").
///
/// What is read from is not trusted: only plain (hard) links are followed, and datasets that point
/// into other files, use unknown filters or declare giant chunks are refused. New files use
/// the 1.10 format, whose metadata are checksummed throughout. All functions throw FileError.
class File {
public:
    enum class Access { Read, Update };

    File() = default;
    [[nodiscard]] static File open(const std::filesystem::path& path, Access access = Access::Read);
    /// Creates the file, or empties the one that is there.
    /// @param shownPath  name of the file in messages, if another than path
    [[nodiscard]] static File create(const std::filesystem::path& path,
                                     std::filesystem::path shownPath = {});

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    /// Whether a group or dataset of that name is there.
    [[nodiscard]] bool has(const std::string& name) const;
    /// Names of the groups and datasets in a group, in alphabetical order.
    [[nodiscard]] std::vector<std::string> names(const std::string& group) const;
    [[nodiscard]] Attributes attributes(const std::string& object) const;
    [[nodiscard]] Dataset dataset(const std::string& name) const;

    void createGroup(const std::string& name);
    /// Instantiated for the types of nativeType(); stored little-endian.
    template<class T>
    Dataset createDataset(const std::string& name, const DatasetLayout& layout);
    /// A dataset in one go, compressed and checksummed.
    template<class T>
    Dataset write(const std::string& name, const Shape& shape, std::span<const T> values);
    /// Removes a group or dataset.
    void remove(const std::string& name);

    /// Hands everything to the operating system. Full disks show here at the latest.
    void flush();
    /// Flushes and closes. Datasets taken from the file should be gone before.
    void close();

private:
    [[nodiscard]] FilePlace place(const std::string& object = {}) const;
    [[nodiscard]] Dataset createTyped(const std::string& name, const DatasetLayout& layout,
                                      std::int64_t type);

    Handle m_handle;
    std::filesystem::path m_path;
    bool m_readOnly = false; ///< what is on the disk is all there is
};

} // namespace calolens::hdf5
