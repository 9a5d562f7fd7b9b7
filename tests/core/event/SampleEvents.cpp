// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"

#include "event/DepositsFile.h"
#include "event/EventFile.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "random/RandomStream.h"

#include <set>

namespace calolens::sample {

namespace {
RandomStream stream(std::int64_t number, std::uint32_t what) {
    return {20240901, RandomPurpose::Test, static_cast<std::uint64_t>(number), what};
}

std::vector<Particle> particles(RandomStream& random, std::uint32_t count) {
    std::vector<Particle> result;
    for (std::uint32_t i = 0; i < count; ++i)
        result.push_back({random.below(2) ? 11 : 22, static_cast<float>(5e4 * random.uniform()),
                          static_cast<float>(2 * random.uniform() - 1),
                          static_cast<float>(6 * random.uniform())});
    return result;
}

CellId randomCell(RandomStream& random, const Granularity& grid) {
    const auto layer = random.below(static_cast<std::uint32_t>(grid.layerCount()));
    const LayerGrid& cells = grid.grid(static_cast<int>(layer));
    return {static_cast<std::uint8_t>(layer),
            static_cast<std::uint16_t>(random.below(static_cast<std::uint32_t>(cells.nEta))),
            static_cast<std::uint16_t>(random.below(static_cast<std::uint32_t>(cells.nPhi)))};
}
} // namespace

Readout readout() {
    const Granularity hr({{256, 256}, {256, 256}, {128, 128}});
    return {Detector::cocoa(), {hr.coarsened(2), hr}};
}

Event event(const std::shared_ptr<const Readout>& readout, std::int64_t number) {
    RandomStream random = stream(number, 1);
    Event result;
    result.number = number;
    result.readout = readout;
    result.particles = particles(random, random.below(4));
    std::set<CellId> lr;
    for (std::uint32_t i = random.below(31); i > 0; --i)
        lr.insert(randomCell(random, readout->levels[0]));
    result.levels.resize(2);
    for (const CellId cell : lr) {
        const auto parent = static_cast<std::int32_t>(result.levels[0].size());
        result.levels[0].append(cell, static_cast<float>(100 * random.normal()));
        for (int k = 0; k < 4; ++k) {
            const bool zero = random.uniform() < 0.4;
            result.levels[1].append(childOf(cell, 2, k),
                                    zero ? 0.F : static_cast<float>(50 * random.uniform()));
            result.levels[1].parent.push_back(parent);
        }
    }
    return result;
}

Granularity depositsGrid() {
    return Granularity({{512, 512}, {512, 512}, {256, 256}, {128, 128}, {128, 128}, {64, 64}});
}

DepositEvent deposits(std::int64_t number) {
    RandomStream random = stream(number, 2);
    DepositEvent result;
    result.number = number;
    result.particles = particles(random, 1 + random.below(3));
    for (std::uint32_t i = random.below(60); i > 0; --i) {
        result.cells.append(randomCell(random, depositsGrid()),
                            static_cast<float>(20 * random.uniform()));
        result.mainParticle.push_back(static_cast<std::int16_t>(
            random.below(static_cast<std::uint32_t>(result.particles.size()))));
    }
    return result;
}

void writeEvents(const std::filesystem::path& path, std::int64_t count, bool hasTruth) {
    const auto shared = std::make_shared<const Readout>(readout());
    EventWriter writer(path, *shared, R"({"made by": "a test"})", hasTruth);
    for (std::int64_t i = 0; i < count; ++i)
        writer.append(event(shared, i));
    writer.finish();
}

void writeDeposits(const std::filesystem::path& path, std::int64_t count) {
    DepositsWriter writer(path, Detector::cocoa(), depositsGrid(), R"({"made by": "a test"})");
    for (std::int64_t i = 0; i < count; ++i)
        writer.append(deposits(i));
    writer.finish();
}

void addPrediction(const std::filesystem::path& path, const std::string& name) {
    const PredictionInfo info{name, "m", "c0ffee", "heun", "karras", 18, 35, 7, 3, "0.1.0"};
    PredictionWriter writer(path, path, info);
    const auto file = EventFile::open(path);
    for (std::int64_t i = 0; i < file->size(); ++i) {
        const Event e = file->read(i);
        std::vector<float> draws;
        for (int s = 0; s < info.samples; ++s)
            for (const float energy : e.hr().energy)
                draws.push_back(energy + static_cast<float>(s + 1));
        writer.write(i, draws);
    }
    writer.finish();
}

} // namespace calolens::sample
