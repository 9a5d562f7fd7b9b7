// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/ReadingTable.h"

#include "error/Error.h"
#include "event/CompanionFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {
bool positive(double value) {
    return std::isfinite(value) && value > 0;
}

void check(const LayerReadings& layer) {
    const bool sound =
        layer.bins.empty() ||
        (layer.sums.size() >= 2 && positive(layer.samePattern) && layer.samePattern <= 1 &&
         std::all_of(layer.sums.begin(), layer.sums.end(),
                     [](double e) { return std::isfinite(e); }) &&
         std::is_sorted(layer.sums.begin(), layer.sums.end()) &&
         std::all_of(layer.bins.begin(), layer.bins.end(), [](const ReadingBin& bin) {
             return bin.sumVariance >= 0 && std::isfinite(bin.sumVariance) &&
                    bin.codeVariance >= 0 && std::isfinite(bin.codeVariance) &&
                    bin.emptyCells >= 0 && std::isfinite(bin.emptyCells) && bin.lineCells >= 0 &&
                    std::isfinite(bin.lineCells) && positive(bin.samePattern) &&
                    bin.samePattern <= 1 && std::isfinite(bin.low);
         }));
    if (!sound)
        throw UsageError("its numbers cannot be statistics of simulated cells");
}

/// Integrals over a range of a standard normal density, and of its square times it.
struct NormalPart {
    double weight = 0, square = 0;
};

NormalPart normalBetween(double a, double b) {
    // From the tail that is nearer, where differences are not lost.
    const double flip = a > 0 ? -1 : 1;
    const double low = flip > 0 ? a : -b, high = flip > 0 ? b : -a;
    const auto cumulative = [](double t) { return 0.5 * std::erfc(-t / std::numbers::sqrt2); };
    const auto density = [](double t) {
        return std::exp(-0.5 * t * t) / std::sqrt(2 * std::numbers::pi);
    };
    const double weight = cumulative(high) - cumulative(low);
    return {weight, weight - (high * density(high) - low * density(low))};
}
} // namespace

ReadingTable::ReadingTable(std::string source, std::int64_t events, int children,
                           EnergyScaleCode code, std::vector<LayerReadings> layers)
    : m_source(std::move(source))
    , m_events(events)
    , m_children(children)
    , m_code(std::move(code))
    , m_layers(std::move(layers)) {
    if (m_children < 2)
        throw UsageError("an LR cell of the table must hold 2 small cells or more");
    std::for_each(m_layers.begin(), m_layers.end(), check);
}

bool ReadingTable::knows(std::size_t layer) const noexcept {
    return layer < m_layers.size() && !m_layers[layer].bins.empty();
}

const LayerReadings& ReadingTable::layer(std::size_t layer) const {
    if (!knows(layer))
        throw UsageError(fmt::format("the table of readings says nothing of layer {}", layer));
    return m_layers[layer];
}

const ReadingBin& ReadingTable::bin(std::size_t layer, double significance) const {
    const std::vector<ReadingBin>& bins = this->layer(layer).bins;
    const auto above = std::upper_bound(bins.begin() + 1, bins.end(), significance,
                                        [](double s, const ReadingBin& b) { return s < b.low; });
    return *std::prev(above);
}

double ReadingTable::bitsOfReading(std::size_t layer, double measured, double noise) const {
    const std::vector<double>& sums = this->layer(layer).sums;
    // A reading beyond all that was simulated is as telling as the largest of these.
    const double centre = std::clamp(measured, sums.front(), sums.back());
    const double share = 1.0 / static_cast<double>(sums.size() - 1);
    // Between two quantiles the true energy is as likely anywhere.
    double weight = 0, square = 0;
    for (std::size_t i = 0; i + 1 < sums.size(); ++i) {
        const double a = (sums[i] - centre) / noise, b = (sums[i + 1] - centre) / noise;
        if (b - a > 1e-6) {
            const NormalPart part = normalBetween(a, b);
            weight += share * part.weight / (b - a);
            square += share * part.square / (b - a);
        } else {
            const double density = std::exp(-0.5 * a * a) / std::sqrt(2 * std::numbers::pi);
            weight += share * density;
            square += share * density * a * a;
        }
    }
    const double nats =
        -0.5 * std::log(2 * std::numbers::pi) - 0.5 * square / weight - std::log(weight);
    return std::max(nats / std::numbers::ln2, 0.0);
}

std::filesystem::path ReadingTable::path(const std::filesystem::path& model) {
    return companionPath(model, ".readings.json");
}

std::optional<ReadingTable> ReadingTable::beside(const std::filesystem::path& model) {
    const auto path = findCompanion(model, ".readings.json");
    return path ? std::optional(read(*path)) : std::nullopt;
}

} // namespace calolens
