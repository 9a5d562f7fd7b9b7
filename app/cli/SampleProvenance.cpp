// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleProvenance.h"

#include "analysis/evaluation/EvaluationJson.h"
#include "version/Version.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace calolens::cli {

namespace {
class Numbers {
public:
    void add(const std::string& name, const Measured& m) {
        if (std::isfinite(m.value))
            m_numbers[name] = {m.value, std::isfinite(m.error) ? m.error : 0};
    }
    void add(const std::string& name, const std::optional<Measured>& m) {
        if (m)
            add(name, *m);
    }
    void add(const std::string& name, const ResidualReport& residual) {
        add(name + ".mean_gev", residual.meanGev);
        add(name + ".sd_gev", residual.sdGev);
    }
    [[nodiscard]] std::map<std::string, SessionNumber> take() { return std::move(m_numbers); }

private:
    std::map<std::string, SessionNumber> m_numbers;
};

std::map<std::string, SessionNumber> numbersOf(const EvaluationReport& report) {
    Numbers numbers;
    numbers.add("residual.lr", report.lr);
    numbers.add("residual.draw", report.sr);
    numbers.add("residual.mean", report.srMean);
    for (const EnsemblePoint& point : report.ensemble)
        numbers.add(fmt::format("residual.{}_draws.sd_gev", point.draws), point.sdGev);
    numbers.add("zero_fraction.truth", report.zeroTruth);
    numbers.add("zero_fraction.draw", report.zeroSr);
    for (const ObservableReport& o : report.observables) {
        numbers.add(o.info.name + ".separation_draw", o.separationSr);
        numbers.add(o.info.name + ".separation_lr", o.separationLr);
        numbers.add(o.info.name + ".mean_draw", o.meanSr);
        numbers.add(o.info.name + ".mean_truth", o.meanTruth);
    }
    numbers.add("fpd", report.fpd);
    numbers.add("kpd", report.kpd);
    for (const MaximaCount& count : report.maximaCounts)
        numbers.add(fmt::format("maxima.{}.draw", count.maxima), count.sr);
    return numbers.take();
}
} // namespace

std::vector<ProvenanceEntry> factsOf(const SampleInput& input) {
    std::vector<ProvenanceEntry> facts{
        {"source", input.evaluation.source},
        {"events", fmt::format("{}{}", input.evaluation.residualEvents,
                               input.choice.range.empty() ? "" : " (" + input.choice.range + ")")},
        {"prediction", input.evaluation.prediction.name}};
    for (ProvenanceEntry& entry : provenanceOf(input.evaluation.prediction))
        facts.push_back(std::move(entry));
    facts.push_back({"seed of the evaluation", std::to_string(input.choice.seed)});
    return facts;
}

SessionSample sampleOf(const SampleInput& input) {
    const SampleChoice& choice = input.choice;
    SessionSample sample;
    sample.source = input.evaluation.source;
    sample.prediction = input.evaluation.prediction.name;
    sample.events = choice.range;
    sample.event = choice.event;
    sample.typical = choice.typical;
    sample.worst = choice.worst;
    if (!choice.samplers.empty())
        sample.samplers = std::filesystem::absolute(choice.samplers).string();
    sample.status = choice.status;
    sample.lower = choice.lower;
    sample.mostEvents = choice.mostEvents;
    sample.seed = choice.seed;
    EvaluationReport evaluation = input.evaluation;
    evaluation.source.clear(); // a file may have another name now
    sample.numbers = numbersOf(evaluation);
    sample.fingerprint = textFingerprint(evaluationJson(evaluation));
    return sample;
}

Session sessionOf(const SampleInput& input, SessionSample sample, bool anonymous) {
    Session session;
    session.programVersion = programVersion();
    if (!input.events.empty()) {
        const EventComparison& shown = input.events.front().shown.comparison;
        session.picture.kind = SessionPicture::Kind::Stored;
        session.picture.label = shown.predictedLabel;
        session.picture.setEnergies(shown.predicted);
        session.picture.energies.clear(); // the fingerprint will do: there are many figures
    }
    session.picture.settings = input.evaluation.prediction;
    if (!anonymous) {
        session.files = {
            {input.choice.file, input.identity,
             input.events.empty() ? 0 : input.events.front().shown.comparison.event->number}};
        session.current = 0;
    } else {
        sample.samplers.clear();
    }
    session.sample = std::move(sample);
    return session;
}

SampleChoice choiceOf(const Session& session, const std::filesystem::path& file) {
    const SessionSample& sample = *session.sample;
    SampleChoice choice;
    choice.file = file;
    choice.prediction = sample.prediction;
    choice.range = sample.events;
    choice.event = sample.event;
    choice.typical = sample.typical;
    choice.worst = sample.worst;
    choice.samplers = sample.samplers;
    choice.status = sample.status;
    choice.lower = sample.lower;
    choice.mostEvents = sample.mostEvents;
    choice.seed = sample.seed;
    return choice;
}

} // namespace calolens::cli
