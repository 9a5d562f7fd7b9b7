// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleExport.h"
#include "UnseenApplication.h"

#include "error/Error.h"
#include "page/PageFile.h"
#include "report/SampleFigures.h"
#include "report/SampleReport.h"

#include <fmt/format.h>

namespace calolens::cli {

namespace {
SampleFindings findingsOf(const SampleInput& input) {
    SampleFindings findings{input.evaluation,
                            input.samplers,
                            input.modelCard,
                            QString::fromStdString(input.status),
                            {}};
    for (const ChosenEvent& event : input.events)
        findings.events.push_back(
            {QString::fromStdString(event.why), event.shown.comparison, event.shown.draws});
    return findings;
}

QString describe(const SampleInput& input) {
    const PredictionInfo& p = input.evaluation.prediction;
    return QString::fromStdString(fmt::format(
        "file: {}; prediction: {}; model: {}; model checksum: {}; sampler: {}; "
        "schedule: {}; steps: {}; draws: {}; seed: {}; predicted by: {}; events: {}",
        input.evaluation.source, p.name, p.model, p.modelChecksum, p.sampler, p.schedule, p.steps,
        p.samples, p.seed, p.programVersion, input.evaluation.residualEvents));
}
} // namespace

bool canWriteSamples() noexcept {
    return true;
}

void writeSampleFigures(const SampleInput& input, int dpi, const std::filesystem::path& folder) {
    const UnseenApplication application;
    const SampleFindings findings = findingsOf(input);
    for (const NamedFigure& figure : sampleFigures(findings)) {
        const std::filesystem::path stem = folder / figure.name.toStdString();
        std::error_code error;
        std::filesystem::create_directories(stem.parent_path(), error);
        if (error)
            throw FileError(
                {stem.parent_path().string(), {}, {}},
                fmt::format("the folder for figures cannot be made: {}", error.message()));
        for (const char* suffix : {".pdf", ".svg", ".png"})
            writePage(figure.page, {figure.title, describe(input), {}},
                      std::filesystem::path(stem).concat(suffix), dpi);
        fmt::print("{}.pdf\n", stem.string());
    }
}

void writeSampleReport(const SampleInput& input, int dpi, const std::filesystem::path& path) {
    const UnseenApplication application;
    SheetOptions sheet;
    sheet.dpi = dpi;
    calolens::writeSampleReport(
        findingsOf(input), sheet,
        {QStringLiteral("CaloLens: %1").arg(QString::fromStdString(input.evaluation.source)),
         describe(input),
         {}},
        path);
    fmt::print("{}\n", path.string());
}

} // namespace calolens::cli
