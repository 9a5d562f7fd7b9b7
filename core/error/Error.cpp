// SPDX-License-Identifier: GPL-3.0-or-later
#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

namespace {
std::string message(const FilePlace& place, const std::string& cause) {
    std::string text = place.path;
    if (!place.dataset.empty())
        text += fmt::format(", dataset {}", place.dataset);
    if (place.event)
        text += fmt::format(", event {}", *place.event);
    return fmt::format("{}: {}", text, cause);
}
} // namespace

FileError::FileError(FilePlace place, const std::string& cause)
    : Error(message(place, cause))
    , m_place(std::move(place)) {
}

} // namespace calolens
