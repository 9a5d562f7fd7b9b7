// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleExport.h"
#include "SampleProvenance.h"
#include "UnseenApplication.h"

#include "analysis/evaluation/EvaluationJson.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "export/ExportMetadata.h"
#include "page/PageFile.h"
#include "plots/RatioFigure.h"
#include "report/SampleFigures.h"
#include "report/SampleReport.h"

#include <fmt/format.h>

#include <algorithm>

namespace calolens::cli {

namespace {
SampleFindings findingsOf(const SampleInput& input) {
    SampleFindings findings;
    findings.evaluation = input.evaluation;
    findings.samplers = input.samplers;
    findings.modelCard = input.modelCard;
    findings.madeBy = QString::fromStdString(input.madeBy);
    findings.status = QString::fromStdString(input.status);
    findings.lower = lowerPanelNamed(input.choice.lower).value_or(LowerPanel::Ratio);
    for (const ChosenEvent& event : input.events)
        findings.events.push_back(
            {QString::fromStdString(event.why), event.shown.comparison, event.shown.draws});
    return findings;
}

std::string drawingOf(const NamedFigure& figure) {
    const QByteArray svg = pageBytes(figure.page, {}, PageFormat::Svg);
    return textFingerprint({svg.constData(), static_cast<std::size_t>(svg.size())});
}

void makeFolderOf(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error)
        throw FileError({path.parent_path().string(), {}, {}},
                        fmt::format("the folder for figures cannot be made: {}", error.message()));
}

PageMetadata metadataOf(const QString& title, const SampleInput& input, const Session& session,
                        const std::filesystem::path& path) {
    return {title, exportDescription(factsOf(input)),
            QString::fromStdString(
                sessionToJson(session, std::filesystem::absolute(path).parent_path()))};
}

/// The session of one figure, in every of its formats.
Session sessionOf(const NamedFigure& figure, const SampleInput& input, SessionSample sample,
                  const SampleOutput& output) {
    sample.made = "figure";
    sample.figure = figure.name.toStdString();
    sample.dpi = output.dpi;
    sample.drawing = drawingOf(figure);
    return cli::sessionOf(input, std::move(sample), output.anonymous);
}
} // namespace

bool canWriteSamples() noexcept {
    return true;
}

void writeSampleFigures(const SampleInput& input, const SampleOutput& output,
                        const std::filesystem::path& folder) {
    const UnseenApplication application;
    const SampleFindings findings = findingsOf(input);
    const SessionSample sample = sampleOf(input);
    for (const NamedFigure& figure : sampleFigures(findings)) {
        const std::filesystem::path stem = folder / figure.name.toStdString();
        makeFolderOf(stem);
        const Session session = sessionOf(figure, input, sample, output);
        const PageMetadata metadata = metadataOf(figure.title, input, session, stem);
        for (const char* suffix : {".pdf", ".svg", ".png"})
            writePage(figure.page, metadata, std::filesystem::path(stem).concat(suffix),
                      output.dpi);
        if (!output.anonymous)
            writeSession(session, commonSidecarOf(std::filesystem::path(stem).concat(".pdf")));
        fmt::print("{}.pdf\n", stem.string());
    }
    writeWholeFile(folder / "numbers.json", evaluationJson(input.evaluation));
}

void writeSampleReport(const SampleInput& input, const SampleOutput& output,
                       const std::filesystem::path& path) {
    const UnseenApplication application;
    SheetOptions sheet;
    sheet.dpi = output.dpi;
    SessionSample sample = sampleOf(input);
    sample.made = "report";
    sample.dpi = output.dpi;
    const Session session = cli::sessionOf(input, std::move(sample), output.anonymous);
    const QString title =
        QStringLiteral("CaloLens: %1").arg(QString::fromStdString(input.evaluation.source));
    calolens::writeSampleReport(findingsOf(input), sheet, metadataOf(title, input, session, path),
                                path);
    if (!output.anonymous)
        writeSession(session, sidecarOf(path));
    fmt::print("{}\n", path.string());
}

std::string drawSampleFigure(const SampleInput& input, const std::string& name,
                             const SampleOutput& output, const std::filesystem::path& path) {
    const UnseenApplication application;
    const SampleFindings findings = findingsOf(input);
    const auto figures = sampleFigures(findings);
    const auto figure = std::find_if(figures.begin(), figures.end(), [&](const NamedFigure& f) {
        return f.name.toStdString() == name;
    });
    if (figure == figures.end())
        throw UsageError(fmt::format("{}: this sample has no figure named '{}'",
                                     input.choice.file.string(), name));
    const Session session = sessionOf(*figure, input, sampleOf(input), output);
    if (!path.empty()) {
        writePage(figure->page, metadataOf(figure->title, input, session, path), path, output.dpi);
        if (!output.anonymous)
            writeSession(session, sidecarOf(path));
    }
    return session.sample->drawing;
}

} // namespace calolens::cli
