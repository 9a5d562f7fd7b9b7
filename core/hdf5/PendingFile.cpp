// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/PendingFile.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace calolens::hdf5 {

namespace {
std::string systemMessage(int code) {
    return code == ENOSPC || code == EDQUOT ? "the disk is full" : std::strerror(code);
}
} // namespace

PendingFile::PendingFile(std::filesystem::path path)
    : m_path(std::move(path))
    , m_temporary(m_path.string() + ".part") {
    const FilePlace place{m_path.string(), {}, {}};
    if (std::filesystem::is_directory(m_path))
        throw FileError(place, "is a folder, a file is to be written there");
    m_descriptor = ::open(m_temporary.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (m_descriptor < 0)
        throw FileError(place, fmt::format("cannot be written ({})", systemMessage(errno)));
    // File systems without locks give other errors, which do no harm.
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(m_descriptor);
        throw FileError(place, fmt::format("is being written by another program ({} is in use)",
                                           m_temporary.string()));
    }
    if (::ftruncate(m_descriptor, 0) != 0) {
        const int code = errno;
        ::close(m_descriptor);
        throw FileError(place, fmt::format("cannot be written ({})", systemMessage(code)));
    }
}

PendingFile::~PendingFile() {
    if (!m_committed) {
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
    }
    ::close(m_descriptor);
}

void PendingFile::commit() {
    const FilePlace place{m_path.string(), {}, {}};
    if (::fsync(m_descriptor) != 0 && errno != EINVAL)
        throw FileError(place, fmt::format("cannot be written ({})", systemMessage(errno)));
    std::error_code error;
    std::filesystem::rename(m_temporary, m_path, error);
    if (error)
        throw FileError(place, fmt::format("cannot be put in place of {} ({})",
                                           m_temporary.string(), systemMessage(error.value())));
    m_committed = true;
    const auto folder = m_path.has_parent_path() ? m_path.parent_path() : ".";
    if (const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        directory >= 0) {
        ::fsync(directory);
        ::close(directory);
    }
}

} // namespace calolens::hdf5
