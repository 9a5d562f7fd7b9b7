// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/CellsFile.h"

#include "error/Error.h"
#include "event/CellRows.h"
#include "event/CellsCsv.h"
#include "event/Provenance.h"
#include "event/WholeFile.h"
#include "hdf5/Attributes.h"
#include "hdf5/Column.h"
#include "hdf5/File.h"
#include "hdf5/PendingFile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <functional>
#include <string>

namespace calolens {

namespace {
constexpr const char* format = "calolens-cells";

/// JSON knows no other numbers than finite ones.
nlohmann::ordered_json number(std::optional<float> value) {
    return value && std::isfinite(*value) ? nlohmann::ordered_json(*value)
                                          : nlohmann::ordered_json();
}

std::string cellsJson(const EventComparison& comparison) {
    using Json = nlohmann::ordered_json;
    Json json{{"format", format},
              {"version", 1},
              {"provenance", Json::array()},
              {"columns",
               {"layer", "ieta", "iphi", "eta", "phi", "lr_cell", "lr_energy_mev", "predicted_mev",
                "truth_mev"}}};
    for (const auto& [key, value] : provenanceOf(comparison))
        json["provenance"].push_back({key, value});
    std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace);
    text.resize(text.rfind('\n')); // the object goes on
    text += ",\n \"rows\": [";
    bool first = true;
    for (const CellRow& row : cellRows(comparison)) {
        text += first ? "\n  " : ",\n  ";
        first = false;
        text += Json{row.layer,
                     row.ieta,
                     row.iphi,
                     row.eta,
                     row.phi,
                     row.lrCell,
                     number(row.lrMeV),
                     number(row.predictedMeV),
                     number(row.trueMeV)}
                    .dump();
    }
    return text + "\n ]\n}\n";
}

/// One dataset, from a value of each row.
template<typename T>
void writeColumn(hdf5::File& file, const std::string& name, const std::vector<CellRow>& rows,
                 const std::function<T(const CellRow&)>& value) {
    constexpr std::int64_t chunk = 16384;
    hdf5::Column<T> column(file, name, chunk);
    for (const CellRow& row : rows)
        column.append(value(row));
    column.flush();
}

void writeHdf5(const EventComparison& comparison, const std::filesystem::path& path) {
    hdf5::PendingFile pending(path);
    hdf5::File file = hdf5::File::create(pending.temporaryPath(), pending.path());
    hdf5::Attributes root = file.attributes("/");
    root.setText("format", format);
    root.setInteger("version", 1);
    root.setText("provenance", inOneLine(provenanceOf(comparison)));
    const auto rows = cellRows(comparison);
    using Row = const CellRow&;
    writeColumn<std::int32_t>(file, "/layer", rows, [](Row r) { return r.layer; });
    writeColumn<std::int32_t>(file, "/ieta", rows, [](Row r) { return r.ieta; });
    writeColumn<std::int32_t>(file, "/iphi", rows, [](Row r) { return r.iphi; });
    writeColumn<float>(file, "/eta", rows, [](Row r) { return static_cast<float>(r.eta); });
    writeColumn<float>(file, "/phi", rows, [](Row r) { return static_cast<float>(r.phi); });
    writeColumn<std::int64_t>(file, "/lr_cell", rows,
                              [](Row r) { return static_cast<std::int64_t>(r.lrCell); });
    writeColumn<float>(file, "/lr_energy_mev", rows, [](Row r) { return r.lrMeV; });
    if (!comparison.predicted.empty())
        writeColumn<float>(file, "/predicted_mev", rows, [](Row r) { return *r.predictedMeV; });
    if (comparison.event->hasTruth())
        writeColumn<float>(file, "/truth_mev", rows, [](Row r) { return *r.trueMeV; });
    file.close();
    pending.commit();
}
} // namespace

void writeCells(const EventComparison& comparison, const std::filesystem::path& path) {
    const std::string suffix = path.extension().string();
    if (suffix == ".csv")
        writeCellsCsv(comparison, path);
    else if (suffix == ".json")
        writeWholeFile(path, cellsJson(comparison));
    else if (suffix == ".h5" || suffix == ".hdf5")
        writeHdf5(comparison, path);
    else
        throw UsageError(
            fmt::format("{}: a table of cells ends in .csv, .json or .h5", path.string()));
}

} // namespace calolens
