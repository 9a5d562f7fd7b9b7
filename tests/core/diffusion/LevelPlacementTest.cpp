// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/LevelPlacement.h"
#include "diffusion/GivenLevels.h"
#include "diffusion/PlacedLevels.h"
#include "diffusion/Sampler.h"
#include "diffusion/exact/GaussianMixture.h"
#include "error/Error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace calolens;

namespace {

constexpr NoiseRange range{0.02, 20.0};

PlacementSettings settings(const char* sampler, int steps) {
    PlacementSettings s;
    s.sampler = sampler;
    s.steps = steps;
    s.range = range;
    s.referenceSteps = 200;
    return s;
}

/// Of the mixture whose flow is known, from noise of that event number.
struct Mixture {
    GaussianMixtureDenoiser denoiser{{400}, {-1.0, 0.5}, 0.4};
    std::vector<PlacementBatch> batches;
    explicit Mixture(std::uint64_t event)
        : batches{{&denoiser, {RandomStream(1, RandomPurpose::Sampling, event)}}} {}
};

/// The exact solution at noise zero, which is not what the search was given.
double distanceFromFlow(const char* sampler, const std::string& schedule, int steps,
                        std::uint64_t event) {
    Mixture m(event);
    const auto s = makeSampler(sampler, m.denoiser, noiseSchedule(schedule, steps, range),
                               m.batches.front().noise);
    std::vector<double> ends;
    for (const float x : s->state())
        ends.push_back(m.denoiser.flow(x, range.sigmaMax, 1e-4));
    while (!s->finished())
        s->step();
    double squares = 0;
    for (std::size_t i = 0; i < ends.size(); ++i)
        squares += std::pow(s->estimate()[i] - ends[i], 2);
    return std::sqrt(squares / static_cast<double>(ends.size()));
}

PlacedLevels someLevels() {
    Placement placement{{20, 1.5, 0.04}, 0.01, {{"karras", 0.03}, {"lu", 0.02}}};
    return {"m", "abc", {{"unipc-3", 3, placement, "chooser.h5", 64, 7}}};
}

void write(const QString& path, const std::string& text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(text));
}

} // namespace

class LevelPlacementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void levelsFallFromTheModelsHighest() {
        Mixture m(1);
        const Placement placed = placeLevels(m.batches, settings("dpmpp-2m", 6));
        QCOMPARE(placed.levels.size(), std::size_t(6));
        QCOMPARE(placed.levels.front(), range.sigmaMax);
        QVERIFY(placed.levels.back() >= range.sigmaMin);
        QVERIFY(std::is_sorted(placed.levels.rbegin(), placed.levels.rend()));
        for (const auto& [name, error] : placed.errors)
            QVERIFY2(placed.error < error, name.c_str());
    }

    /// From noise that was not searched with, and against the exact flow.
    void placedLevelsComeNearerThanEverySchedule_data() {
        QTest::addColumn<int>("steps");
        QTest::newRow("5") << 5;
        QTest::newRow("8") << 8;
    }
    void placedLevelsComeNearerThanEverySchedule() {
        QFETCH(int, steps);
        Mixture m(1);
        const Placement placed = placeLevels(m.batches, settings("unipc-3", steps));
        const double error = distanceFromFlow("unipc-3", levelsName(placed.levels), steps, 2);
        for (const ScheduleDescription& schedule : schedules()) {
            const double other = distanceFromFlow("unipc-3", std::string(schedule.name), steps, 2);
            QVERIFY2(error < 0.8 * other, qPrintable(QString("%1 against %2 of %3")
                                                         .arg(error)
                                                         .arg(other)
                                                         .arg(schedule.name.data())));
        }
    }

    void samplersWithoutOneEndAreRefused() {
        Mixture m(1);
        for (const char* sampler : {"ddpm", "dopri5", "nobody"})
            QVERIFY_EXCEPTION_THROWN(placeLevels(m.batches, settings(sampler, 5)), UsageError);
        QVERIFY_EXCEPTION_THROWN(placeLevels({}, settings("heun", 5)), UsageError);
    }

    void aSearchCanBeInterrupted() {
        Mixture m(1);
        PlacementSettings s = settings("heun", 5);
        int asked = 0;
        s.interrupted = [&asked] { return ++asked > 300; };
        QVERIFY_EXCEPTION_THROWN(placeLevels(m.batches, s), Error);
    }

    void jsonKeepsEverything() {
        QTemporaryDir dir;
        PlacedLevels levels = someLevels();
        const auto model = dir.filePath("m.calomodel").toStdString();
        QCOMPARE(placedLevelsPath(model),
                 std::filesystem::path(dir.filePath("m.levels.json").toStdString()));
        write(dir.filePath("m.levels.json"), levels.toJson());
        const PlacedLevels again = PlacedLevels::read(placedLevelsPath(model));
        QCOMPARE(again.toJson(), levels.toJson());
        auto better = levels.entries.front();
        better.placement.error = 0.005;
        levels.add(better);
        QCOMPARE(levels.entries.size(), std::size_t(1));
        QCOMPARE(levels.find("unipc-3", 3)->placement.error, 0.005);
        QVERIFY(!levels.find("unipc-3", 4));
        QVERIFY(!levels.find("heun", 3));
    }

    void theModelsOwnAreFoundByName() {
        QTemporaryDir dir;
        ModelInfo model;
        model.name = someLevels().model;
        model.checksum = someLevels().modelChecksum;
        model.path = dir.filePath("m.calomodel").toStdString();
        QCOMPARE(resolvedSchedule("lu", "unipc-3", 3, model), std::string("lu"));
        QVERIFY_EXCEPTION_THROWN(resolvedSchedule("placed", "unipc-3", 3, model), UsageError);
        write(dir.filePath("m.levels.json"), someLevels().toJson());
        QCOMPARE(resolvedSchedule("placed", "unipc-3", 3, model),
                 std::string("levels:20,1.5,0.04"));
        QVERIFY_EXCEPTION_THROWN(resolvedSchedule("placed", "unipc-3", 4, model), UsageError);
        model.checksum = std::string("other weights");
        QVERIFY_EXCEPTION_THROWN(resolvedSchedule("placed", "unipc-3", 3, model), FileError);
        write(dir.filePath("m.levels.json"), "{}");
        QVERIFY_EXCEPTION_THROWN(resolvedSchedule("placed", "unipc-3", 3, model), FileError);
    }
};

QTEST_APPLESS_MAIN(LevelPlacementTest)
#include "LevelPlacementTest.moc"
