// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Topoclusters.h"
#include "random/RandomStream.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace calolens;

namespace {

/// Dense picture: per layer, nEta x nPhi values, phi fastest.
using LayerImages = std::vector<std::vector<float>>;

std::vector<CellId> allCells(const Granularity& grid) {
    std::vector<CellId> cells;
    for (int layer = 0; layer < grid.layerCount(); ++layer)
        for (int e = 0; e < grid.grid(layer).nEta; ++e)
            for (int p = 0; p < grid.grid(layer).nPhi; ++p)
                cells.push_back({static_cast<std::uint8_t>(layer), static_cast<std::uint16_t>(e),
                                 static_cast<std::uint16_t>(p)});
    return cells;
}

std::vector<CellId> clusterCells(const Granularity& grid, const LayerImages& images) {
    return findTopoclusterCells(grid, allCells(grid),
                                [&](CellId c) {
                                    return images[c.layer][static_cast<std::size_t>(
                                        c.ieta * grid.grid(c.layer).nPhi + c.iphi)];
                                },
                                {});
}

/// Whether two cells touch, from their edges as real numbers: an implementation independent of
/// indices.
bool neighbours(const Detector& detector, const Granularity& grid, CellId a, CellId b) {
    if (a == b || std::abs(a.layer - b.layer) > 1)
        return false;
    const CellBounds x = cellBounds(detector, grid, a), y = cellBounds(detector, grid, b);
    constexpr double eps = 1e-9;
    const double reach =
        a.layer == b.layer ? eps : -eps; // touching counts within a layer, overlap between layers
    const bool eta = x.etaLow < y.etaHigh + reach && y.etaLow < x.etaHigh + reach;
    bool phi = false;
    for (const double turn : {-2 * M_PI, 0.0, 2 * M_PI})
        phi = phi || (x.phiLow < y.phiHigh + turn + reach && y.phiLow + turn < x.phiHigh + reach);
    return eta && phi;
}

/// Clusters by repeated sweeps over all pairs of cells.
std::set<CellId> bruteForce(const Detector& detector, const Granularity& grid, const LayerImages& s,
                            const TopoclusterThresholds& t) {
    std::vector<std::pair<CellId, float>> cells;
    for (std::size_t layer = 0; layer < s.size(); ++layer)
        for (std::size_t i = 0; i < s[layer].size(); ++i) {
            const auto n = static_cast<std::size_t>(grid.grid(static_cast<int>(layer)).nPhi);
            cells.push_back({{static_cast<std::uint8_t>(layer), static_cast<std::uint16_t>(i / n),
                              static_cast<std::uint16_t>(i % n)},
                             s[layer][i]});
        }
    std::set<CellId> in;
    for (const auto& [cell, value] : cells)
        if (value > t.seed)
            in.insert(cell);
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& [from, fromValue] : cells)
            for (const auto& [to, toValue] : cells)
                if (in.count(from) && fromValue > t.grow && !in.count(to) &&
                    toValue > t.perimeter && neighbours(detector, grid, from, to)) {
                    in.insert(to);
                    changed = true;
                }
    }
    return in;
}

} // namespace

class TopoclustersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithAllPairs_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 12; ++seed)
            QTest::addRow("image %d", seed) << seed;
    }
    void agreesWithAllPairs() {
        QFETCH(int, seed);
        const Detector detector = Detector::cocoa();
        const Granularity grid({{8, 8}, {8, 12}, {4, 6}}); // 8 to 12 cells in phi do not nest
        RandomStream random(static_cast<std::uint64_t>(seed), RandomPurpose::Test);
        LayerImages s;
        for (const LayerGrid& g : grid.grids()) {
            s.emplace_back(static_cast<std::size_t>(g.nEta * g.nPhi));
            for (float& value : s.back())
                value = static_cast<float>(random.normal() * 2.2);
        }
        const TopoclusterThresholds thresholds;
        const auto found = clusterCells(grid, s);
        const std::set<CellId> expected = bruteForce(detector, grid, s, thresholds);
        QVERIFY(std::is_sorted(found.begin(), found.end()));
        QCOMPARE(std::set<CellId>(found.begin(), found.end()), expected);
        QCOMPARE(found.size(), expected.size());
    }

    void nothingAboveTheSeedGivesNothing() {
        const Granularity grid({{4, 4}});
        QVERIFY(clusterCells(grid, {std::vector<float>(16, 4.5f)}).empty());
    }
};

QTEST_APPLESS_MAIN(TopoclustersTest)
#include "TopoclustersTest.moc"
