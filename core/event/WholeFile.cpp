// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/WholeFile.h"

#include "error/Error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace calolens {

namespace {
struct Close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what, int code) {
    throw FileError({.path = path.string(), .dataset = {}, .event = {}},
                    what + ": " + std::generic_category().message(code));
}
} // namespace

void writeWholeFile(const std::filesystem::path& path, std::string_view bytes) {
    if (std::filesystem::is_directory(path))
        fail(path, "cannot be written", EISDIR);
    std::filesystem::path part = path;
    part += ".part";
    std::unique_ptr<std::FILE, Close> file(std::fopen(part.c_str(), "wb"));
    if (!file)
        fail(path, "cannot be written", errno);
    // A full disk may show in any of these: the write, the flush, the sync or the close.
    errno = 0;
    bool whole = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    whole = whole && std::fflush(file.get()) == 0;
    whole = whole && (fsync(fileno(file.get())) == 0 || errno == EINVAL); // EINVAL: a pipe
    int code = errno;
    if (std::fclose(file.release()) != 0 && whole) {
        whole = false;
        code = errno;
    }
    std::error_code ignored;
    if (!whole) {
        std::filesystem::remove(part, ignored);
        fail(path, "cannot be written", code);
    }
    std::error_code renamed;
    std::filesystem::rename(part, path, renamed);
    if (renamed) {
        std::filesystem::remove(part, ignored);
        fail(path, "cannot be put in place", renamed.value());
    }
}

} // namespace calolens
