// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/distances/Bootstrap.h"

#include <vector>

namespace calolens {

namespace {
constexpr int replicas = 200;
constexpr double usual = 0.05;

class FileInputTypicality final : public FileCheck {
public:
    explicit FileInputTypicality(std::uint64_t seed)
        : m_seed(seed)
        , m_check(inputTypicalityCheck()) {}

    void add(const EventEvidence& evidence) override {
        const CheckResult result = runCheck(m_check, evidence);
        if (result.verdict() != Verdict::NotRun)
            m_flagged.push_back(result.verdict() == Verdict::Pass ? 0 : 1);
    }

    [[nodiscard]] CheckResult finish() const override {
        if (m_flagged.empty())
            return CheckResult::notRun("no event could be compared with the summary");
        const Measured share = bootstrap(
            m_flagged.size(),
            [this](std::span<const double> w) {
                double sum = 0, all = 0;
                for (std::size_t i = 0; i < w.size(); ++i) {
                    sum += w[i] * m_flagged[i];
                    all += w[i];
                }
                return std::vector{sum / all};
            },
            replicas, m_seed)[0];
        Limits limits;
        limits.lookAbove = 2 * usual;
        limits.failAbove = 4 * usual + 3 * share.error;
        limits.origin = "5 % of events like those trained on are flagged; twice and four times "
                        "that are chosen";
        CheckResult result = CheckResult::judged(share.value, std::move(limits));
        result.addNumber({"error", "Standard error of the value", {}, share.error});
        return result;
    }

private:
    std::uint64_t m_seed;
    EventCheck m_check;
    std::vector<double> m_flagged;
};
} // namespace

FileCheckEntry fileInputTypicalityCheck() {
    CheckInfo info = inputTypicalityCheck().info;
    info.id = "file-input-typicality";
    info.formula = "share of events beyond the 95 % quantile of 'input-typicality'";
    info.valueName = "share of events flagged";
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<FileInputTypicality>};
}

} // namespace calolens
