// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/ParticleClusters.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/PairedMeans.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

namespace {
constexpr double tolerance = 0.02;

/// Sums over events of one kind of picture against the particles.
struct Tally {
    double events = 0, rightCount = 0, matched = 0, energyError = 0, angle = 0;

    void add(const ClusterMatch& match) {
        ++events;
        rightCount += match.clusters == match.particles ? 1 : 0;
        if (match.matched == 0)
            return;
        matched += match.matched;
        energyError += match.matched * match.energyError;
        angle += match.matched * match.angle;
    }
    void addTo(CheckResult& result, const std::string& name, const std::string& title) const {
        result.addNumber({name + "_right_count",
                          "Events with the right number, " + title,
                          {},
                          rightCount / events});
        result.addNumber({name + "_energy_error",
                          "Mean |E - E particle| / E particle, " + title,
                          {},
                          energyError / matched});
        result.addNumber(
            {name + "_angle", "Mean distance from the particle, " + title, {}, angle / matched});
    }
};

class FileParticleClusters final : public FileCheck {
public:
    explicit FileParticleClusters(std::uint64_t seed)
        : m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        const DownstreamMatch match = downstreamMatch(evidence);
        m_lr.add(match.lr);
        m_mean.add(match.mean);
        m_truth.add(match.truth);
        const auto isRight = [](const ClusterMatch& m) {
            return m.clusters == m.particles ? 1.0 : 0.0;
        };
        m_right.add(isRight(match.mean), isRight(match.lr));
        if (match.mean.matched > 0 && match.lr.matched > 0)
            m_angles.add(match.mean.angle, match.lr.angle);
    }

    [[nodiscard]] CheckResult finish() const override {
        const Measured gain = m_right.difference(m_seed);
        Limits limits;
        limits.lookBelow = -tolerance;
        limits.failBelow = -tolerance - 3 * gain.error;
        limits.origin = "zero: no worse than LR; the tolerance of 2 % of the events is chosen";
        CheckResult result = CheckResult::judged(gain.value, std::move(limits));
        result.setSuspicion(-gain.value);
        result.addNumber({"error", "Standard error of the value", {}, gain.error});
        if (gain.error > tolerance)
            result.atLeastLook("too few events to tell");
        if (m_angles.events() > 1) {
            const Measured angles = m_angles.ratio(m_seed);
            result.addNumber(
                {"angle_ratio", "Distance from the particle, over LR's", {}, angles.value});
            result.addNumber({"angle_ratio_error", "Its standard error", {}, angles.error});
            if (angles.value - 1 > 3 * angles.error)
                result.atLeastLook(fmt::format("directions are worse than on LR, by a factor of "
                                               "{:.2f}",
                                               angles.value));
        }
        m_mean.addTo(result, "sr", "mean of draws");
        m_lr.addTo(result, "lr", "LR");
        m_truth.addTo(result, "truth", "true HR");
        return result;
    }

private:
    std::uint64_t m_seed;
    Tally m_lr, m_mean, m_truth;
    PairedMeans m_right, m_angles;
};
} // namespace

FileCheckEntry fileParticleClustersCheck() {
    CheckInfo info = particleClustersCheck().info;
    info.id = "file-particle-clusters";
    info.formula =
        "share of events with the right number of clusters, of the mean of draws less of "
        "LR";
    info.valueName = "gain over LR";
    info.unit = {};
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<FileParticleClusters>};
}

} // namespace calolens
