// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/DrawStore.h"

#include "error/Error.h"
#include "event/Fingerprint.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace calolens {

namespace {
constexpr std::int64_t page = 4096;

/// Zero means "not there", so no draws may have it.
std::uint64_t markOf(std::span<const float> draws) {
    const std::uint64_t mark = fingerprint(std::as_bytes(draws));
    return mark == 0 ? 1 : mark;
}

std::string headerOf(const std::string& settings) {
    std::string header = fmt::format("CaloLens draws in progress, version 1\n{}\n", settings);
    header.resize((header.size() + page) / page * page, '\0');
    return header;
}
} // namespace

DrawStore::DrawStore(std::filesystem::path path, std::int64_t events, std::int64_t headerBytes,
                     int descriptor)
    : m_path(std::move(path))
    , m_events(events)
    , m_headerBytes(headerBytes)
    , m_descriptor(descriptor)
    , m_empty(false) {
}

std::unique_ptr<DrawStore> DrawStore::openLeft(const std::filesystem::path& path,
                                               const std::string& settings, std::int64_t events) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    const std::string header = headerOf(settings);
    std::unique_ptr<DrawStore> store(new DrawStore(path, events, std::ssize(header), descriptor));
    std::string found(header.size(), '\0');
    if (!store->readAt(0, std::as_writable_bytes(std::span(found))) || found != header)
        return nullptr;
    return store;
}

DrawStore::DrawStore(std::filesystem::path path, const std::string& settings, std::int64_t events)
    : m_path(std::move(path))
    , m_events(events) {
    const std::string header = headerOf(settings);
    m_headerBytes = std::ssize(header);

    m_descriptor = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (m_descriptor < 0)
        fail(errno);
    // File systems without locks give other errors, which do no harm.
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(m_descriptor);
        throw FileError({m_path.string(), {}, {}}, "is being written by another program");
    }
    std::string found(header.size(), '\0');
    if (readAt(0, std::as_writable_bytes(std::span(found))) && found == header) {
        m_empty = false;
        return;
    }
    try {
        if (::ftruncate(m_descriptor, 0) != 0)
            fail(errno);
        writeAt(0, std::as_bytes(std::span<const char>(header)));
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

DrawStore::~DrawStore() {
    if (m_empty)
        remove();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool DrawStore::has(std::int64_t event) const {
    std::uint64_t mark = 0;
    return readAt(markPosition(event), std::as_writable_bytes(std::span(&mark, 1))) && mark != 0;
}

bool DrawStore::read(std::int64_t event, std::int64_t first, std::span<float> out) const {
    std::uint64_t mark = 0;
    return readAt(markPosition(event), std::as_writable_bytes(std::span(&mark, 1))) && mark != 0 &&
           readAt(valuePosition(first), std::as_writable_bytes(out)) && markOf(out) == mark;
}

void DrawStore::write(std::int64_t event, std::int64_t first, std::span<const float> draws) {
    m_empty = false;
    writeAt(valuePosition(first), std::as_bytes(draws));
    const std::uint64_t mark = markOf(draws); // last: it says that the draws are whole
    writeAt(markPosition(event), std::as_bytes(std::span(&mark, 1)));
}

void DrawStore::flush() {
    if (::fdatasync(m_descriptor) != 0 && errno != EINVAL)
        fail(errno);
}

bool DrawStore::inUse() const {
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK;
    ::flock(m_descriptor, LOCK_UN);
    return false;
}

void DrawStore::remove() {
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
}

std::int64_t DrawStore::markPosition(std::int64_t event) const noexcept {
    return m_headerBytes + event * std::int64_t{sizeof(std::uint64_t)};
}

std::int64_t DrawStore::valuePosition(std::int64_t index) const noexcept {
    const std::int64_t marksEnd = markPosition(m_events);
    return (marksEnd + page - 1) / page * page + index * std::int64_t{sizeof(float)};
}

bool DrawStore::readAt(std::int64_t position, std::span<std::byte> out) const {
    while (!out.empty()) {
        const ssize_t n = ::pread(m_descriptor, out.data(), out.size(), position);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        out = out.subspan(static_cast<std::size_t>(n));
        position += n;
    }
    return true;
}

void DrawStore::writeAt(std::int64_t position, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::pwrite(m_descriptor, bytes.data(), bytes.size(), position);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            fail(n < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(n));
        position += n;
    }
}

void DrawStore::fail(int code) const {
    throw FileError({m_path.string(), {}, {}},
                    fmt::format("cannot be written ({})", code == ENOSPC || code == EDQUOT
                                                              ? "the disk is full"
                                                              : std::strerror(code)));
}

} // namespace calolens
