// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/TwoReplica.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/PairedMeans.h"

namespace calolens {

namespace {
constexpr double tolerance = 0.02;

class FileTwoReplica final : public FileCheck {
public:
    explicit FileTwoReplica(std::uint64_t seed)
        : m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        const ReplicaAgreement agreement = replicaAgreement(evidence);
        m_means.add(agreement.meanDrawDraw(), agreement.meanDrawTruth());
    }

    [[nodiscard]] CheckResult finish() const override {
        const Measured difference = m_means.difference(m_seed);
        CheckResult result = CheckResult::judgedAgainst(
            difference.value, difference.error, 0, tolerance,
            "zero if draws and truth are exchangeable; the tolerance of 2 % of the LR cells is "
            "chosen");
        result.addNumber({"c_ss", "Agreement of two draws", {}, m_means.mean()});
        result.addNumber({"c_st", "Agreement of a draw and truth", {}, m_means.meanExpected()});
        return result;
    }

private:
    std::uint64_t m_seed;
    PairedMeans m_means;
};
} // namespace

FileCheckEntry fileTwoReplicaCheck() {
    CheckInfo info = twoReplicaCheck().info;
    info.id = "file-two-replica";
    info.formula = "mean over events and LR cells of c_ss - c_st";
    info.needsTruth = true;
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<FileTwoReplica>};
}

} // namespace calolens
