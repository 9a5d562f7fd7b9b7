// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProvenanceText.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace calolens::cli {

namespace {
using Json = nlohmann::ordered_json;

constexpr std::size_t longestValue = 60;
constexpr std::size_t longestText = 200;

std::string shortened(std::string text, std::size_t longest) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    if (text.size() <= longest)
        return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // not inside of a UTF-8 character
    return text.substr(0, end) + "...";
}

std::string plain(const Json& value) {
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}
} // namespace

std::string provenanceText(const std::string& provenance) {
    const Json json = Json::parse(provenance, nullptr, false);
    if (json.is_discarded())
        return shortened(provenance, longestText);
    if (!json.is_object())
        return shortened(plain(json), longestText);
    std::string line;
    const auto add = [&line](const std::string& part) {
        line += (line.empty() ? "" : ", ") + part;
    };
    if (json.contains("program"))
        add(shortened(plain(json["program"]), longestValue) +
            (json.contains("version") ? ' ' + shortened(plain(json["version"]), longestValue)
                                      : ""));
    for (const auto& [key, value] : json.items()) {
        if (key == "program" || key == "version" || value.is_structured())
            continue;
        const std::string text = shortened(plain(value), longestValue);
        add(key == "command" ? text : shortened(key, longestValue) + ": " + text);
    }
    if (const auto source = json.find("source");
        source != json.end() && source->is_object() && source->contains("file"))
        add("from " + shortened(plain((*source)["file"]), longestValue));
    return shortened(line, longestText);
}

} // namespace calolens::cli
