// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/EventCatalogue.h"
#include "analysis/checks/file/FileChecks.h"
#include "analysis/checks/file/PairedMeans.h"

#include <algorithm>

namespace calolens {

namespace {
constexpr double tolerance = 0.05;
constexpr std::size_t mostEvents = 2000; // the work grows with the square

class OwnEvent final : public FileCheck {
public:
    explicit OwnEvent(std::uint64_t seed)
        : m_seed(seed) {}

    void add(const EventEvidence& evidence) override {
        if (m_truth.rows() >= mostEvents)
            return;
        const auto truth = catalogueRow(evidence, evidence.truth());
        const auto first = catalogueRow(evidence, evidence.draw(0));
        const auto second = catalogueRow(evidence, evidence.draw(1));
        if (!truth || !first || !second)
            return;
        append(m_truth, *truth);
        append(m_first, *first);
        append(m_second, *second);
    }

    [[nodiscard]] CheckResult finish() const override {
        if (m_truth.rows() < 10)
            return CheckResult::notRun("fewer than ten events hold energy");
        const Normaliser scale(m_truth);
        const FeatureMatrix truth = scale.apply(m_truth), first = scale.apply(m_first),
                            second = scale.apply(m_second);
        PairedMeans found;
        for (std::size_t i = 0; i < truth.rows(); ++i)
            found.add(isNearest(first.row(i), truth, i), isNearest(first.row(i), second, i));
        const Measured difference = found.difference(m_seed);
        Limits limits;
        limits.lookBelow = -tolerance;
        limits.failBelow = -tolerance - 3 * difference.error;
        limits.origin = "zero if draws and truth are exchangeable; the tolerance of 5 % of the "
                        "events is chosen";
        CheckResult result = CheckResult::judged(difference.value, std::move(limits));
        result.setSuspicion(-difference.value);
        result.addNumber({"error", "Standard error of the value", {}, difference.error});
        result.addNumber(
            {"own_truth", "Draws nearest to their own event's truth", {}, found.mean()});
        result.addNumber({"own_draw",
                          "Draws nearest to their own event's other draw",
                          {},
                          found.meanExpected()});
        if (difference.error > tolerance)
            result.atLeastLook("too few events to tell");
        return result;
    }

private:
    static void append(FeatureMatrix& matrix, const std::vector<double>& row) {
        matrix.columns = row.size();
        matrix.values.insert(matrix.values.end(), row.begin(), row.end());
    }

    /// 1 if row `own` is the nearest of all, else 0.
    static double isNearest(std::span<const double> row, const FeatureMatrix& all,
                            std::size_t own) {
        const double distance = rowDistance(row, all.row(own));
        for (std::size_t i = 0; i < all.rows(); ++i)
            if (i != own && rowDistance(row, all.row(i)) < distance)
                return 0;
        return 1;
    }

    std::uint64_t m_seed;
    FeatureMatrix m_truth, m_first, m_second;
};
} // namespace

FileCheckEntry ownEventCheck() {
    CheckInfo info;
    info.id = "own-event";
    info.name = "Pictures of their own events";
    info.question = "Does it look right but belong to another event?";
    info.formula =
        "share of events whose first draw is nearer to their own truth than to any other "
        "truth of the file, less the same share with second draws in the place of truths";
    info.explanation =
        "If a model drew good showers that have nothing to do with the measurement, every other "
        "test of quality of single pictures could pass. Here each picture must find its own event "
        "among all of the file, by its energy, layer shares, widths, zeros, hottest cell and "
        "invented share. How often that is possible at all, the other draws of the same events "
        "show.";
    info.reference = "docs/checks.md";
    info.valueName = "difference of the shares";
    info.fewestDraws = 2;
    info.needsTruth = true;
    info.fewestEvents = 10;
    return {std::move(info), newFileCheck<OwnEvent>};
}

} // namespace calolens
