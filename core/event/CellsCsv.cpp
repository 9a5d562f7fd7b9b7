// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/CellsCsv.h"

#include "event/CellRows.h"
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

} // namespace

std::string cellsCsv(const EventComparison& comparison) {
    std::string text;
    fmt::format_to(std::back_inserter(text),
                   "# CaloLens cells: one row per HR cell, energies in MeV{}", lineEnd);
    for (const auto& [key, value] : provenanceOf(comparison))
        fmt::format_to(std::back_inserter(text), "# {}: {}{}", key, value, lineEnd);
    text += "layer,ieta,iphi,eta,phi,lr_cell,lr_energy_mev,predicted_mev,truth_mev";
    text += lineEnd;
    for (const CellRow& row : cellRows(comparison)) {
        fmt::format_to(std::back_inserter(text), "{},{},{},", row.layer, row.ieta, row.iphi);
        appendNumber(text, row.eta);
        text += ',';
        appendNumber(text, row.phi);
        text += ',';
        appendNumber(text, row.lrCell);
        text += ',';
        appendNumber(text, row.lrMeV);
        text += ',';
        if (row.predictedMeV)
            appendNumber(text, *row.predictedMeV);
        text += ',';
        if (row.trueMeV)
            appendNumber(text, *row.trueMeV);
        text += lineEnd;
    }
    return text;
}

void writeCellsCsv(const EventComparison& comparison, const std::filesystem::path& path) {
    writeWholeFile(path, cellsCsv(comparison));
}

} // namespace calolens
