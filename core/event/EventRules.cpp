// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/EventRules.h"

#include "event/EventFormat.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
std::string text(CellId cell) {
    return fmt::format("(layer {}, eta {}, phi {})", cell.layer, cell.ieta, cell.iphi);
}
} // namespace

std::optional<std::string> ladderFlaw(const Readout& readout) {
    if (readout.levels.empty())
        return "there are no levels";
    if (readout.levelCount() > native::maxLevels)
        return fmt::format("there are {} levels, expected at most {}", readout.levelCount(),
                           native::maxLevels);
    for (int level = 0; level < readout.levelCount(); ++level) {
        const Granularity& grid = readout.levels[static_cast<std::size_t>(level)];
        if (grid.layerCount() == 0 || grid.layerCount() > readout.detector.layerCount())
            return fmt::format("level {} has {} layers, expected 1 to {}", level, grid.layerCount(),
                               readout.detector.layerCount());
        if (level == 0)
            continue;
        const Granularity& coarse = readout.levels[static_cast<std::size_t>(level - 1)];
        if (grid.layerCount() != coarse.layerCount())
            return fmt::format("level {} has {} layers, but level {} has {}", level,
                               grid.layerCount(), level - 1, coarse.layerCount());
        for (int layer = 0; layer < grid.layerCount(); ++layer)
            if (const int factor = coarse.factorTo(grid, layer);
                factor < 1 || factor > native::maxFactor)
                return fmt::format("layer {}: the {} x {} cells of level {} do not divide into the "
                                   "{} x {} of level {} by a whole number up to {}, the same in "
                                   "eta and phi",
                                   layer, coarse.grid(layer).nEta, coarse.grid(layer).nPhi,
                                   level - 1, grid.grid(layer).nEta, grid.grid(layer).nPhi, level,
                                   native::maxFactor);
    }
    return std::nullopt;
}

std::optional<Flaw> duplicateFlaw(const CellSet& cells) {
    std::vector<CellId> ids(cells.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = cells.id(i);
    std::sort(ids.begin(), ids.end());
    const auto twice = std::adjacent_find(ids.begin(), ids.end());
    if (twice == ids.end())
        return std::nullopt;
    return Flaw{"layer", fmt::format("cell {} is listed twice", text(*twice))};
}

std::optional<Flaw> childrenFlaw(const CellSet& parents, const CellSet& children,
                                 const Granularity& coarse, const Granularity& fine) {
    for (std::size_t i = 0; i < children.parent.size(); ++i)
        if (children.parent[i] < 0 ||
            static_cast<std::size_t>(children.parent[i]) >= parents.size())
            return Flaw{"parent", fmt::format("cell {} has parent {}, but there are {} cells in "
                                              "the level above",
                                              i, children.parent[i], parents.size())};
    std::size_t child = 0;
    for (std::size_t p = 0; p < parents.size(); ++p) {
        const int factor = coarse.factorTo(fine, parents.layer[p]);
        for (int k = 0; k < factor * factor; ++k, ++child) {
            const CellId expected = childOf(parents.id(p), factor, k);
            if (child >= children.size())
                return Flaw{"parent",
                            fmt::format("child {} of parent {} is missing: all {} x {} children of "
                                        "every parent are expected, zeros included",
                                        k, p, factor, factor)};
            if (children.parent[child] != static_cast<std::int32_t>(p))
                return Flaw{"parent",
                            fmt::format("cell {} has parent {}, expected {}: children "
                                        "stand in the order of their parents, all {} x "
                                        "{} of them",
                                        child, children.parent[child], p, factor, factor)};
            if (children.id(child) != expected)
                return Flaw{children.layer[child] != expected.layer ? "layer"
                            : children.ieta[child] != expected.ieta ? "ieta"
                                                                    : "iphi",
                            fmt::format("cell {} is {}, expected {}, child {} of parent {}", child,
                                        text(children.id(child)), text(expected), k, p)};
        }
    }
    if (child < children.size())
        return Flaw{"parent", fmt::format("holds {} cells, expected {}, the children of {} parents",
                                          children.size(), child, parents.size())};
    return std::nullopt;
}

std::int64_t childrenCount(const CellSet& parents, const Granularity& coarse,
                           const Granularity& fine) {
    std::int64_t count = 0;
    for (const std::uint8_t layer : parents.layer) {
        const std::int64_t factor = coarse.factorTo(fine, layer);
        count += factor * factor;
    }
    return count;
}

std::optional<Flaw> cellsFlaw(const CellSet& cells, const Granularity& granularity,
                              EnergyRule rule) {
    const std::size_t n = cells.size();
    if (cells.ieta.size() != n || cells.iphi.size() != n ||
        (!cells.energy.empty() && cells.energy.size() != n) ||
        (!cells.parent.empty() && cells.parent.size() != n))
        return Flaw{"layer", "the columns of the event have different lengths"};
    for (std::size_t i = 0; i < n; ++i)
        if (!granularity.contains(cells.id(i)))
            return Flaw{"layer",
                        fmt::format("cell {} lies outside the grid: {}", i, text(cells.id(i)))};
    for (std::size_t i = 0; i < cells.energy.size(); ++i)
        if (!std::isfinite(cells.energy[i]) ||
            (rule == EnergyRule::NotNegative && cells.energy[i] < 0))
            return Flaw{"energy", fmt::format("cell {} has {} MeV, expected {}", i, cells.energy[i],
                                              describe(rule))};
    return std::nullopt;
}

std::optional<Flaw> particlesFlaw(const std::vector<Particle>& particles) {
    for (std::size_t i = 0; i < particles.size(); ++i) {
        const Particle& p = particles[i];
        if (!std::isfinite(p.energy) || !std::isfinite(p.eta) || !std::isfinite(p.phi))
            return Flaw{"energy", fmt::format("particle {} has a number that is not finite", i)};
        if (p.energy < 0)
            return Flaw{"energy",
                        fmt::format("particle {} has {} MeV, expected 0 or more", i, p.energy)};
    }
    return std::nullopt;
}

} // namespace calolens
