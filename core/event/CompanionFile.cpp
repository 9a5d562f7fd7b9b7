// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/CompanionFile.h"

#include "error/Error.h"

#include <fstream>
#include <iterator>

namespace calolens {

std::filesystem::path companionPath(const std::filesystem::path& model, const char* ending) {
    std::filesystem::path path = model;
    return path.replace_extension(ending);
}

std::optional<std::filesystem::path> findCompanion(const std::filesystem::path& model,
                                                   const char* ending) {
    if (model.empty())
        return std::nullopt;
    auto path = companionPath(model, ending);
    std::error_code none;
    return std::filesystem::is_regular_file(path, none) ? std::optional(std::move(path))
                                                        : std::nullopt;
}

std::string readCompanion(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw FileError({path.string(), {}, {}}, "the file cannot be opened");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace calolens
