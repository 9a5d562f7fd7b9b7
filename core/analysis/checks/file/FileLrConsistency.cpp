// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/LrResidual.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/PairedMeans.h"

namespace calolens {

namespace {
constexpr double tolerance = 0.1;

class FileLrConsistency final : public FileCheck {
public:
    explicit FileLrConsistency(std::uint64_t seed)
        : m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        m_hasTruth = m_hasTruth && !evidence.truth().empty();
        m_means.add(drawsChiSquare(evidence),
                    m_hasTruth ? meanSquare(lrPulls(evidence, evidence.truth())) : 1.0);
    }

    [[nodiscard]] CheckResult finish() const override {
        const Measured ratio = m_means.ratio(m_seed);
        CheckResult result = CheckResult::judgedAgainst(
            ratio.value, ratio.error, 1, tolerance,
            m_hasTruth ? "truth's own chi-square; the tolerance of 10 % is chosen"
                       : "one, the expectation for Gaussian noise (truth's own is not known); the "
                         "tolerance of 10 % is chosen");
        result.addNumber({"chi2", "Chi-square per LR cell of draws", {}, m_means.mean()});
        if (m_hasTruth)
            result.addNumber(
                {"truth_chi2", "Chi-square per LR cell of the truth", {}, m_means.meanExpected()});
        return result;
    }

private:
    std::uint64_t m_seed;
    bool m_hasTruth = true;
    PairedMeans m_means;
};
} // namespace

FileCheckEntry fileLrConsistencyCheck() {
    CheckInfo info = lrConsistencyCheck().info;
    info.id = "file-lr-consistency";
    info.formula = "mean over events of chi2/n of the draws, over that of the truth (or over one)";
    info.valueName = "chi-square over truth's";
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<FileLrConsistency>};
}

} // namespace calolens
