// SPDX-License-Identifier: GPL-3.0-or-later
#include "ReproduceSample.h"

#include "SampleExport.h"
#include "SampleProvenance.h"
#include "error/Error.h"

#include <fmt/format.h>

namespace calolens::cli {

void requireSampleCanBeMadeAgain(const SessionSample& sample,
                                 const std::filesystem::path& exported) {
    if (!sample.canBeMadeAgain())
        throw UsageError(fmt::format(
            "{}: it is one of the plots of 'calolens-cli {}'{}, which makes all of them "
            "again; one alone is not made again",
            exported.string(), sample.made, sample.source.empty() ? "" : " on " + sample.source));
    if (!canWriteSamples())
        throw UsageError(fmt::format("{}: this calolens-cli was built without the window's "
                                     "libraries and cannot make figures and reports",
                                     exported.string()));
}

bool reproduceSample(const Session& session, const std::filesystem::path& exported,
                     const std::filesystem::path& events, const std::filesystem::path& output) {
    const SessionSample& was = *session.sample;
    requireSampleCanBeMadeAgain(was, exported);
    const PredictionInfo& before = session.picture.settings;
    const bool isFigure = was.made == "figure";
    fmt::print("made        {}, {}{}\n",
               isFigure ? "figure '" + was.figure + "'" : std::string("report"), events.string(),
               was.events.empty() ? "" : ", events " + was.events);
    fmt::print("prediction  '{}' of {} ({}), {} on {}, {} steps, {} draws, seed {}\n", before.name,
               before.model, before.modelChecksum, before.sampler, before.schedule, before.steps,
               before.samples, before.seed);
    fmt::print("written by  CaloLens {}\n", session.programVersion);
    const SampleInput input = readSample(choiceOf(session, events));
    if (const std::string other = settingsDifference(input.evaluation.prediction, before);
        !other.empty())
        fmt::print("note        the prediction in the file is another one now: {}\n", other);
    const SampleOutput how{was.dpi, session.files.empty()};
    SessionSample now = sampleOf(input);
    if (isFigure)
        now.drawing = drawSampleFigure(input, was.figure, how, output);
    else if (!output.empty())
        writeSampleReport(input, how, output);
    const SampleDifference difference = differenceOf(was, now);
    fmt::print("result      {}\n", describe(difference));
    if (!output.empty())
        fmt::print("written     {}\n", output.string());
    return difference.agrees();
}

} // namespace calolens::cli
