// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/EventInformation.h"
#include "analysis/checks/event/TwoReplica.h"
#include "analysis/information/FileInformation.h"
#include "diffusion/Parametrisation.h"
#include "error/Error.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "synthetic/SyntheticEvent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace calolens;
using namespace calolens::test;

namespace {

constexpr double spread = 0.7; ///< of each channel of the exact model
constexpr int draws = 6;

/// The exact denoiser of independent channels N(0, spread^2).
class GaussianChannels : public Denoiser {
public:
    explicit GaussianChannels(std::vector<std::size_t> sizes)
        : m_sizes(std::move(sizes)) {}
    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return m_sizes; }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        const double factor = spread * spread / (spread * spread + sigma * sigma);
        for (std::size_t i = 0; i < x.size(); ++i)
            clean[i] = static_cast<float>(factor * x[i]);
    }

private:
    std::vector<std::size_t> m_sizes;
};

class GaussianModel : public Model {
public:
    explicit GaussianModel(ParametrisationSettings settings = usual())
        : m_parametrisation(std::move(settings)) {
        m_info.name = "gaussian";
        m_info.path = "models/gaussian.calomodel";
    }
    static ParametrisationSettings usual() {
        ParametrisationSettings settings;
        settings.mean = {-0.4, 0.2};
        settings.spread = {0.9, 3.3};
        return settings;
    }
    [[nodiscard]] const ModelInfo& info() const override { return m_info; }
    [[nodiscard]] std::string deviceName() const override { return "CPU"; }
    [[nodiscard]] NoiseRange noiseRange() const override { return {0.01, 40}; }
    void checkFits(const Readout& /*readout*/) const override {}
    [[nodiscard]] std::size_t latentSize(const Event& event) const override {
        return m_parametrisation.tokens(event) *
               static_cast<std::size_t>(m_parametrisation.channels());
    }
    [[nodiscard]] std::unique_ptr<Denoiser>
    bind(std::span<const Event* const> events) const override {
        std::vector<std::size_t> sizes;
        for (const Event* event : events)
            sizes.push_back(latentSize(*event));
        return std::make_unique<GaussianChannels>(std::move(sizes));
    }
    void decode(std::span<const float> latent, const Event& event,
                std::span<float> energies) const override {
        m_parametrisation.decode(latent, event, energies);
    }
    [[nodiscard]] const Parametrisation* parametrisation() const override {
        return &m_parametrisation;
    }

private:
    ModelInfo m_info;
    Parametrisation m_parametrisation;
};

/// A model whose latent is its own affair.
class OtherModel : public GaussianModel {
public:
    [[nodiscard]] const Parametrisation* parametrisation() const override { return nullptr; }
};

ReadingTable table() {
    static const ReadingTable made = [] {
        ReadingTableMaker maker(*syntheticReadout(), "synthetic", {});
        for (std::uint64_t i = 1; i <= 120; ++i)
            maker.add(*syntheticEvent({{3000.0 + 500 * static_cast<double>(i), 0.2, 1.0}}, i));
        return maker.finish();
    }();
    return made;
}

/// Pictures that scatter about the truth; some of their cells are empty.
Prediction drawsOf(const Event& event, int count = draws) {
    Prediction prediction;
    prediction.samples = count;
    prediction.cells = event.hr().size();
    RandomStream random(5, RandomPurpose::Test, static_cast<std::uint64_t>(event.number));
    for (int k = 0; k < count; ++k)
        for (const float e : event.hr().energy)
            prediction.energy.push_back(
                random.uniform() < 0.2
                    ? 0.f
                    : e * static_cast<float>(std::max(0.1, 1 + 0.3 * random.normal())));
    return prediction;
}

EventInformation informationOf(const Event& event, const Prediction& prediction,
                               const InformationSettings& settings = {}) {
    const auto found =
        eventInformation(EventEvidence(event, &prediction), GaussianModel(), table(), settings);
    return *found;
}

bool near(double a, double b, double by) {
    return std::abs(a - b) < by;
}

} // namespace

class EventInformationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The exact model's channels are independent Gaussians: what a picture costs is a formula of
    /// its latent, less what codes of empty cells scatter by.
    void coinFlipsOfAnExactModel() {
        const auto event = syntheticEvent({{30000, 0.2, 1.0}}, 500);
        const Prediction prediction = drawsOf(*event);
        const EventInformation found = informationOf(*event, prediction);
        QCOMPARE(found.cells.size(), event->lr().size());
        const GaussianModel model;
        const double noise = 0.01, variance = spread * spread, code = 0.35 / 3.3;
        double expected = 0;
        for (int k = 0; k < draws; ++k) {
            const auto energies = prediction.draw(k);
            RandomStream codes(1, RandomPurpose::Dequantisation,
                               static_cast<std::uint64_t>(event->number),
                               static_cast<std::uint32_t>(k));
            for (const float x : model.parametrisation()->encode(*event, energies, codes))
                expected += (0.5 * std::log((variance + noise) / noise) +
                             0.5 * (noise + double{x} * x) / (variance + noise) - 0.5) /
                            std::numbers::ln2 / draws;
            for (const float e : energies)
                expected -= e > 0 ? 0 : 0.5 * std::log2(1 + code * code / noise) / draws;
        }
        QVERIFY2(near(found.sum().coinFlip, expected, 0.02 * expected),
                 qPrintable(QString("%1, expected %2").arg(found.sum().coinFlip).arg(expected)));
        QVERIFY(found.coinFlipOfSums > 0 && found.coinFlipOfSums < found.sum().coinFlip);
        QVERIFY(found.excess && found.coinFlipError > 0 && found.drawSpread > 0);
    }

    void partsAddUp() {
        const auto event = syntheticEvent({{30000, 0.2, 1.0}}, 501);
        const EventInformation found = informationOf(*event, drawsOf(*event));
        double reading = 0, left = 0;
        const ReadingTable readings = table();
        const double noise = 0.01;
        for (std::size_t j = 0; j < found.cells.size(); ++j) {
            const auto& layer = event->readout->detector.layers[event->lr().layer[j]];
            const double measured = event->lr().energy[j];
            const ReadingBin& bin = readings.bin(event->lr().layer[j], measured / layer.noise);
            reading += readings.bitsOfReading(event->lr().layer[j], measured, layer.noise);
            left += 0.5 * std::log2(1 + bin.sumVariance / 0.81 / noise) +
                    1.5 * std::log2(1 + bin.codeVariance / (3.3 * 3.3) / noise) -
                    bin.emptyCells * 0.5 * std::log2(1 + 0.35 * 0.35 / (3.3 * 3.3) / noise);
        }
        const InformationParts sum = found.sum();
        QVERIFY(near(sum.reading, reading, 1e-6 * reading));
        QVERIFY(near(sum.training + sum.coinFlip, left, 1e-6 * left));
        QVERIFY(near(sum.total(), sum.reading + sum.training + sum.coinFlip, 1e-9 * sum.total()));
    }

    /// The way along the flow, of the same pictures.
    void likelihoodAgrees() {
        const auto event = syntheticEvent({{8000, 0.2, 1.0}}, 502);
        InformationSettings settings;
        settings.likelihood = true;
        const EventInformation found = informationOf(*event, drawsOf(*event), settings);
        QVERIFY(found.likelihood);
        // Of the same draws, so that what they differ by counts in both.
        const double bits = found.sum().coinFlip;
        QVERIFY2(near(found.likelihood->bits, bits, 0.05 * bits),
                 qPrintable(QString("%1 and %2").arg(found.likelihood->bits).arg(bits)));
        QVERIFY(found.likelihood->error > 0);
    }

    void patternsOfTheSameDraws() {
        const auto event = syntheticEvent({{30000, 0.2, 1.0}}, 503);
        const Prediction prediction = drawsOf(*event);
        const EventInformation found = informationOf(*event, prediction);
        QVERIFY(found.patterns);
        const double agreement =
            replicaAgreement(EventEvidence(*event, &prediction)).meanDrawDraw();
        const auto cells = static_cast<double>(event->lr().size());
        QVERIFY(agreement > 0 && agreement < 1);
        QVERIFY(near(found.patterns->bits.coinFlip, -cells * std::log2(agreement), 1e-9));
        QVERIFY(
            near(found.patterns->bits.total(), -cells * std::log2(found.patterns->anyCells), 1e-9));
        QVERIFY(found.patterns->likeReadings > 0 && found.patterns->likeReadings <= 1);
        // Equal draws agree, and nothing of the pattern is open.
        Prediction same = drawsOf(*event, 1);
        same.energy.insert(same.energy.end(), same.energy.begin(), same.energy.end());
        same.samples = 2;
        QCOMPARE(informationOf(*event, same).patterns->bits.coinFlip, 0.0);
        QVERIFY(!informationOf(*event, drawsOf(*event, 1)).patterns);
    }

    void realDataAndASingleDraw() {
        const auto known = syntheticEvent({{30000, 0.2, 1.0}}, 504);
        const Prediction prediction = drawsOf(*known, 1);
        Event real = *known;
        real.levels.back().energy.clear();
        const EventInformation found = informationOf(real, prediction);
        QVERIFY(!found.excess);
        QVERIFY(std::isnan(found.coinFlipError));
        // Truth takes no part in what a draw costs.
        QVERIFY(near(found.sum().coinFlip, informationOf(*known, prediction).sum().coinFlip, 1e-6));
        QCOMPARE(informationMaps(found).size(), std::size_t{3});
        QCOMPARE(informationMaps(informationOf(*known, prediction)).size(), std::size_t{4});
    }

    void obstaclesAreSaid() {
        const ReadingTable readings = table();
        QVERIFY(!informationObstacle(GaussianModel(), &readings));
        QVERIFY(informationObstacle(OtherModel(), &readings)->find("other variables") !=
                std::string::npos);
        QVERIFY(informationObstacle(GaussianModel(), nullptr)->find("gaussian.readings.json") !=
                std::string::npos);
        ParametrisationSettings settings = GaussianModel::usual();
        settings.kind = "ratio-logit";
        QVERIFY(informationObstacle(GaussianModel(settings), &readings));
        settings = GaussianModel::usual();
        settings.tokenPerHrCell = true;
        QVERIFY(informationObstacle(GaussianModel(settings), &readings));
        settings = GaussianModel::usual();
        settings.factor = 4;
        QVERIFY(informationObstacle(GaussianModel(settings), &readings)->find("not made for") !=
                std::string::npos);
        settings = GaussianModel::usual();
        settings.zeroCodeMean = -5;
        QVERIFY(informationObstacle(GaussianModel(settings), &readings));

        const auto event = syntheticEvent();
        Prediction broken = drawsOf(*event);
        broken.energy[3] = NAN;
        QVERIFY_EXCEPTION_THROWN((void)informationOf(*event, broken), UsageError);
        const Prediction whole = drawsOf(*event);
        QVERIFY(!eventInformation(EventEvidence(*event, &whole), GaussianModel(), readings, {},
                                  [] { return false; }));
    }

    void aFileAndItsJson() {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "events.h5";
        const auto drawn = std::filesystem::path(folder.path().toStdString()) / "drawn.h5";
        std::vector<std::shared_ptr<Event>> events;
        {
            EventWriter writer(path, *syntheticReadout(), "{}");
            for (std::uint64_t i = 0; i < 5; ++i) {
                events.push_back(syntheticEvent({{9000, 0.2, 1.0}}, 600 + i));
                events.back()->number = static_cast<std::int64_t>(i);
                writer.append(*events.back());
            }
            writer.finish();
        }
        PredictionInfo info = syntheticComparison(events.front()).settings;
        info.samples = draws;
        {
            PredictionWriter writer(path, drawn, info);
            for (const std::int64_t i : {0, 1, 3})
                writer.write(i, drawsOf(*events[static_cast<std::size_t>(i)]).energy);
            writer.finish();
        }
        const ReadingTable readings = table();
        FileInformationJob job;
        job.file = EventFile::open(drawn);
        job.prediction = job.file->predictions().front();
        job.last = 5;
        job.model = std::make_shared<GaussianModel>();
        job.readings = &readings;
        int asked = 0;
        const auto found = fileInformation(
            job, [](std::int64_t, std::int64_t) {}, [&] { return ++asked > 0; });
        QVERIFY(found);
        QCOMPARE(found->events.size(), std::size_t{3});
        QCOMPARE(found->events[2].event, std::int64_t{3});
        double mean = 0;
        for (const EventInformation& event : found->events)
            mean += event.sum().coinFlip / 3;
        QVERIFY(near(found->mean().coinFlip.value, mean, 1e-9 * mean));
        QVERIFY(found->mean().coinFlip.error > 0);
        QVERIFY(!found->mean().likelihood);

        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(informationJson(*found, true)))
                .object();
        QCOMPARE(json["format"].toString(), QString("calolens-information"));
        QCOMPARE(json["events"].toInt(), 3);
        QVERIFY(near(json["mean"]["coin_flip"]["value"].toDouble(), mean, 1e-9 * mean));
        const QJsonObject third = json["per_event"].toArray()[2].toObject();
        QCOMPARE(third["event"].toInt(), 3);
        QVERIFY(near(third["bits"]["total"].toDouble(), found->events[2].sum().total(), 1e-6));
        QVERIFY(near(third["excess"]["value"].toDouble(), found->events[2].excess->bits, 1e-6));
        double bits = 0;
        for (const QJsonValue& value : third["maps"]["coin_flip_bits"]["value"].toArray())
            bits += value.toDouble();
        QVERIFY(near(bits, third["bits"]["coin_flip"].toDouble(), 1e-3 * std::abs(bits)));

        // One event by itself is what it was among the others.
        const Prediction alone = drawsOf(*events[3]);
        QVERIFY(near(informationOf(*events[3], alone).sum().coinFlip,
                     found->events[2].sum().coinFlip, 1e-3));
        QVERIFY(!fileInformation(
            job, [](std::int64_t, std::int64_t) {}, [] { return false; }));
        job.first = 4;
        QVERIFY_EXCEPTION_THROWN((void)fileInformation(
                                     job, [](std::int64_t, std::int64_t) {}, [] { return true; }),
                                 UsageError);
        job.readings = nullptr;
        QVERIFY_EXCEPTION_THROWN((void)fileInformation(
                                     job, [](std::int64_t, std::int64_t) {}, [] { return true; }),
                                 UsageError);
    }
};

QTEST_APPLESS_MAIN(EventInformationTest)
#include "EventInformationTest.moc"
