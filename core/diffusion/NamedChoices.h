// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error/Error.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace calolens {

/// The descriptions of a registry whose entries have a `description`.
template<typename Entry, std::size_t n>
[[nodiscard]] constexpr auto descriptionsOf(const std::array<Entry, n>& registry) {
    std::array<decltype(Entry::description), n> all;
    for (std::size_t i = 0; i < n; ++i)
        all[i] = registry[i].description;
    return all;
}

/// The entry of that name. @param kind, kinds what the registry holds, for the message
/// @throws UsageError naming the known ones
template<typename Entry, std::size_t n>
[[nodiscard]] const Entry& findNamed(const std::array<Entry, n>& registry, std::string_view name,
                                     const char* kind, const char* kinds) {
    std::string known;
    for (const Entry& entry : registry) {
        if (entry.description.name == name)
            return entry;
        known += known.empty() ? "" : ", ";
        known += entry.description.name;
    }
    throw UsageError(fmt::format("there is no {} '{}'; known {}: {}", kind, name, kinds, known));
}

} // namespace calolens
