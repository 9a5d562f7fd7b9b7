// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/EventInformation.h"

#include "analysis/checks/event/TwoReplica.h"
#include "analysis/information/LatentPictures.h"
#include "diffusion/Parametrisation.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
double gaussianBits(double variance, double resolution) {
    return 0.5 * std::log2(1 + variance / (resolution * resolution));
}

DequantisationBits dequantisationBits(const ParametrisationSettings& settings, double resolution) {
    const double empty = settings.zeroCodeSpread / settings.spread[1];
    const double line = settings.lineWidth / settings.spread[1];
    return {gaussianBits(empty * empty, resolution), gaussianBits(line * line / 12, resolution)};
}

/// Bits that the reading of its LR cell leaves open, to someone who knows mean and spread of what
/// such cells hold, and arithmetic: the sum to its noise, and m - 1 independent shares.
double bitsLeftByReading(const ReadingBin& bin, int children,
                         const ParametrisationSettings& settings, double resolution) {
    const auto standard = [&](double variance, std::size_t kind) {
        return variance / (settings.spread[kind] * settings.spread[kind]);
    };
    const DequantisationBits spare = dequantisationBits(settings, resolution);
    return gaussianBits(standard(bin.sumVariance, 0), resolution) +
           (children - 1) * gaussianBits(standard(bin.codeVariance, 1), resolution) -
           bin.emptyCells * spare.emptyCell - bin.lineCells * spare.lineCell;
}

struct Average {
    double mean = 0, spread = 0, error = 0;
};

Average averageOf(const std::vector<double>& values) {
    Average result;
    const auto n = static_cast<double>(values.size());
    for (const double value : values)
        result.mean += value / n;
    for (const double value : values)
        result.spread += (value - result.mean) * (value - result.mean) / (n - 1);
    result.spread = std::sqrt(result.spread); // NaN for one
    result.error = result.spread / std::sqrt(n);
    return result;
}

Average averageCost(std::span<const PictureCost> costs) {
    std::vector<double> sums;
    for (const PictureCost& cost : costs)
        sums.push_back(std::accumulate(cost.cells.begin(), cost.cells.end(), 0.0));
    return averageOf(sums);
}

double meanOfCell(std::span<const PictureCost> costs, std::size_t cell) {
    double sum = 0;
    for (const PictureCost& cost : costs)
        sum += cost.cells[cell];
    return sum / static_cast<double>(costs.size());
}

EventInformation::Patterns patternInformation(const EventEvidence& evidence,
                                              const ReadingTable& table) {
    EventInformation::Patterns patterns;
    patterns.draws = evidence.draws();
    patterns.twoDraws = replicaAgreement(evidence).meanDrawDraw();
    const CellSet& lr = evidence.event().lr();
    const auto cells = static_cast<double>(lr.size());
    for (std::size_t j = 0; j < lr.size(); ++j) {
        patterns.anyCells += table.layers()[lr.layer[j]].samePattern / cells;
        patterns.likeReadings +=
            table.bin(lr.layer[j], lr.energy[j] / evidence.noise()[j]).samePattern / cells;
    }
    // Where no two draws agree anywhere, they agree less often than in one pair of one cell.
    const double least = 2 / (cells * patterns.draws * (patterns.draws - 1));
    const auto bits = [&](double agreement) { return -cells * std::log2(agreement); };
    patterns.bits.coinFlip = bits(std::max(patterns.twoDraws, least));
    patterns.bits.training = bits(patterns.likeReadings) - patterns.bits.coinFlip;
    patterns.bits.reading = bits(patterns.anyCells) - bits(patterns.likeReadings);
    return patterns;
}

void checkSound(const EventEvidence& evidence, const Model& model, const ReadingTable& table,
                const InformationSettings& settings) {
    if (const auto obstacle = informationObstacle(model, &table))
        throw UsageError(*obstacle);
    if (evidence.predictionFlaw())
        throw UsageError(*evidence.predictionFlaw());
    if (!evidence.noiseIsKnown())
        throw UsageError("the noise of the LR cells is not known");
    if (settings.mostDraws < 1 || settings.levels < 1)
        throw UsageError("draws and levels must be 1 or more");
    model.checkFits(*evidence.event().readout);
}
} // namespace

InformationParts& InformationParts::operator+=(const InformationParts& other) noexcept {
    reading += other.reading;
    training += other.training;
    coinFlip += other.coinFlip;
    return *this;
}

InformationParts EventInformation::sum() const {
    InformationParts sum;
    for (const InformationParts& cell : cells)
        sum += cell;
    return sum;
}

ResolutionMeaning resolutionMeaning(const Model& model, double resolution) {
    const auto& spread = model.parametrisation()->settings().spread;
    return {std::expm1(resolution * spread[1]), resolution * spread[0]};
}

EnergyScaleCode energyScaleCode(const ParametrisationSettings& s) {
    return {s.energyFloor, s.zeroCodeMean, s.zeroCodeSpread, s.lines, s.lineWidth};
}

std::optional<std::string> informationObstacle(const Model& model, const ReadingTable* table) {
    const Parametrisation* const latent = model.parametrisation();
    if (latent == nullptr || latent->settings().kind != "sum-and-hits" ||
        latent->settings().tokenPerHrCell)
        return fmt::format("model {} tells a picture by other variables than the sum and the "
                           "energies of an LR cell's small cells",
                           model.info().name);
    if (table == nullptr)
        return fmt::format("no table of readings stands beside model {}: make {} with "
                           "'calolens-cli information EVENTS --make-readings'",
                           model.info().name,
                           ReadingTable::path(model.info().path).filename().string());
    if (table->children() != latent->cellsPerToken() ||
        table->code() != energyScaleCode(latent->settings()))
        return fmt::format("the table of readings was not made for model {}: its LR cells hold {} "
                           "small cells, or energies are told otherwise",
                           model.info().name, table->children());
    return std::nullopt;
}

std::optional<EventInformation> eventInformation(const EventEvidence& evidence, const Model& model,
                                                 const ReadingTable& table,
                                                 const InformationSettings& settings,
                                                 const std::function<bool()>& goOn) {
    checkSound(evidence, model, table, settings);
    const Event& event = evidence.event();
    const CellSet& lr = event.lr();
    const ParametrisationSettings& latent = model.parametrisation()->settings();
    EventInformation result;
    result.event = event.number;
    result.lrEnergy = evidence.lrEnergy();
    result.settings = settings;
    result.draws = std::min(evidence.draws(), settings.mostDraws);

    const LatentPictures pictures(evidence, model, result.draws, settings);
    const DequantisationBits spare = dequantisationBits(latent, settings.resolution);
    const auto costs = pictures.costs(spare, goOn);
    if (!costs)
        return std::nullopt;
    const auto draws = std::span(*costs).first(static_cast<std::size_t>(result.draws));
    const auto truths = std::span(*costs).subspan(draws.size());
    const Average average = averageCost(draws);
    result.coinFlipError = average.error;
    result.drawSpread = average.spread;
    for (const PictureCost& cost : draws)
        result.coinFlipOfSums += cost.ofSums / static_cast<double>(draws.size());
    for (std::size_t j = 0; j < lr.size(); ++j) {
        const double noise = evidence.noise()[j];
        InformationParts& parts = result.cells.emplace_back();
        parts.reading = table.bitsOfReading(lr.layer[j], lr.energy[j], noise);
        parts.coinFlip = meanOfCell(draws, j);
        parts.training = bitsLeftByReading(table.bin(lr.layer[j], lr.energy[j] / noise),
                                           table.children(), latent, settings.resolution) -
                         parts.coinFlip;
    }
    if (!truths.empty()) {
        EventInformation::Excess& excess = result.excess.emplace();
        const Average truth = averageCost(truths);
        excess.bits = truth.mean - average.mean;
        excess.error = std::hypot(truth.error, average.error);
        for (std::size_t j = 0; j < lr.size(); ++j)
            excess.cells.push_back(meanOfCell(truths, j) - result.cells[j].coinFlip);
    }
    if (evidence.draws() > 1)
        result.patterns = patternInformation(evidence, table);
    if (settings.likelihood) {
        const auto bits = pictures.likelihoodCosts(spare, goOn);
        if (!bits)
            return std::nullopt;
        const Average found = averageOf(*bits);
        result.likelihood = {found.mean, found.error};
    }
    return result;
}

std::vector<CellMap> informationMaps(const EventInformation& information) {
    std::vector<CellMap> maps;
    const auto add = [&](const char* name, const char* title, bool diverging, auto&& of) {
        CellMap& map = maps.emplace_back(CellMap{name, title, "bit", 0, diverging, {}});
        for (std::size_t j = 0; j < information.cells.size(); ++j)
            map.value.push_back(static_cast<float>(of(j)));
    };
    add("coin_flip_bits", "A coin flip", false,
        [&](std::size_t j) { return information.cells[j].coinFlip; });
    add("training_bits", "Supplied by training", true,
        [&](std::size_t j) { return information.cells[j].training; });
    add("reading_bits", "Fixed by the LR reading", false,
        [&](std::size_t j) { return information.cells[j].reading; });
    if (information.excess)
        add("excess_bits", "Truth costs more than a draw", true,
            [&](std::size_t j) { return information.excess->cells[j]; });
    return maps;
}

} // namespace calolens
