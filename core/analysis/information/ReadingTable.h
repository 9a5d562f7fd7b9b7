// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/latents/HitScale.h"
#include "event/Event.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// How a cell's energy is told on a scale on which zero is a number too: ln(E / MeV), hits below
/// the floor as if they had it, a cell without energy as a number far below (see
/// ParametrisationSettings, whose constants these are).
struct EnergyScaleCode {
    double floor = 0.3;        ///< MeV
    double zeroMean = -3.2;    ///< ln(E / MeV)
    double zeroSpread = 0.35;  ///< ln(E / MeV)
    std::vector<double> lines; ///< MeV; hits of these energies are spread over gaps (HitScale)
    double lineWidth = 0.5;
    bool operator==(const EnergyScaleCode&) const = default;
};

/// What simulated cells with nearly the same reading have in common.
struct ReadingBin {
    double low = 0;         ///< smallest reading, in units of the noise
    std::int64_t cells = 0; ///< that the rest is made from
    double sumVariance = 0; ///< of the true energy about the reading, in units of the noise squared
    /// Of the small cells' codes about their mean: sum of squares over m - 1, mean over cells.
    double codeVariance = 0;
    double emptyCells = 0; ///< small cells without energy, m - 1 at most
    /// Probability that two of these cells have the same pattern of hit small cells.
    double samePattern = 1;
    double lineCells = 0; ///< hits of a line, m - 1 at most together with the empty cells
};

/// The same of a layer.
struct LayerReadings {
    std::vector<double> sums; ///< quantiles of the true energy of an LR cell, MeV, ascending
    double samePattern = 1;   ///< for any two cells of the layer
    std::vector<ReadingBin> bins;
};

/// What the reading of an LR cell says of its small cells by itself, without a trained model:
/// statistics of simulated cells, by layer and reading. Stands beside a model as
/// MODEL.readings.json (docs/information.md).
class ReadingTable {
public:
    /// Beyond this many cells a range of readings is cut in two, up to mostBins ranges.
    static constexpr std::int64_t fewestCells = 100;
    static constexpr std::size_t mostBins = 12;
    static constexpr std::size_t quantiles = 257;

    ReadingTable() = default;
    /// @throws UsageError if the numbers cannot be such statistics
    ReadingTable(std::string source, std::int64_t events, int children, EnergyScaleCode code,
                 std::vector<LayerReadings> layers);

    [[nodiscard]] const std::string& source() const noexcept { return m_source; }
    [[nodiscard]] std::int64_t events() const noexcept { return m_events; }
    /// m, the small cells of an LR cell.
    [[nodiscard]] int children() const noexcept { return m_children; }
    [[nodiscard]] const EnergyScaleCode& code() const noexcept { return m_code; }
    [[nodiscard]] const std::vector<LayerReadings>& layers() const noexcept { return m_layers; }
    /// Whether the table says anything of the layer.
    [[nodiscard]] bool knows(std::size_t layer) const noexcept;
    /// The range that a reading falls into. @throws UsageError unless the layer is known
    [[nodiscard]] const ReadingBin& bin(std::size_t layer, double significance) const;

    /// Bits that a reading fixes: Kullback and Leibler's divergence of what is known of the true
    /// energy after it (Gaussian noise) from what was known before (the layer's distribution). Of
    /// N simulated cells it leaves N / 2^bits possible. Never negative.
    /// @param measured, noise MeV @throws UsageError unless the layer is known
    [[nodiscard]] double bitsOfReading(std::size_t layer, double measured, double noise) const;

    [[nodiscard]] std::string toJson() const;
    /// @throws FileError if the file cannot be read or is no such table
    [[nodiscard]] static ReadingTable read(const std::filesystem::path& path);
    /// That beside a model; nullopt if there is none. @throws FileError if it is damaged
    [[nodiscard]] static std::optional<ReadingTable> beside(const std::filesystem::path& model);
    /// models/a.calomodel gives models/a.readings.json. It need not exist.
    [[nodiscard]] static std::filesystem::path path(const std::filesystem::path& model);

private:
    [[nodiscard]] const LayerReadings& layer(std::size_t layer) const;

    std::string m_source;
    std::int64_t m_events = 0;
    int m_children = 0;
    EnergyScaleCode m_code;
    std::vector<LayerReadings> m_layers;
};

/// Makes a table from simulated events that come one by one; keeps a few numbers per cell.
class ReadingTableMaker {
public:
    /// @param source what the events are, in words
    ReadingTableMaker(const Readout& readout, std::string source, EnergyScaleCode code);
    /// @throws UsageError without truth or noise, or if LR cells differ in their number of small
    /// ones
    void add(const Event& event);
    /// @throws UsageError if no layer has fewestCells cells
    [[nodiscard]] ReadingTable finish();

private:
    struct Cell {
        double reading = 0, sum = 0, deviation = 0, codeVariance = 0;
        int empty = 0, lines = 0;
        std::uint64_t pattern = 0;
    };
    [[nodiscard]] Cell cellOf(std::vector<double> energies, double measured, double noise) const;
    [[nodiscard]] static LayerReadings readingsOf(std::vector<Cell> cells);

    std::string m_source;
    std::int64_t m_events = 0;
    std::size_t m_children = 0;
    EnergyScaleCode m_code;
    HitScale m_scale;
    std::vector<std::vector<Cell>> m_cells; ///< per layer
};

} // namespace calolens
