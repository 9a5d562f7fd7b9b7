// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/Translate.h"

#include <fmt/format.h>
#include <hdf5.h>

namespace calolens::hdf5 {

namespace {
/// Collects the descriptions of the error stack, innermost first.
herr_t collect(unsigned, const H5E_error2_t* error, void* out) {
    auto& text = *static_cast<std::string*>(out);
    if (text.empty() && error->desc)
        text = error->desc;
    return 0;
}
} // namespace

std::string libraryMessage() {
    std::string text;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, &text);
    H5Eclear2(H5E_DEFAULT);
    if (text.find("No space left on device") != std::string::npos ||
        text.find("Disk quota exceeded") != std::string::npos)
        return "the disk is full";
    if (text.find("File too large") != std::string::npos)
        return "the file grew larger than the system allows";
    if (text.find("truncated file") != std::string::npos)
        return "the file is truncated";
    // System errors carry the file name, a time and more; only the message itself helps a user.
    if (const auto start = text.find("error message = '"); start != std::string::npos) {
        const auto from = start + std::string_view("error message = '").size();
        return text.substr(from, text.find('\'', from) - from);
    }
    return text.empty() ? "HDF5 gives no reason" : fmt::format("HDF5 says: {}", text);
}

void fail(FilePlace place, const std::string& what) {
    throw FileError(std::move(place), fmt::format("{} ({})", what, libraryMessage()));
}

} // namespace calolens::hdf5
