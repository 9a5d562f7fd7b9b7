// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/LrClusters.h"

#include <QTest>

using namespace calolens;

namespace {
Event eventOf(std::initializer_list<std::pair<CellId, float>> cells) {
    Event event;
    const Granularity lr({{128, 128}, {128, 128}, {64, 64}});
    event.readout = std::make_shared<const Readout>(Readout{Detector::cocoa(), {lr, lr}});
    event.levels.resize(2);
    for (const auto& [cell, energy] : cells)
        event.levels[0].append(cell, energy);
    return event;
}
using Indices = std::vector<std::size_t>;
} // namespace

class LrClustersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cellsJoinAcrossCornersLayersAndPhiZero() {
        const Event event =
            eventOf({{{0, 60, 127}, 5000.f}, // phi just below 2 pi
                     {{1, 61, 0}, 3000.f},   // touches at a corner, beyond phi = 0, next layer
                     {{2, 31, 0}, 200.f},    // eta 62..63, phi 0..1 on the finer grid: touches
                     {{0, 60, 120}, 100.f},  // apart
                     {{1, 20, 60}, 150.f}}); // far
        const auto clusters = lrClusters(event);
        QCOMPARE(clusters.size(), std::size_t{3});
        Indices first = clusters[0];
        std::sort(first.begin(), first.end());
        QCOMPARE(first, (Indices{0, 1, 2}));
        QCOMPARE(clusters[1], (Indices{4}));
        QCOMPARE(mainLrCells(event), (Indices{0, 1, 2}));
    }
    void aSecondParticleIsKept() {
        const Event event =
            eventOf({{{1, 60, 10}, 50000.f}, {{1, 70, 10}, 5000.f}, {{1, 10, 100}, 400.f}});
        QCOMPARE(mainLrCells(event), (Indices{0, 1}));
    }
    void anEmptyEventHasNone() {
        QVERIFY(lrClusters(eventOf({})).empty());
        QVERIFY(mainLrCells(eventOf({})).empty());
    }
};

QTEST_APPLESS_MAIN(LrClustersTest)
#include "LrClustersTest.moc"
