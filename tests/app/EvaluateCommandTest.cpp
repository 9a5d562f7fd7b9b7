// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "random/RandomStream.h"
#include "synthetic/SyntheticEvent.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int draws = 2, events = 24;

Outcome evaluate(const QStringList& arguments) {
    return runCli(QStringList{"evaluate"} + arguments);
}
} // namespace

class EvaluateCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void numbersOfAKnownPrediction();
    void moreEventsThanAreKept();
    void energyBins();
    void plots();
    void realDataIsRefusedInWords();
    void nothingPredicted();
    void wrongUsage_data();
    void wrongUsage();

private:
    [[nodiscard]] QString path(const char* name) const {
        return m_dir.filePath(QLatin1String(name));
    }
    QTemporaryDir m_dir;
    double m_relativeSd = 0; ///< of the first draw's energy over truth's, less one
};

/// Draws are truth, scaled by one normal number per event and draw; the last two events are not
/// predicted.
void EvaluateCommandTest::initTestCase() {
    std::vector<std::shared_ptr<Event>> made;
    for (int i = 0; i < events; ++i)
        made.push_back(test::syntheticEvent({{i % 2 == 0 ? 10000.0 : 30000.0, 0.1, 0.01}},
                                            static_cast<std::uint64_t>(i + 1)));
    EventWriter writer(path("plain.h5").toStdString(), *test::syntheticReadout(), "{}");
    for (const auto& event : made)
        writer.append(*event);
    writer.finish();
    EventWriter real(path("real.h5").toStdString(), *test::syntheticReadout(), "{}", false);
    for (auto event : made) {
        Event copy = *event;
        copy.levels.back().energy.clear();
        copy.particles.clear();
        real.append(copy);
    }
    real.finish();

    PredictionInfo info = test::syntheticComparison(made.front()).settings;
    info.name = "scaled";
    info.samples = draws;
    PredictionWriter predictions(path("plain.h5").toStdString(), path("events.h5").toStdString(),
                                 info);
    RandomStream random(3, RandomPurpose::Test);
    std::vector<double> residuals;
    for (int i = 0; i < events - 2; ++i) {
        std::vector<float> energy;
        for (int k = 0; k < draws; ++k) {
            const auto factor = static_cast<float>(1 + 0.01 * random.normal());
            residuals.push_back(factor - 1);
            for (const float truth : made[static_cast<std::size_t>(i)]->hr().energy)
                energy.push_back(truth * factor);
        }
        predictions.write(i, energy);
    }
    predictions.finish();
    for (int k = 0; k < draws; ++k) { // the mean over draws of the standard deviation over events
        double mean = 0, squares = 0;
        const int n = events - 2;
        for (int i = 0; i < n; ++i)
            mean += residuals[static_cast<std::size_t>(draws * i + k)] / n;
        for (int i = 0; i < n; ++i)
            squares += std::pow(residuals[static_cast<std::size_t>(draws * i + k)] - mean, 2);
        m_relativeSd += std::sqrt(squares / (n - 1)) / draws;
    }
}

void EvaluateCommandTest::numbersOfAKnownPrediction() {
    const QString json = path("numbers.json");
    const Outcome outcome = evaluate({path("events.h5"), "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(outcome.output.contains("mean of 2 draws"));
    QVERIFY(outcome.errors.contains("2 events have not been predicted"));
    const QJsonObject report = jsonIn(json);
    QCOMPARE(report["events"].toInt(), events - 2);
    QCOMPARE(report["samples"].toInt(), draws);
    const double sd = report["event_energy_residual"]["sr"]["sd_rel"].toDouble();
    QVERIFY(std::abs(sd - m_relativeSd) < 1e-5);
    QCOMPARE(report["zero_fraction"]["sr"].toDouble(), report["zero_fraction"]["truth"].toDouble());
    const QJsonValue c2 = report["observables"]["c2"]; // knows nothing of the scale
    QVERIFY(c2["separation_sr"].toDouble() < 1e-6);
    QVERIFY(c2["floor"].toDouble() > 0.01);
    QVERIFY(report["classifier_auc"]["high_level"].isNull()); // too few events
    // The same seed, the same numbers.
    const QString again = path("again.json");
    QCOMPARE(evaluate({path("events.h5"), "--json", again}).code, done);
    QCOMPARE(jsonIn(again), report);
}

void EvaluateCommandTest::moreEventsThanAreKept() {
    const QString json = path("sample.json");
    const Outcome outcome = evaluate(
        {path("events.h5"), "--most-events", "10", "--json", json, "--energy-bins", "5,20,40"});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY2(outcome.errors.contains("random sample of 10"), outcome.errors);
    const QJsonObject report = jsonIn(json);
    QCOMPARE(report["events"].toInt(), 10);
    QCOMPARE(report["residual_events"].toInt(), events - 2);
    const double sd = report["event_energy_residual"]["sr"]["sd_rel"].toDouble();
    QVERIFY(std::abs(sd - m_relativeSd) < 1e-5);
    int inBins = 0;
    for (const QJsonValue bin : report["energy_bins"].toArray())
        inBins += bin["residual_events"].toInt();
    QCOMPARE(inBins, events - 2);
}

void EvaluateCommandTest::energyBins() {
    const QString json = path("bins.json");
    const Outcome outcome =
        evaluate({path("events.h5"), "--energy-bins", "5,20,40,100", "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    const QJsonArray bins = jsonIn(json)["energy_bins"].toArray();
    QCOMPARE(bins.size(), 2); // 40 to 100 GeV is empty
    QCOMPARE(bins[0]["events"].toInt(), 11);
    QCOMPARE(bins[1]["energy_gev"].toArray(), (QJsonArray{20.0, 40.0}));
    QVERIFY(outcome.errors.contains("40 to 100 GeV"));
}

void EvaluateCommandTest::plots() {
    const QString folder = path("figures");
    const Outcome outcome = evaluate({path("events.h5"), "--plots", folder});
    QVERIFY2(outcome.code == done, outcome.errors);
    const QDir dir(folder);
    QVERIFY(dir.entryList({"*.png"}).size() > 20);
    QCOMPARE(dir.entryList({"*.png"}).size(), dir.entryList({"*.pdf"}).size());
    for (const char* name : {"c2.png", "event_energy_residual.png", "residual_against_draws.png",
                             "cell_energy_spectrum.png"}) {
        const QImage image(dir.filePath(QLatin1String(name)));
        QVERIFY2(image.width() > 1000, name);
        int inked = 0;
        for (int x = 0; x < image.width(); x += 3)
            for (int y = 0; y < image.height(); y += 3)
                inked += image.pixelColor(x, y) != QColor(Qt::white) ? 1 : 0;
        QVERIFY2(inked > 1000, name);
    }
}

void EvaluateCommandTest::realDataIsRefusedInWords() {
    const Outcome outcome = evaluate({path("real.h5")});
    QCOMPARE(outcome.code, failed);
    QVERIFY(outcome.errors.contains("real.h5") && outcome.errors.contains("no truth"));
}

void EvaluateCommandTest::nothingPredicted() {
    const Outcome outcome = evaluate({path("plain.h5")});
    QCOMPARE(outcome.code, failed);
    QVERIFY(outcome.errors.contains("plain.h5") && outcome.errors.contains("no prediction"));
}

void EvaluateCommandTest::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString file = path("events.h5");
    QTest::newRow("unknown prediction") << QStringList{file, "--prediction", "other"};
    QTest::newRow("one edge") << QStringList{file, "--energy-bins", "5"};
    QTest::newRow("edges backwards") << QStringList{file, "--energy-bins", "20,10"};
    QTest::newRow("three events") << QStringList{file, "--events", "0:3"};
    QTest::newRow("out of range") << QStringList{file, "--events", "0:99"};
    QTest::newRow("negative repeats") << QStringList{file, "--repeats", "-1"};
    QTest::newRow("device") << QStringList{file, "--device", "abacus"};
}

void EvaluateCommandTest::wrongUsage() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = evaluate(arguments);
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(!outcome.errors.isEmpty());
}

QTEST_GUILESS_MAIN(EvaluateCommandTest)
#include "EvaluateCommandTest.moc"
