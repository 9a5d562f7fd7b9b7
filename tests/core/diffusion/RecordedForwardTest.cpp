// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded evaluations without a GPU: a stand-in for the CUDA graph does the plain work again, on
// the recording's own buffers. Padding to buckets, copying in and out, and the choice of what is
// kept are the same as with a graph.
#include "diffusion/NoiseSchedule.h"
#include "diffusion/Sampler.h"
#include "diffusion/network/NetworkDenoiser.h"
#include "random/RandomStream.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>

using namespace calolens;

namespace {

class WorkAgain : public Recording {
public:
    explicit WorkAgain(std::function<void()> work)
        : m_work(std::move(work)) {}
    void replay() override { m_work(); }

private:
    std::function<void()> m_work;
};

std::unique_ptr<Recording> workAgain(const std::function<void()>& work) {
    work(); // a capture runs the work on buffers without meaning, too
    return std::make_unique<WorkAgain>(work);
}

ParametrisationSettings parametrisationSettings() {
    return {};
}

/// A network of random weights, all of which count, and an estimator if wanted.
ModelWeights weights(bool estimator) {
    torch::manual_seed(3);
    const torch::NoGradGuard guard;
    const Parametrisation p(parametrisationSettings());
    NetworkSettings n;
    n.width = 32;
    n.blocks = 2;
    n.heads = 2;
    n.channels = p.channels();
    n.features = p.features() + (estimator ? p.channels() : 0);
    ModelWeights w;
    w.network = SuperResolutionNetwork(n);
    for (auto& parameter : w.network->parameters())
        parameter.normal_(0, 0.2);
    if (estimator) {
        w.estimator = MeanEstimator(EstimatorSettings{16, 1, 2, 2, p.features(), p.channels()});
        for (auto& parameter : w.estimator->parameters())
            parameter.normal_(0, 0.2);
    }
    return w;
}

std::shared_ptr<RecordedForwards> recorded(const ModelWeights& w, std::size_t capacity = 8,
                                           Recorder recorder = workAgain) {
    return std::make_shared<RecordedForwards>("toy", NetworkPass(w.network), std::move(recorder),
                                              capacity);
}

NetworkDenoiser bound(const ModelWeights& w, std::span<const Event* const> events,
                      std::shared_ptr<RecordedForwards> forwards = nullptr) {
    static const Parametrisation p(parametrisationSettings());
    return {"toy", w, p, events, torch::kCPU, Precision::Float, std::move(forwards)};
}

/// Events of different sizes, the first the smallest.
const std::vector<std::shared_ptr<Event>>& events() {
    static const auto made = [] {
        std::vector<std::shared_ptr<Event>> all;
        for (const double energy : {3e3, 20e3, 90e3})
            all.push_back(test::syntheticEvent({{energy, 0.2, 1.0}}));
        all.push_back(test::syntheticEvent({{60e3, -0.4, 2.0}, {60e3, 0.5, 0.3}}));
        std::ranges::sort(all, {}, [](const auto& e) { return e->lr().size(); });
        return all;
    }();
    return made;
}

std::vector<const Event*> batchOf(const std::vector<int>& which) {
    std::vector<const Event*> batch;
    for (const int i : which)
        batch.push_back(events()[static_cast<std::size_t>(i)].get());
    return batch;
}

/// One evaluation of noise, the same for the same event wherever in a batch it stands.
std::vector<float> evaluate(NetworkDenoiser& denoiser, const std::vector<int>& which,
                            double sigma) {
    std::vector<float> x;
    for (std::size_t i = 0; i < which.size(); ++i) {
        RandomStream random(1, RandomPurpose::Sampling, static_cast<std::uint64_t>(which[i]));
        for (std::size_t k = 0; k < denoiser.itemSizes()[i]; ++k)
            x.push_back(static_cast<float>(sigma * random.normal()));
    }
    std::vector<float> clean(x.size());
    denoiser.denoise(x, sigma, clean);
    return clean;
}

/// Other matrix shapes round otherwise.
constexpr float rounding = 2e-5F;

QByteArray difference(const std::vector<float>& a, const std::vector<float>& b) {
    if (a.size() != b.size())
        return "sizes differ";
    float largest = 0, size = 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!std::isfinite(a[i]) || !std::isfinite(b[i]))
            return "not finite";
        largest = std::max(largest, std::abs(a[i] - b[i]));
        size = std::max(size, std::abs(b[i]));
    }
    return largest <= rounding * size ? QByteArray() : QByteArray::number(largest / size);
}

} // namespace

class RecordedForwardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bucketsAddLittle() {
        for (std::int64_t n = 1; n < 3000; ++n) {
            const ForwardShape bucket = bucketOf({n, n});
            QVERIFY(bucket.items >= n && bucket.tokens >= n);
            QVERIFY(bucket.items - n < std::max(1.0, n / 8.0)); // none up to 16
            QVERIFY(bucket.tokens - n < std::max(8.0, n / 8.0));
            QVERIFY(bucket.tokens % 8 == 0);
            QVERIFY(bucketOf(bucket) == bucket); // a bucket is its own
            QVERIFY(bucketOf({n, n}) <= bucketOf({n + 1, n + 1}));
        }
    }
    void bucketsAreFew() {
        std::map<ForwardShape, int> buckets;
        for (std::int64_t n = 1; n <= 1024; ++n)
            ++buckets[bucketOf({1, n})];
        QCOMPARE(buckets.size(), 8U + 4 * 8U); // 8 to 64, and four octaves
    }

    void givesWhatThePlainPassGives_data() {
        QTest::addColumn<bool>("estimator");
        QTest::addColumn<QList<int>>("events");
        for (const bool estimator : {false, true}) {
            const QByteArray with = estimator ? ", with estimator" : "";
            QTest::addRow("one%s", with.constData()) << estimator << QList<int>{2};
            QTest::addRow("smallest%s", with.constData()) << estimator << QList<int>{0};
            QTest::addRow("four sizes%s", with.constData()) << estimator << QList<int>{3, 0, 2, 1};
            // 17 items are padded to 18: one of them has no token at all.
            QTest::addRow("17 events%s", with.constData())
                << estimator << QList<int>{0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 3};
        }
    }
    void givesWhatThePlainPassGives() {
        QFETCH(bool, estimator);
        QFETCH(QList<int>, events);
        const std::vector<int> which(events.begin(), events.end());
        const auto batch = batchOf(which);
        const ModelWeights w = weights(estimator);
        const auto forwards = recorded(w);
        NetworkDenoiser plain = bound(w, batch), replayed = bound(w, batch, forwards);
        QCOMPARE(difference({replayed.centre().begin(), replayed.centre().end()},
                            {plain.centre().begin(), plain.centre().end()}),
                 QByteArray());
        for (const double sigma : {40.0, 1.0, 0.01})
            QCOMPARE(difference(evaluate(replayed, which, sigma), evaluate(plain, which, sigma)),
                     QByteArray());
        QCOMPARE(forwards->made(), 1U);
    }

    /// Events of one bucket take turns on the same buffers, and do not see one another's condition.
    void conditionsTakeTurns() {
        const ModelWeights w = weights(true);
        const auto forwards = recorded(w);
        const auto first = batchOf({1, 2}), second = batchOf({2, 1});
        NetworkDenoiser a = bound(w, first, forwards), b = bound(w, second, forwards);
        NetworkDenoiser plainA = bound(w, first), plainB = bound(w, second);
        const auto expectedA = evaluate(plainA, {1, 2}, 2.0);
        const auto expectedB = evaluate(plainB, {2, 1}, 2.0);
        QVERIFY(!difference(expectedA, expectedB).isEmpty());
        for (int turn = 0; turn < 3; ++turn) {
            QCOMPARE(difference(evaluate(a, {1, 2}, 2.0), expectedA), QByteArray());
            QCOMPARE(difference(evaluate(b, {2, 1}, 2.0), expectedB), QByteArray());
        }
        QCOMPARE(forwards->made(), 1U);
    }

    void theLeastRecentlyUsedGoes() {
        const ModelWeights w = weights(false);
        const auto forwards = recorded(w, 2);
        const auto one = batchOf({3}), two = batchOf({3, 3}), three = batchOf({3, 3, 3});
        NetworkDenoiser a = bound(w, one, forwards), b = bound(w, two, forwards),
                        c = bound(w, three, forwards);
        const auto alone = evaluate(a, {3}, 1.0);
        (void)evaluate(b, {3, 3}, 1.0);
        (void)evaluate(a, {3}, 1.0); // now b is the one that was not used for longest
        QCOMPARE(forwards->made(), 2U);
        (void)evaluate(c, {3, 3, 3}, 1.0);
        QCOMPARE(forwards->made(), 3U);
        QCOMPARE(forwards->size(), 2U);
        QCOMPARE(difference(evaluate(a, {3}, 1.0), alone), QByteArray());
        QCOMPARE(forwards->made(), 3U); // a was kept
        (void)evaluate(b, {3, 3}, 1.0); // b was not, and works all the same
        QCOMPARE(forwards->made(), 4U);
        QCOMPARE(forwards->size(), 2U);
    }

    void whatCannotBeRecordedRunsPlain() {
        const ModelWeights w = weights(true);
        int tries = 0;
        const auto forwards = recorded(w, 8, [&tries](const auto&) -> std::unique_ptr<Recording> {
            ++tries;
            TORCH_CHECK(false, "operation not permitted when stream is capturing");
        });
        const auto batch = batchOf({0, 2, 1});
        NetworkDenoiser plain = bound(w, batch), replayed = bound(w, batch, forwards);
        const auto expected = evaluate(plain, {0, 2, 1}, 3.0);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(difference(evaluate(replayed, {0, 2, 1}, 3.0), expected), QByteArray());
        QVERIFY(replayed.forwardAlone(2));
        QCOMPARE(tries, 1); // and is not tried at every step
        QCOMPARE(forwards->size(), 0U);
    }

    /// One seed, one draw: alone or in a batch of 64, by stochastic samplers too.
    void sameDrawAloneAndInABatch_data() {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"unipc-3", "dpmpp-sde-2m", "heun-churn"})
            QTest::newRow(name) << QByteArray(name);
    }
    void sameDrawAloneAndInABatch() {
        QFETCH(QByteArray, name);
        const ModelWeights w = weights(true);
        const auto forwards = recorded(w);
        const auto draw = [&](const std::vector<int>& which, std::size_t first) {
            const auto batch = batchOf(which);
            NetworkDenoiser denoiser = bound(w, batch, forwards);
            std::vector<RandomStream> noise;
            for (std::size_t i = 0; i < which.size(); ++i)
                noise.emplace_back(9, RandomPurpose::Sampling, first + i);
            const auto sampler = makeSampler(name.toStdString(), denoiser,
                                             noiseSchedule("lu", 4, {0.01, 10}), std::move(noise));
            while (!sampler->finished())
                sampler->step();
            return std::vector<float>(sampler->estimate().begin(), sampler->estimate().end());
        };
        std::vector<int> which;
        for (int i = 0; i < 64; ++i)
            which.push_back(i % 4);
        const auto all = draw(which, 0);
        std::size_t place = 0;
        for (const std::size_t item : {std::size_t{0}, std::size_t{1}}) {
            const auto alone = draw({which[item]}, item);
            QCOMPARE(difference({all.begin() + static_cast<std::ptrdiff_t>(place),
                                 all.begin() + static_cast<std::ptrdiff_t>(place + alone.size())},
                                alone),
                     QByteArray());
            place += alone.size();
        }
    }

    /// Threads that share a model share its buffers, one after the other.
    void threadsTakeTurns() {
        const ModelWeights w = weights(false);
        const auto forwards = recorded(w, 2);
        std::vector<std::vector<float>> results(3);
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 3; ++t)
                threads.emplace_back([&, t] {
                    const auto batch = batchOf({t});
                    NetworkDenoiser denoiser = bound(w, batch, forwards);
                    for (int i = 0; i < 5; ++i)
                        results[static_cast<std::size_t>(t)] = evaluate(denoiser, {t}, 1.0);
                });
        }
        for (int t = 0; t < 3; ++t) {
            const auto batch = batchOf({t});
            NetworkDenoiser plain = bound(w, batch);
            QCOMPARE(difference(results[static_cast<std::size_t>(t)], evaluate(plain, {t}, 1.0)),
                     QByteArray());
        }
    }
};

QTEST_GUILESS_MAIN(RecordedForwardTest)
#include "RecordedForwardTest.moc"
