// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/EventCatalogue.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/summary/InputSummary.h"
#include "analysis/distances/Bootstrap.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace calolens {

namespace {
constexpr double tolerance = 0.05;
constexpr int replicas = 200;

class Memorisation final : public FileCheck {
public:
    explicit Memorisation(std::uint64_t seed)
        : m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        const FeatureMatrix& sample = evidence.sources().inputs->sample();
        if (sample.rows() < 2)
            return;
        if (!m_normaliser) {
            m_normaliser.emplace(sample);
            m_training = m_normaliser->apply(sample);
        }
        const auto truth = catalogueRow(evidence, evidence.truth());
        const auto draw = catalogueRow(evidence, evidence.draw(0));
        if (!truth || !draw || draw->size() != sample.columns)
            return;
        const double ofTruth = nearest(*truth), ofDraw = nearest(*draw);
        m_closer.push_back(ofDraw < ofTruth ? 1 : ofDraw > ofTruth ? 0 : 0.5);
    }

    [[nodiscard]] CheckResult finish() const override {
        if (m_closer.size() < 10)
            return CheckResult::notRun("the summary holds no true pictures of this readout to "
                                       "compare with, or too few events have energy");
        const Measured share = bootstrap(
            m_closer.size(),
            [this](std::span<const double> w) {
                double sum = 0, all = 0;
                for (std::size_t i = 0; i < w.size(); ++i) {
                    sum += w[i] * m_closer[i];
                    all += w[i];
                }
                return std::vector{sum / all};
            },
            replicas, m_seed)[0];
        Limits limits;
        limits.lookAbove = 0.5 + tolerance;
        limits.failAbove = 0.5 + tolerance + 3 * share.error;
        limits.origin = "one half if draws are no nearer to training events than new truths are; "
                        "the tolerance of 5 % is chosen";
        CheckResult result = CheckResult::judged(share.value, std::move(limits));
        result.addNumber({"error", "Standard error of the value", {}, share.error});
        if (share.error > tolerance)
            result.atLeastLook("too few events to tell");
        return result;
    }

private:
    [[nodiscard]] double nearest(const std::vector<double>& row) const {
        FeatureMatrix one;
        one.columns = row.size();
        one.values = row;
        const FeatureMatrix scaled = m_normaliser->apply(one);
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < m_training.rows(); ++i)
            least = std::min(least, rowDistance(scaled.row(0), m_training.row(i)));
        return least;
    }

    std::uint64_t m_seed;
    std::optional<Normaliser> m_normaliser;
    FeatureMatrix m_training;
    std::vector<double> m_closer;
};
} // namespace

FileCheckEntry memorisationCheck() {
    CheckInfo info;
    info.id = "memorisation";
    info.name = "Memorised events";
    info.question = "Does the model repeat events that it was trained on?";
    info.formula = "share of events whose first draw is nearer to a true picture of the training "
                   "sample than its own truth is, by the root mean square difference of features";
    info.explanation =
        "A model that learnt its training events by heart would draw pictures that are closer to "
        "these than new events are. The truth of an event that was not trained on says what "
        "distance is normal; draw and truth should win equally often. The comparison is with the "
        "sample of training events in the summary, by the features of a picture.";
    info.reference = "Meehan et al., arXiv:2004.05675 (data copying)";
    info.valueName = "draws nearer than truth";
    info.fewestDraws = 1;
    info.needsTruth = true;
    info.needsInputs = true;
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<Memorisation>};
}

} // namespace calolens
