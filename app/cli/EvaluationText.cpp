// SPDX-License-Identifier: GPL-3.0-or-later
#include "EvaluationText.h"

#include "SamplerOptions.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace calolens::cli {

namespace {
using Out = std::back_insert_iterator<std::string>;

std::string plusMinus(const Measured& m, int digits) {
    return fmt::format("{:.{}f} +- {:.{}f}", m.value, digits, m.error, digits);
}

std::string plusMinus(const std::optional<Measured>& m, int digits) {
    return m ? plusMinus(*m, digits) : "-";
}

void residuals(Out out, const EvaluationReport& report) {
    fmt::format_to(out, "\nEvent-energy residual, picture minus truth{}\n",
                   report.residualEvents > report.events
                       ? fmt::format(", of {} events", report.residualEvents)
                       : std::string{});
    fmt::format_to(out, "  {:<22} {:>20} {:>20} {:>20} {:>20}\n", "", "mean [GeV]", "sd [GeV]",
                   "mean, relative", "sd, relative");
    const auto row = [&](const std::string& name, const ResidualReport& r) {
        fmt::format_to(out, "  {:<22} {:>20} {:>20} {:>20} {:>20}\n", name, plusMinus(r.meanGev, 4),
                       plusMinus(r.sdGev, 4), plusMinus(r.meanRel, 5), plusMinus(r.sdRel, 5));
    };
    row("LR", report.lr);
    row("one draw", report.sr);
    row(fmt::format("mean of {} draws", report.samples), report.srMean);
    fmt::format_to(out, "  {:<22} {:>20} {:>20}\n", "draws", "sd [GeV]", "sd / LR's");
    for (const EnsemblePoint& point : report.ensemble)
        fmt::format_to(out, "  {:<22} {:>20} {:>20}\n", point.draws, plusMinus(point.sdGev, 4),
                       plusMinus(point.overLr, 3));
}

void observables(Out out, const EvaluationReport& report) {
    fmt::format_to(out,
                   "\nSeparation from truth (floor: two truth samples of {} events; paired: two "
                   "draws of the same events)\n",
                   report.events);
    fmt::format_to(out, "  {:<24} {:>18} {:>18} {:>18} {:>8}  {:>10} {:>10}\n", "", "one draw",
                   "LR", "floor +- spread", "paired", "truth", "draws");
    for (const ObservableReport& o : report.observables)
        fmt::format_to(
            out, "  {:<24} {:>18} {:>18} {:>18} {:>8}  {:>10.4g} {:>10.4g} {}{}\n", o.info.name,
            plusMinus(o.separationSr, 4), plusMinus(o.separationLr, 4), plusMinus(o.floor, 4),
            o.floorPaired ? fmt::format("{:.4f}", *o.floorPaired) : "-", o.meanTruth.value,
            o.meanSr.value, o.info.unit, o.separationSr.value > o.floor.value + 0.005 ? "  *" : "");
    fmt::format_to(out, "  * more than 0.005 above the floor; the last two columns are means\n");
}

void distances(Out out, const EvaluationReport& report) {
    fmt::format_to(out, "\n  {:<22} {:>22} {:>22} {:>22}\n", "Distance", "one draw",
                   "truth's floor", "LR");
    fmt::format_to(out, "  {:<22} {:>22} {:>22} {:>22}\n", "FPD", plusMinus(report.fpd, 4),
                   plusMinus(report.fpdFloor, 4), plusMinus(report.fpdLr, 4));
    fmt::format_to(out, "  {:<22} {:>22} {:>22} {:>22}\n", "KPD", plusMinus(report.kpd, 4),
                   plusMinus(report.kpdFloor, 4), plusMinus(report.kpdLr, 4));
    const auto auc = [&](const char* name, const std::optional<AucReport>& r) {
        if (r)
            fmt::format_to(out, "  {:<22} {:>22} {:>22}\n", name, plusMinus(r->auc, 3),
                           plusMinus(r->floor, 3));
    };
    auc("AUC, observables", report.highLevel);
    auc("AUC, cells", report.lowLevel);
}

void twoMaxima(Out out, const TwoMaximaReport& m) {
    fmt::format_to(out,
                   "\nTwo maxima in {}, of {} pairs of particles closer than one LR cell\n"
                   "  truth {}   one draw {}   mean of draws {}   LR {}\n"
                   "  one draw, where truth has two: {}; where it has not: {}\n",
                   m.layer, m.pairs, plusMinus(m.truth, 3), plusMinus(m.sr, 3),
                   plusMinus(m.srMean, 3), plusMinus(m.lr, 3), plusMinus(m.srGivenTwo, 3),
                   plusMinus(m.srGivenOne, 3));
}

void body(Out out, const EvaluationReport& report) {
    residuals(out, report);
    fmt::format_to(out, "\nFraction of zero cells: truth {}, one draw {}, mean of draws {}\n",
                   plusMinus(report.zeroTruth, 4), plusMinus(report.zeroSr, 4),
                   plusMinus(report.zeroSrMean, 4));
    observables(out, report);
    distances(out, report);
    if (report.twoMaxima)
        twoMaxima(out, *report.twoMaxima);
}
} // namespace

std::string evaluationText(const EvaluationReport& report) {
    std::string text;
    const Out out(text);
    const PredictionInfo& p = report.prediction;
    fmt::format_to(out,
                   "{}, prediction '{}': model {}, {} on {}, {} steps ({}), seed {}\n"
                   "{} events, {} draws each; errors are bootstrap over events\n",
                   report.source, p.name, p.model, p.sampler, p.schedule, p.steps,
                   evaluationsText(p.evaluations), p.seed, report.events, report.samples);
    body(out, report);
    for (const EvaluationReport& bin : report.energyBins) {
        fmt::format_to(out, "\n==== {:g} to {:g} GeV, {} events ====\n", *bin.energyLowGev,
                       *bin.energyHighGev, bin.events);
        body(out, bin);
    }
    return text;
}

} // namespace calolens::cli
