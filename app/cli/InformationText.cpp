// SPDX-License-Identifier: GPL-3.0-or-later
#include "InformationText.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace calolens::cli {

namespace {
using Out = std::back_insert_iterator<std::string>;

void heading(Out out, const InformationSource& source) {
    fmt::format_to(
        out,
        "{}, prediction '{}' of model {}, seed {}\nTable of readings: {}\n"
        "Told to a resolution of {}: which small cells are hit, a hit's energy to {:.0f} "
        "%, an LR cell's to {:.2g} of its noise\n",
        source.file, source.prediction.name, source.model, source.prediction.seed, source.readings,
        source.settings.resolution, 100 * source.meaning.hitEnergy, source.meaning.lrSum);
}

void line(Out out, const char* what, Measured bits, double total) {
    fmt::format_to(out, "  {:<34} {:>9.1f}{} bits {:>5.1f} %\n", what, bits.value,
                   bits.error > 0 ? fmt::format(" +- {:<5.1f}", bits.error) : std::string(9, ' '),
                   100 * bits.value / total);
}

void parts(Out out, Measured reading, Measured training, Measured coinFlip) {
    const double total = reading.value + training.value + coinFlip.value;
    line(out, "fixed by the LR event's readings", reading, total);
    line(out, "supplied by training", training, total);
    line(out, "a coin flip", coinFlip, total);
}

void number(Out out, const char* what, const Measured& bits) {
    fmt::format_to(out, "  {:<34} {:>+9.1f} +- {:.1f} bits\n", what, bits.value, bits.error);
}

void oneEvent(Out out, const EventInformation& event) {
    const InformationParts sum = event.sum();
    fmt::format_to(out, "Event {}, {:.3f} GeV measured in {} LR cells; {} draws\n\n", event.event,
                   event.lrEnergy * 1e-3, event.cells.size(), event.draws);
    parts(out, {sum.reading, 0}, {sum.training, 0},
          {sum.coinFlip, std::isfinite(event.coinFlipError) ? event.coinFlipError : 0});
    fmt::format_to(out, "  {:<34} {:>9.1f}          bits\n", "  of which in LR cells' energies",
                   event.coinFlipOfSums);
    fmt::format_to(out, "  {:<34} {:>9.1f}          bits\n", "together", sum.total());
    if (event.draws > 1)
        fmt::format_to(out, "  {:<34} {:>9.1f} bits\n", "one draw differs from another by",
                       event.drawSpread);
    if (event.excess)
        number(out, "truth costs, beyond a draw", {event.excess->bits, event.excess->error});
    if (event.likelihood)
        fmt::format_to(out, "  {:<34} {:>9.1f} +- {:.1f} bits\n", "coin flip, by probability flow",
                       event.likelihood->bits, event.likelihood->error);
    if (!event.patterns)
        return;
    const InformationParts& pattern = event.patterns->bits;
    fmt::format_to(
        out,
        "\nThe pattern of hit cells alone: those of two cells of a layer agree in {:.0f} "
        "%,\nof two with like readings in {:.0f} %, of two draws ({} drawn) in {:.0f} "
        "%\n",
        100 * event.patterns->anyCells, 100 * event.patterns->likeReadings, event.patterns->draws,
        100 * event.patterns->twoDraws);
    parts(out, {pattern.reading, 0}, {pattern.training, 0}, {pattern.coinFlip, 0});
}

void manyEvents(Out out, const FileInformation& information) {
    const MeanInformation mean = information.mean();
    fmt::format_to(out, "Mean of {} events, with its bootstrap error\n\n",
                   information.events.size());
    parts(out, mean.reading, mean.training, mean.coinFlip);
    line(out, "  of which in LR cells' energies", mean.coinFlipOfSums, mean.total.value);
    line(out, "together", mean.total, mean.total.value);
    if (mean.excess)
        number(out, "truth costs, beyond a draw", *mean.excess);
    if (mean.likelihood) {
        fmt::format_to(out, "  {:<34} {:>9.1f} +- {:.1f} bits\n", "coin flip, by probability flow",
                       mean.likelihood->value, mean.likelihood->error);
        number(out, "beyond that by the integral", *mean.likelihoodDifference);
    }
    if (mean.patternCoinFlip) {
        fmt::format_to(out, "\nThe pattern of hit cells alone, by how often two draws agree\n");
        parts(out, *mean.patternReading, *mean.patternTraining, *mean.patternCoinFlip);
    }
    fmt::format_to(out, "\n  {:>7} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "event", "GeV", "reading",
                   "training", "coin flip", "excess");
    for (const EventInformation& event : information.events) {
        const InformationParts sum = event.sum();
        fmt::format_to(out, "  {:>7} {:>9.3f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9}\n", event.event,
                       event.lrEnergy * 1e-3, sum.reading, sum.training, sum.coinFlip,
                       event.excess ? fmt::format("{:+.1f}", event.excess->bits) : "-");
    }
}
} // namespace

std::string informationText(const FileInformation& information) {
    std::string text;
    const Out out(text);
    heading(out, information.source);
    if (information.events.size() == 1)
        oneEvent(out, information.events.front());
    else
        manyEvents(out, information);
    return text;
}

} // namespace calolens::cli
