// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace calolens::hdf5 {

/// A file that is to appear whole or not at all: written under PATH.part, which commit() renames to
/// PATH and the destructor removes. Two programs cannot write the same PATH.part.
class PendingFile {
public:
    /// Creates PATH.part, or empties the one left behind by a killed program.
    /// @throws FileError if that cannot be done, or if another program is writing it
    explicit PendingFile(std::filesystem::path path);
    ~PendingFile();
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    [[nodiscard]] const std::filesystem::path& temporaryPath() const noexcept {
        return m_temporary;
    }
    /// Waits until the content is on the disk and puts the file in its place. @throws FileError
    void commit();

private:
    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    int m_descriptor = -1;
    bool m_committed = false;
};

} // namespace calolens::hdf5
