// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DenoisingRun.h"
#include "diffusion/PlacedLevels.h"
#include "diffusion/Predictor.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "simulation/Digitizer.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace calolens;

namespace {

std::vector<Event> events(const char* deposits, const char* preset) {
    const auto file = DepositsFile::open(std::string(CALOLENS_FIXTURES "/") + deposits);
    const Digitizer digitizer(digitizerPreset(preset), file->detector(), file->granularity(), 1);
    std::vector<Event> events;
    for (std::int64_t i = 0; i < file->size(); ++i)
        events.push_back(digitizer.digitize(file->read(i)));
    return events;
}

std::vector<Event> electrons(const char* preset = "cocoa-sr2") {
    return events("electron_deposits.h5", preset);
}

std::shared_ptr<const Model> model() {
    static const auto loaded =
        Model::load(CALOLENS_MODELS_FOLDER "/electron-2x.calomodel", DeviceKind::Cpu);
    return loaded;
}

double sum(const std::vector<float>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, double{std::abs(a[i] - b[i])});
    return largest;
}

RunSettings settings(int steps, const char* sampler = "heun") {
    RunSettings s;
    s.steps = steps;
    s.sampler = sampler;
    return s;
}

/// Rounding differs between batches (other matrix shapes); energies agree to this part of the
/// event's energy.
constexpr double rounding = 2e-4;

/// Rows of a test: each model and events that it works on.
void shippedModels() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("deposits");
    QTest::addColumn<QByteArray>("preset");
    QTest::newRow("electron-2x") << QByteArray("electron-2x") << QByteArray("electron_deposits.h5")
                                 << QByteArray("cocoa-sr2");
    QTest::newRow("multi-4x") << QByteArray("multi-4x") << QByteArray("multi_deposits.h5")
                              << QByteArray("cocoa-sr4");
}

} // namespace

class ShippedModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Six steps where they were placed for the model end nearer to the exact solution, from the
    /// same noise, than six on any schedule that knows nothing of it.
    void placedLevelsStandBesideTheModels_data() { shippedModels(); }
    void placedLevelsStandBesideTheModels() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, deposits);
        QFETCH(QByteArray, preset);
        const auto m =
            Model::load(std::string(CALOLENS_MODELS_FOLDER "/") + name.constData() + ".calomodel",
                        DeviceKind::Cpu);
        std::vector<Event> some = events(deposits, preset);
        some.resize(std::min<std::size_t>(some.size(), 4));
        std::vector<const Event*> bound;
        for (const Event& event : some)
            bound.push_back(&event);
        const auto denoiser = m->bind(bound);
        const auto end = [&](const char* sampler, const std::string& schedule, int steps) {
            std::vector<RandomStream> noise;
            for (std::size_t i = 0; i < bound.size(); ++i)
                noise.emplace_back(9, RandomPurpose::Sampling, i);
            const auto s =
                makeSampler(sampler, *denoiser,
                            noiseSchedule(resolvedSchedule(schedule, sampler, steps, m->info()),
                                          steps, m->noiseRange()),
                            std::move(noise));
            while (!s->finished())
                s->step();
            return std::vector<float>(s->estimate().begin(), s->estimate().end());
        };
        const auto exact = end("heun", "karras", 18);
        const auto error = [&](const std::string& schedule) {
            const auto x = end("unipc-3", schedule, 6);
            double squares = 0;
            for (std::size_t i = 0; i < x.size(); ++i)
                squares += std::pow(x[i] - exact[i], 2);
            return squares;
        };
        const double placed = error("placed");
        for (const ScheduleDescription& schedule : schedules())
            QVERIFY2(placed < error(std::string(schedule.name)), schedule.name.data());
    }

    /// What the model is for: its mean of draws is nearer to the true energy than the measurement
    /// is, and its empty cells are as many as the truth's. Few events here, hence the wide margins;
    /// docs/models.md has the real numbers.
    void energyIsBetterThanMeasuredAndZerosAreRight_data() { shippedModels(); }
    void energyIsBetterThanMeasuredAndZerosAreRight() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, deposits);
        QFETCH(QByteArray, preset);
        const std::vector<Event> sample = events(deposits.constData(), preset.constData());
        const auto tested =
            Model::load(std::string(CALOLENS_MODELS_FOLDER "/") + name.constData() + ".calomodel",
                        DeviceKind::Cpu);
        const Predictor predictor(tested, settings(12), 6);
        double lr2 = 0, sr2 = 0, lr1 = 0, sr1 = 0, zerosTruth = 0, zeros = 0, cells = 0;
        for (const Event& event : sample) {
            const Event* const one = &event;
            const auto draws = predictor.predict({&one, 1}).front();
            const double truth = sum(event.hr().energy);
            const double lr = sum(event.lr().energy) - truth, sr = sum(draws) / 6 - truth;
            lr1 += lr;
            lr2 += lr * lr;
            sr1 += sr;
            sr2 += sr * sr;
            for (const float e : event.hr().energy)
                zerosTruth += e == 0;
            for (const float e : draws)
                zeros += e == 0;
            cells += static_cast<double>(event.hr().size());
        }
        const auto n = static_cast<double>(sample.size());
        const double ratio =
            std::sqrt((sr2 / n - sr1 * sr1 / n / n) / (lr2 / n - lr1 * lr1 / n / n));
        qInfo("residual sd, model over LR: %.3f; bias %.3f GeV (LR %.3f); zeros %.3f (truth %.3f)",
              ratio, sr1 / n / 1e3, lr1 / n / 1e3, zeros / cells / 6, zerosTruth / cells);
        QVERIFY(ratio < 0.85);
        QVERIFY(std::abs(sr1 / n) < 0.4 * std::abs(lr1 / n));
        QVERIFY(std::abs(zeros / cells / 6 - zerosTruth / cells) < 0.04);
    }

    void sameSeedSameDrawWhateverTheBatchAndThreads_data() {
        QTest::addColumn<QByteArray>("sampler");
        // A Runge-Kutta, a stochastic and a multistep one: SamplerTest looks at all of them.
        for (const char* sampler : {"heun", "ddpm", "unipc-3"})
            QTest::newRow(sampler) << QByteArray(sampler);
    }
    void sameSeedSameDrawWhateverTheBatchAndThreads() {
        QFETCH(QByteArray, sampler);
        const std::vector<Event> events = electrons();
        const RunSettings s = settings(6, sampler.constData());
        const Predictor predictor(model(), s, 2);
        std::vector<const Event*> all;
        for (const Event& event : events)
            all.push_back(&event);
        const auto together = predictor.predict(all);
        for (const std::size_t i : {std::size_t{0}, events.size() - 1}) {
            const double tolerance = rounding * sum(events[i].hr().energy);
            const Event* const one = &events[i];
            const auto alone = predictor.predict({&one, 1}).front();
            QVERIFY2(largestDifference(alone, together[i]) < tolerance,
                     qPrintable(QString::number(largestDifference(alone, together[i]))));
            QCOMPARE(predictor.predict({&one, 1}).front(),
                     alone); // the very same batch: the very same bits
            setNetworkThreads(2);
            QVERIFY(largestDifference(predictor.predict({&one, 1}).front(), alone) < tolerance);
            setNetworkThreads(1);
            // The window's way of running: the first draw, step by step.
            DenoisingRun run(model(), std::make_shared<const Event>(events[i]), s);
            while (!run.finished())
                run.step();
            const std::vector<float> first(
                alone.begin(), alone.begin() + static_cast<std::ptrdiff_t>(alone.size() / 2));
            QVERIFY(largestDifference(run.result(), first) < tolerance);
            const std::vector<float> second(
                alone.begin() + static_cast<std::ptrdiff_t>(alone.size() / 2), alone.end());
            QVERIFY(largestDifference(first, second) > 5 * tolerance); // two draws are two pictures
        }
    }

    void aRunRecordsEveryStepAndCanBeFinishedEarly() {
        const auto event = std::make_shared<const Event>(electrons().front());
        DenoisingRun run(model(), event, settings(5));
        QCOMPARE(run.trajectory().size(), std::size_t{1});
        QVERIFY(run.trajectory()[0].sigma == model()->noiseRange().sigmaMax);
        run.step();
        run.step();
        run.finishHere();
        QVERIFY(run.finished());
        run.step();
        QCOMPARE(run.stepIndex(), 2);
        QCOMPARE(run.trajectory().size(), std::size_t{3});
        QCOMPARE(run.result(), run.trajectory().back().estimate);
        QCOMPARE(run.info().evaluations, 4);
        // Already the early estimate carries about the event's energy; the noisy state need not.
        QVERIFY(std::abs(sum(run.result()) / sum(event->hr().energy) - 1) < 0.2);
    }

    void eventsOfAnotherReadoutAreRefused() {
        const auto event = std::make_shared<const Event>(electrons("cocoa-sr4").front());
        try {
            DenoisingRun run(model(), event, settings(5));
            QFAIL("accepted");
        } catch (const ModelError& error) {
            QVERIFY2(QString::fromStdString(error.what()).contains(QStringLiteral("64 x 64")),
                     error.what());
        }
    }

    void anEventWithoutCellsGivesAnEmptyPicture() {
        Event empty = electrons().front();
        for (CellSet& level : empty.levels)
            level = {};
        const Event* const one = &empty;
        QVERIFY(Predictor(model(), settings(3), 2).predict({&one, 1}).front().empty());
    }
};

QTEST_APPLESS_MAIN(ShippedModelTest)
#include "ShippedModelTest.moc"
