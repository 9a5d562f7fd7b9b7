// SPDX-License-Identifier: GPL-3.0-or-later
#include "ObservablesTable.h"

#include "error/Error.h"
#include "hdf5/Attributes.h"
#include "hdf5/Column.h"
#include "hdf5/File.h"
#include "hdf5/PendingFile.h"
#include "version/Version.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <deque>
#include <fstream>
#include <iterator>
#include <vector>

namespace calolens::cli {

namespace {
constexpr const char* format = "calolens-observables";

/// Shortest text that reads back to the same number; `undefined` for what is none.
void appendNumber(std::string& text, float value, const char* undefined) {
    if (std::isfinite(value))
        fmt::format_to(std::back_inserter(text), "{}", value);
    else
        text += undefined;
}

/// Rows as lines of text.
class TextTable : public ObservablesTable {
public:
    explicit TextTable(const std::filesystem::path& path)
        : m_pending(path)
        , m_out(m_pending.temporaryPath(), std::ios::binary) {}
    void finish() override {
        m_out.close();
        check();
        m_pending.commit();
    }

protected:
    void write(const std::string& text) {
        m_out << text;
        check();
    }

private:
    void check() const {
        if (!m_out)
            throw FileError({m_pending.path().string(), {}, {}},
                            "cannot be written (is the disk full?)");
    }
    hdf5::PendingFile m_pending;
    std::ofstream m_out;
};

class CsvTable : public TextTable {
public:
    CsvTable(const std::filesystem::path& path, std::span<const ObservableInfo> observables)
        : TextTable(path) {
        std::string head = "event,picture,draw,incident_mev,energy_mev,cells";
        for (const ObservableInfo& info : observables)
            head += ',' + info.name;
        write(head + "\r\n");
    }
    void append(const ObservablesRow& row) override {
        std::string line = fmt::format("{},{},{},{},{},{}", row.event, pictureNames[row.picture],
                                       row.draw < 0 ? std::string{} : std::to_string(row.draw),
                                       row.incidentMev, row.energyMev, row.cells);
        for (const float value : row.values) {
            line += ',';
            appendNumber(line, value, "");
        }
        write(line + "\r\n");
    }
};

class JsonTable : public TextTable {
public:
    JsonTable(const std::filesystem::path& path, std::span<const ObservableInfo> observables,
              const std::string& source)
        : TextTable(path) {
        nlohmann::ordered_json head{{"format", format},
                                    {"version", 1},
                                    {"source", source},
                                    {"program_version", "CaloLens " + programVersion()}};
        for (const char* name : {"event", "picture", "draw", "incident_mev", "energy_mev", "cells"})
            head["columns"].push_back({{"name", name}});
        for (const ObservableInfo& info : observables)
            head["columns"].push_back(
                {{"name", info.name}, {"title", info.title}, {"unit", info.unit}});
        std::string text =
            head.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        text.resize(text.rfind('\n')); // the object goes on
        write(text + ",\n \"rows\": [");
    }
    void append(const ObservablesRow& row) override {
        std::string line =
            fmt::format("{}\n  [{},\"{}\",{},{},{},{}", m_first ? "" : ",", row.event,
                        pictureNames[row.picture],
                        row.draw < 0 ? std::string("null") : std::to_string(row.draw),
                        row.incidentMev, row.energyMev, row.cells);
        m_first = false;
        for (const float value : row.values) {
            line += ',';
            appendNumber(line, value, "null");
        }
        write(line + ']');
    }
    void finish() override {
        write("\n ]\n}\n");
        TextTable::finish();
    }

private:
    bool m_first = true;
};

class Hdf5Table : public ObservablesTable {
public:
    Hdf5Table(const std::filesystem::path& path, std::span<const ObservableInfo> observables,
              const std::string& source)
        : m_pending(path)
        , m_file(hdf5::File::create(m_pending.temporaryPath(), m_pending.path()))
        , m_event(m_file, "/event", chunk)
        , m_picture(m_file, "/picture", chunk)
        , m_draw(m_file, "/draw", chunk)
        , m_cells(m_file, "/cells", chunk)
        , m_incident(m_file, "/incident_mev", chunk)
        , m_energy(m_file, "/energy_mev", chunk) {
        hdf5::Attributes root = m_file.attributes("/");
        root.setText("format", format);
        root.setInteger("version", 1);
        root.setText("source", source);
        root.setText("program_version", "CaloLens " + programVersion());
        const std::vector<std::string> names(std::begin(pictureNames), std::end(pictureNames));
        m_file.attributes("/picture").setTexts("names", names);
        m_file.createGroup("/observables");
        for (const ObservableInfo& info : observables) {
            const std::string name = "/observables/" + info.name;
            m_values.emplace_back(m_file, name, chunk);
            m_file.attributes(name).setText("title", info.title);
            m_file.attributes(name).setText("unit", info.unit);
        }
    }
    void append(const ObservablesRow& row) override {
        m_event.append(row.event);
        m_picture.append(row.picture);
        m_draw.append(row.draw);
        m_cells.append(row.cells);
        m_incident.append(static_cast<float>(row.incidentMev));
        m_energy.append(static_cast<float>(row.energyMev));
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i].append(row.values[i]);
    }
    void finish() override {
        m_event.flush();
        m_picture.flush();
        m_draw.flush();
        m_cells.flush();
        m_incident.flush();
        m_energy.flush();
        for (auto& column : m_values)
            column.flush();
        m_file.close();
        m_pending.commit();
    }

private:
    static constexpr std::int64_t chunk = 8192;
    hdf5::PendingFile m_pending;
    hdf5::File m_file;
    hdf5::Column<std::int64_t> m_event;
    hdf5::Column<std::uint8_t> m_picture;
    hdf5::Column<std::int32_t> m_draw;
    hdf5::Column<std::int64_t> m_cells;
    hdf5::Column<float> m_incident, m_energy;
    std::deque<hdf5::Column<float>> m_values;
};
} // namespace

std::unique_ptr<ObservablesTable>
ObservablesTable::create(const std::filesystem::path& path,
                         std::span<const ObservableInfo> observables, const std::string& source) {
    const std::string suffix = path.extension().string();
    if (suffix == ".csv")
        return std::make_unique<CsvTable>(path, observables);
    if (suffix == ".json")
        return std::make_unique<JsonTable>(path, observables, source);
    if (suffix == ".h5" || suffix == ".hdf5")
        return std::make_unique<Hdf5Table>(path, observables, source);
    throw UsageError(
        fmt::format("{}: a table of observables ends in .csv, .json or .h5", path.string()));
}

} // namespace calolens::cli
