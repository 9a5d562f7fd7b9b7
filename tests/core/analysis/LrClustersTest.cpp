// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/LrClusters.h"

#include <QTest>

#include <map>
#include <numeric>

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
    void manyCellsJoinAsInAComparisonOfAllWithAll() {
        Event event = eventOf({});
        std::uint32_t state = 1; // scattered, and the same every time
        const auto below = [&](std::uint32_t n) {
            state = state * 1664525U + 1013904223U;
            return (state >> 8) % n;
        };
        for (int i = 0; i < 900; ++i) {
            const std::uint32_t layer = below(3), side = layer == 2 ? 64 : 128;
            event.levels[0].append({static_cast<std::uint8_t>(layer),
                                    static_cast<std::uint16_t>(below(side)),
                                    static_cast<std::uint16_t>(below(side))},
                                   1.0F + static_cast<float>(below(1000)));
        }
        const CellSet& cells = event.lr();
        // In units of half a fine cell, the grids of the layers are one.
        const auto centre = [&](std::size_t i, std::uint16_t index) {
            return cells.layer[i] == 2 ? 4 * index + 2 : 2 * index + 1;
        };
        Indices group(cells.size());
        std::iota(group.begin(), group.end(), std::size_t{0});
        for (bool joined = true; joined;) {
            joined = false;
            for (std::size_t a = 0; a < cells.size(); ++a)
                for (std::size_t b = 0; b < a; ++b) {
                    const int reach = (cells.layer[a] == 2 ? 2 : 1) + (cells.layer[b] == 2 ? 2 : 1);
                    const int eta = std::abs(centre(a, cells.ieta[a]) - centre(b, cells.ieta[b]));
                    const int across =
                        std::abs(centre(a, cells.iphi[a]) - centre(b, cells.iphi[b]));
                    if (eta > reach || std::min(across, 256 - across) > reach ||
                        group[a] == group[b])
                        continue;
                    group[a] = group[b] = std::min(group[a], group[b]);
                    joined = true;
                }
        }
        std::map<std::size_t, Indices> expected;
        for (std::size_t i = 0; i < cells.size(); ++i)
            expected[group[i]].push_back(i);
        auto clusters = lrClusters(event);
        QCOMPARE(clusters.size(), expected.size());
        QVERIFY(clusters.size() > 50 && clusters.size() < 800);
        for (Indices& cluster : clusters) {
            std::sort(cluster.begin(), cluster.end());
            QCOMPARE(cluster, expected.at(group[cluster.front()]));
        }
    }
    void anEmptyEventHasNone() {
        QVERIFY(lrClusters(eventOf({})).empty());
        QVERIFY(mainLrCells(eventOf({})).empty());
    }
};

QTEST_APPLESS_MAIN(LrClustersTest)
#include "LrClustersTest.moc"
