// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/CellsCsv.h"

#include "event/Provenance.h"
#include "event/WholeFile.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace calolens {

namespace {
constexpr std::string_view lineEnd = "\r\n";

/// Shortest text that reads back to the same number.
template<typename Number>
void appendNumber(std::string& text, Number value) {
    char buffer[32];
    const auto [end, error] = std::to_chars(std::begin(buffer), std::end(buffer), value);
    if (error == std::errc())
        text.append(buffer, end);
}

/// Index of the level-0 cell that holds cell i of the last level.
std::size_t lrIndex(const Event& event, std::size_t i) {
    for (std::size_t level = event.levels.size() - 1; level > 0; --level)
        i = static_cast<std::size_t>(event.levels[level].parent.at(i));
    return i;
}

} // namespace

std::string cellsCsv(const EventComparison& comparison) {
    const Event& event = *comparison.event;
    const CellSet& cells = event.hr();
    std::string text;
    fmt::format_to(std::back_inserter(text),
                   "# CaloLens cells: one row per HR cell, energies in MeV{}", lineEnd);
    for (const auto& [key, value] : provenanceOf(comparison))
        fmt::format_to(std::back_inserter(text), "# {}: {}{}", key, value, lineEnd);
    text += "layer,ieta,iphi,eta,phi,lr_cell,lr_energy_mev,predicted_mev,truth_mev";
    text += lineEnd;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellBounds bounds =
            cellBounds(event.readout->detector, event.readout->levels.back(), cells.id(i));
        const std::size_t parent = lrIndex(event, i);
        fmt::format_to(std::back_inserter(text), "{},{},{},", cells.layer[i], cells.ieta[i],
                       cells.iphi[i]);
        appendNumber(text, bounds.eta());
        text += ',';
        appendNumber(text, bounds.phi());
        text += ',';
        appendNumber(text, parent);
        text += ',';
        appendNumber(text, event.lr().energy.at(parent));
        text += ',';
        if (!comparison.predicted.empty())
            appendNumber(text, comparison.predicted.at(i));
        text += ',';
        if (event.hasTruth())
            appendNumber(text, cells.energy[i]);
        text += lineEnd;
    }
    return text;
}

void writeCellsCsv(const EventComparison& comparison, const std::filesystem::path& path) {
    writeWholeFile(path, cellsCsv(comparison));
}

} // namespace calolens
