// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/LrBlocks.h"
#include "analysis/information/ReadingTable.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>

namespace calolens {

namespace {
constexpr std::size_t mostChildren = 64; // of which a pattern has a bit each

/// Share of pairs that are equal; half a pair where none is, so that its logarithm is finite.
double sameShare(const std::unordered_map<std::uint64_t, std::int64_t>& counts,
                 std::int64_t cells) {
    double pairs = 0;
    for (const auto& [pattern, count] : counts)
        pairs += 0.5 * static_cast<double>(count) * static_cast<double>(count - 1);
    const double all = 0.5 * static_cast<double>(cells) * static_cast<double>(cells - 1);
    return std::max(pairs, 0.5) / all;
}
} // namespace

ReadingTableMaker::ReadingTableMaker(const Readout& readout, std::string source,
                                     EnergyScaleCode code)
    : m_source(std::move(source))
    , m_code(std::move(code))
    , m_scale(m_code.floor, m_code.lines, m_code.lineWidth)
    , m_cells(static_cast<std::size_t>(readout.levels.front().layerCount())) {
}

ReadingTableMaker::Cell ReadingTableMaker::cellOf(std::vector<double> energies, double measured,
                                                  double noise) const {
    Cell cell;
    cell.reading = measured / noise;
    cell.sum = std::accumulate(energies.begin(), energies.end(), 0.0);
    cell.deviation = (cell.sum - measured) / noise;
    int empty = 0, lines = 0;
    for (std::size_t k = 0; k < energies.size(); ++k) {
        if (energies[k] > 0) {
            cell.pattern |= std::uint64_t{1} << k;
            lines += m_scale.ofLine(energies[k]) ? 1 : 0;
            energies[k] = m_scale.meanCode(energies[k]);
        } else {
            ++empty;
            energies[k] = m_code.zeroMean;
        }
    }
    const auto m = static_cast<double>(energies.size());
    const double mean = std::accumulate(energies.begin(), energies.end(), 0.0) / m;
    for (const double code : energies)
        cell.codeVariance += (code - mean) * (code - mean) / (m - 1);
    // What the codes of empty cells and of lines scatter by adds to that.
    cell.codeVariance += empty / m * m_code.zeroSpread * m_code.zeroSpread +
                         lines / m * m_code.lineWidth * m_code.lineWidth / 12;
    const int shares = static_cast<int>(energies.size()) - 1;
    cell.empty = std::min(empty, shares);
    cell.lines = std::min(lines, shares - cell.empty);
    return cell;
}

void ReadingTableMaker::add(const Event& event) {
    if (!event.hasTruth())
        throw UsageError(fmt::format("event {} has no truth, which a table of readings is made of",
                                     event.number));
    const LrBlocks blocks(event);
    for (std::size_t j = 0; j < blocks.lrCells(); ++j) {
        const std::size_t layer = event.lr().layer[j];
        const double noise = event.readout->detector.layers.at(layer).noise;
        if (!(noise > 0))
            throw UsageError("a table of readings needs to know the noise of the LR cells");
        std::vector<double> energies;
        for (const std::size_t i : blocks.cellsOf(j))
            energies.push_back(event.hr().energy[i]);
        if (m_children == 0)
            m_children = energies.size();
        if (energies.size() != m_children || m_children < 2 || m_children > mostChildren)
            throw UsageError(fmt::format("LR cells must all hold the same number of small cells, 2 "
                                         "to {}, for a table of readings",
                                         mostChildren));
        m_cells.at(layer).push_back(cellOf(std::move(energies), event.lr().energy[j], noise));
    }
    ++m_events;
}

LayerReadings ReadingTableMaker::readingsOf(std::vector<Cell> cells) {
    const auto count = static_cast<std::int64_t>(cells.size());
    LayerReadings layer;
    if (count < ReadingTable::fewestCells)
        return layer;
    std::sort(cells.begin(), cells.end(),
              [](const Cell& a, const Cell& b) { return a.sum < b.sum; });
    for (std::size_t q = 0; q < ReadingTable::quantiles; ++q)
        layer.sums.push_back(cells[q * (cells.size() - 1) / (ReadingTable::quantiles - 1)].sum);
    // Ties by what else is known of the cells: the order of events must not matter.
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
        return std::tie(a.reading, a.deviation, a.pattern) <
               std::tie(b.reading, b.deviation, b.pattern);
    });
    std::unordered_map<std::uint64_t, std::int64_t> all;
    const std::size_t bins = std::clamp<std::size_t>(cells.size() / ReadingTable::fewestCells, 1,
                                                     ReadingTable::mostBins);
    for (std::size_t b = 0; b < bins; ++b) {
        const std::size_t first = b * cells.size() / bins, last = (b + 1) * cells.size() / bins;
        const auto part = std::span(cells).subspan(first, last - first);
        const auto n = static_cast<double>(part.size());
        ReadingBin bin;
        bin.low = part.front().reading;
        bin.cells = static_cast<std::int64_t>(part.size());
        double mean = 0;
        std::unordered_map<std::uint64_t, std::int64_t> patterns;
        for (const Cell& cell : part) {
            mean += cell.deviation / n;
            bin.codeVariance += cell.codeVariance / n;
            bin.emptyCells += cell.empty / n;
            bin.lineCells += cell.lines / n;
            ++patterns[cell.pattern];
            ++all[cell.pattern];
        }
        for (const Cell& cell : part)
            bin.sumVariance += (cell.deviation - mean) * (cell.deviation - mean) / (n - 1);
        bin.samePattern = sameShare(patterns, bin.cells);
        layer.bins.push_back(bin);
    }
    layer.samePattern = sameShare(all, count);
    return layer;
}

ReadingTable ReadingTableMaker::finish() {
    std::vector<LayerReadings> layers;
    for (std::vector<Cell>& cells : m_cells)
        layers.push_back(readingsOf(std::move(cells)));
    m_cells.clear();
    if (std::all_of(layers.begin(), layers.end(),
                    [](const LayerReadings& layer) { return layer.bins.empty(); }))
        throw UsageError(fmt::format("{} events are too few for a table of readings: no layer has "
                                     "{} LR cells",
                                     m_events, ReadingTable::fewestCells));
    return {std::move(m_source), m_events, static_cast<int>(m_children), m_code, std::move(layers)};
}

} // namespace calolens
