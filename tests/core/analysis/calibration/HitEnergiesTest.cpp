// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/HitEnergies.h"
#include "analysis/calibration/CalibrationBins.h"
#include "random/RandomStream.h"

#include "../checks/ToyPosterior.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {
struct Wrong {
    double scale = 1;      ///< of ln E, about 3
    double moreHits = 0;   ///< probability of a faint hit where there is none
    double hitShare = 0.7; ///< of cells in truth
};

/// Cells that are hit at random, ln E ~ N(3, 1); draws are made in the same way, then spoilt.
CalibrationEvent spoilt(const Wrong& wrong, int number) {
    const ToyEvent made = toyEvent({}, number);
    CalibrationEvent event;
    event.blocks = LrBlocks(*made.event);
    event.bins = CalibrationBins::of(*made.event, event.blocks);
    event.draws.samples = 5;
    event.draws.cells = made.prediction.cells;
    RandomStream random(5, RandomPurpose::Test, static_cast<std::uint64_t>(number));
    const auto energy = [&random](double scale) {
        return static_cast<float>(std::exp(3 + scale * random.normal()));
    };
    for (std::size_t i = 0; i < event.draws.cells; ++i)
        event.truth.push_back(random.uniform() < wrong.hitShare ? energy(1) : 0.0F);
    for (int k = 0; k < event.draws.samples; ++k) {
        std::vector<float> right, wrongly;
        for (std::size_t i = 0; i < event.draws.cells; ++i) {
            const bool hit = random.uniform() < wrong.hitShare;
            const bool more = random.uniform() < wrong.moreHits;
            right.push_back(hit ? energy(1) : 0.0F);
            wrongly.push_back(hit ? energy(wrong.scale) : more ? 0.05F : 0.0F);
        }
        // What is wrong is how LR cells share their energy; their sums are right.
        keepSums(wrongly, event.blocks.sum(right), event.blocks);
        event.draws.energy.insert(event.draws.energy.end(), wrongly.begin(), wrongly.end());
    }
    return event;
}

std::vector<CalibrationEvent> many(const Wrong& wrong, int first, int count) {
    std::vector<CalibrationEvent> events;
    for (int e = first; e < first + count; ++e)
        events.push_back(spoilt(wrong, e));
    return events;
}

/// Kolmogorov's distance of the hits of draws and truth.
double distance(const std::vector<CalibrationEvent>& events) {
    std::vector<float> drawn, truth;
    for (const CalibrationEvent& event : events) {
        std::copy_if(event.draws.energy.begin(), event.draws.energy.end(),
                     std::back_inserter(drawn), [](float e) { return e > 0; });
        std::copy_if(event.truth.begin(), event.truth.end(), std::back_inserter(truth),
                     [](float e) { return e > 0; });
    }
    std::sort(drawn.begin(), drawn.end());
    std::sort(truth.begin(), truth.end());
    double worst = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const auto below = std::upper_bound(drawn.begin(), drawn.end(), truth[i]) - drawn.begin();
        worst = std::max(worst, std::abs(static_cast<double>(below) / drawn.size() -
                                         static_cast<double>(i + 1) / truth.size()));
    }
    return worst;
}

double hitShare(const std::vector<CalibrationEvent>& events) {
    double hits = 0, cells = 0;
    for (const CalibrationEvent& event : events)
        for (const float e : event.draws.energy) {
            hits += e > 0 ? 1 : 0;
            ++cells;
        }
    return hits / cells;
}

void mend(std::vector<CalibrationEvent>& events, const HitEnergies& by) {
    for (CalibrationEvent& event : events)
        by.apply(event);
}
} // namespace

class HitEnergiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// A wrong width of the distribution is mended on events that were not fitted.
    void aWrongDistributionIsMended() {
        const Wrong wrong{0.6, 0, 0.7};
        auto events = many(wrong, 0, 400);
        auto others = many(wrong, 400, 200);
        const double before = distance(others);
        // Keeping sums undoes a part of each stage.
        for (int stage = 0; stage < 3; ++stage) {
            const HitEnergies map = HitEnergies::fitted(events, 2);
            mend(events, map);
            mend(others, map);
        }
        const double after = distance(others);
        QVERIFY2(before > 0.05 && after < 0.5 * before,
                 qPrintable(QString("%1 %2").arg(before).arg(after)));
    }

    void aRightModelIsLeftAlone() {
        const HitEnergies map = HitEnergies::fitted(many({}, 0, 400), 2);
        auto others = many({}, 400, 200);
        const auto before = others;
        mend(others, map);
        double change = 0, hits = 0, lost = 0;
        for (std::size_t e = 0; e < others.size(); ++e)
            for (std::size_t i = 0; i < others[e].draws.energy.size(); ++i)
                if (const float was = before[e].draws.energy[i]; was > 0) {
                    const float is = others[e].draws.energy[i];
                    (is > 0 ? change : lost) += is > 0 ? std::abs(std::log(is / was)) : 1;
                    ++hits;
                }
        QVERIFY2(change / hits < 0.06 && lost / hits < 0.02,
                 qPrintable(QString("%1 %2").arg(change / hits).arg(lost / hits)));
    }

    /// Hits that there are too many of are the faintest, and vanish; where nothing else is left
    /// they stay, since the LR cell has its energy from somewhere.
    void hitsThatAreTooManyVanish() {
        const Wrong wrong{1, 0.3, 0.7};
        const HitEnergies map = HitEnergies::fitted(many(wrong, 0, 400), 2);
        auto others = many(wrong, 400, 200);
        QVERIFY(hitShare(others) > 0.77);
        const auto sums = [](const CalibrationEvent& event) {
            return event.blocks.sum(event.draw(3));
        };
        std::vector<std::vector<double>> before;
        for (const CalibrationEvent& event : others)
            before.push_back(sums(event));
        mend(others, map);
        QVERIFY2(std::abs(hitShare(others) - 0.7) < 0.01,
                 qPrintable(QString::number(hitShare(others))));
        for (std::size_t e = 0; e < others.size(); ++e) {
            const auto after = sums(others[e]);
            for (std::size_t j = 0; j < after.size(); ++j)
                QVERIFY(std::abs(after[j] - before[e][j]) <= 1e-5 * before[e][j]);
        }
    }

    void fewHitsSayNothing() {
        const Wrong wrong{0.6, 0, 0.7};
        auto few = many(wrong, 0, 5);
        const HitEnergies map = HitEnergies::fitted(few, 2);
        const auto before = few.front().draws.energy;
        mend(few, map);
        QCOMPARE(few.front().draws.energy, before);
    }
};

QTEST_APPLESS_MAIN(HitEnergiesTest)
#include "HitEnergiesTest.moc"
