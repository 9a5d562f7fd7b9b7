// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/Exchange.h"
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/FalseMissedEnergy.h"
#include "analysis/checks/event/HallucinationMap.h"
#include "analysis/checks/event/Scores.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/PairedMeans.h"

namespace calolens {

namespace {
constexpr double tolerance = 0.1;

/// Mean over events of a statistic with truth in its place, less the mean with a draw in its place,
/// over the mean of the two.
class ExchangeMeans final : public FileCheck {
public:
    ExchangeMeans(ExchangeStatistic statistic, std::uint64_t seed)
        : m_statistic(statistic)
        , m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        const Exchange exchange = m_statistic(evidence);
        m_means.add(exchange.truth, exchange.mean());
    }

    [[nodiscard]] CheckResult finish() const override {
        const Measured excess = m_means.relativeDifference(m_seed);
        // Truth nearer to the draws than they are to one another is no hallucination: a look.
        Limits limits;
        limits.lookBelow = -tolerance;
        limits.lookAbove = tolerance;
        limits.failAbove = tolerance + 3 * excess.error;
        limits.origin = "zero if draws and truth are exchangeable; the tolerance of 10 % is chosen";
        CheckResult result = CheckResult::judged(excess.value, std::move(limits));
        result.addNumber({"error", "Standard error of the value", {}, excess.error});
        if (excess.value < -tolerance)
            result.atLeastLook("the draws differ more than they need to");
        else if (excess.error > tolerance)
            result.atLeastLook("too few events to tell");
        result.addNumber({"mean", "Mean over events", "MeV", m_means.mean()});
        result.addNumber({"mean_expected", "The same with a draw in the place of truth", "MeV",
                          m_means.meanExpected()});
        return result;
    }

private:
    ExchangeStatistic m_statistic;
    std::uint64_t m_seed;
    PairedMeans m_means;
};

template<ExchangeStatistic statistic>
FileCheckEntry entryOf(const EventCheck& ofEvent) {
    CheckInfo info = ofEvent.info;
    info.id = "file-" + info.id;
    info.formula = "T = mean over events of [" + info.formula +
                   "] without the division by the LR energy, D = the same with each draw in the "
                   "place of truth; value = 2 (T - D) / (T + D)";
    info.explanation += " For the file the mean over its events is taken: a value above zero says "
                        "that truth is farther from the draws than they are from one another.";
    info.valueName = "excess of truth over draws";
    info.unit = {};
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<ExchangeMeans, statistic>};
}
} // namespace

FileCheckEntry fileFalseEnergyCheck() {
    return entryOf<falseEnergy>(falseEnergyCheck());
}

FileCheckEntry fileMissedEnergyCheck() {
    return entryOf<missedEnergy>(missedEnergyCheck());
}

FileCheckEntry fileHallucinationCheck() {
    FileCheckEntry entry = entryOf<hallucinatedEnergy>(hallucinationMapCheck());
    entry.info.id = "file-hallucination";
    return entry;
}

FileCheckEntry fileCrpsCheck() {
    return entryOf<crps>(crpsCheck());
}

FileCheckEntry fileEnergyScoreCheck() {
    return entryOf<energyScore>(energyScoreCheck());
}

FileCheckEntry fileVariogramScoreCheck() {
    return entryOf<variogramScore>(variogramScoreCheck());
}

} // namespace calolens
