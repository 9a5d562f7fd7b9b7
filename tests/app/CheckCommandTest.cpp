// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "random/RandomStream.h"
#include "synthetic/SyntheticEvent.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int draws = 5, events = 360, predicted = 30;

Outcome check(const QStringList& arguments) {
    return runCli(QStringList{"check"} + arguments);
}
} // namespace

class CheckCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anEvent();
    void mapsOfAnEvent();
    void aFile();
    void withASummary();
    void calibration();
    void stress();
    void realData();
    void withoutPrediction();
    void wrongUsage_data();
    void wrongUsage();
    void whatCannotBeReadIsSaid();

private:
    [[nodiscard]] QString path(const char* name) const {
        return m_dir.filePath(QLatin1String(name));
    }
    /// The check of that name in the list "checks" (or another one) of a report.
    [[nodiscard]] static QJsonValue named(const QJsonObject& report, const char* name,
                                          const char* list = "checks") {
        for (const QJsonValue& entry : report[QLatin1String(list)].toArray())
            if (entry.toObject()["name"].toString() == QLatin1String(name))
                return entry;
        return {};
    }
    QTemporaryDir m_dir;
};

/// Draws are truth with a smear per cell; of event 3, energy was planted in all draws.
void CheckCommandTest::initTestCase() {
    EventWriter writer(path("plain.h5").toStdString(), *syntheticReadout(), "{}");
    EventWriter real(path("real.h5").toStdString(), *syntheticReadout(), "{}", false);
    std::vector<std::shared_ptr<Event>> made;
    RandomStream random(3, RandomPurpose::Test);
    for (int i = 0; i < events; ++i) {
        made.push_back(syntheticEvent({{2000 * std::exp(2 * random.uniform()), 0.1, 1.0}},
                                      static_cast<std::uint64_t>(i + 1)));
        writer.append(*made.back());
        Event copy = *made.back();
        copy.levels.back().energy.clear();
        copy.particles.clear();
        real.append(copy);
    }
    writer.finish();
    real.finish();
    PredictionInfo info = syntheticComparison(made.front()).settings;
    info.samples = draws;
    for (const char* name : {"plain", "real"}) {
        PredictionWriter predictions(
            (m_dir.filePath(QLatin1String(name)) + QStringLiteral(".h5")).toStdString(),
            (m_dir.filePath(QLatin1String(name)) + QStringLiteral("-drawn.h5")).toStdString(),
            info);
        for (int i = 0; i < predicted; ++i) {
            std::vector<float> energy;
            for (int k = 0; k < draws; ++k) {
                for (const float truth : made[static_cast<std::size_t>(i)]->hr().energy)
                    energy.push_back(truth *
                                     static_cast<float>(std::max(0.0, 1 + 0.3 * random.normal())));
                if (i == 3)
                    energy[energy.size() - 1] += 5000;
            }
            predictions.write(i, energy);
        }
        predictions.finish();
    }
}

void CheckCommandTest::anEvent() {
    const QString json = path("event.json");
    const Outcome outcome = check({path("plain-drawn.h5"), "--event", "3", "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(outcome.output.contains("lr-worst-cell") && outcome.output.contains("Event 3"));
    const QJsonObject report = jsonIn(json);
    QCOMPARE(report["format"].toString(), QString("calolens-checks"));
    QCOMPARE(report["event"].toInt(), 3);
    QVERIFY(report["checks"].toArray().size() >= 15);
    for (const QJsonValue& value : report["checks"].toArray()) {
        const QJsonObject entry = value.toObject();
        const QString verdict = entry["verdict"].toString();
        QVERIFY(QStringList({"pass", "look", "fail", "not-run"}).contains(verdict));
        QVERIFY(!entry["reason"].toString().isEmpty());
        if (verdict != "not-run")
            QVERIFY(entry["value"].isDouble() && entry["threshold"].isDouble());
    }
    QCOMPARE(named(report, "lr-worst-cell")["verdict"].toString(), QString("fail"));
    QCOMPARE(named(report, "input-typicality")["verdict"].toString(), QString("not-run"));
    QVERIFY(named(report, "lr-worst-cell")["maps"].isUndefined());
    QCOMPARE(named(report, "nearest-event")["numbers"]["nearest_1"].isDouble(), true);
}

void CheckCommandTest::mapsOfAnEvent() {
    const QString json = path("maps.json");
    const Outcome outcome =
        check({path("plain-drawn.h5"), "--event", "-357", "--maps", "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    const QJsonObject report = jsonIn(json);
    QCOMPARE(report["event"].toInt(), 3);
    const QJsonArray pulls = named(report, "lr-consistency")["maps"]["lr_pull"]["value"].toArray();
    QVERIFY(!pulls.isEmpty());
    QVERIFY(pulls.last().toDouble() > 10); // where energy was planted
}

void CheckCommandTest::aFile() {
    const QString json = path("file.json");
    const Outcome outcome = check({path("plain-drawn.h5"), "--events", "0:40", "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(outcome.errors.contains("10 events have not been predicted"));
    QVERIFY(outcome.output.contains("Rank correlation"));
    const QJsonObject report = jsonIn(json);
    QCOMPARE(report["events"].toInt(), predicted);
    // All draws have truth's zeros: they agree with it as with one another.
    QVERIFY(named(report, "file-two-replica")["numbers"]["c_st"].toDouble() > 0.98);
    const QJsonValue worst = named(report, "lr-worst-cell", "event_checks");
    QVERIFY(worst["verdicts"]["fail"].toInt() >= 1);
    QCOMPARE(named(report, "expected-error", "error_forecasts")["events"].toInt(), predicted);
    const QJsonObject third = report["per_event"].toArray()[3].toObject();
    QCOMPARE(third["event"].toInt(), 3);
    QCOMPARE(third["checks"]["lr-worst-cell"]["verdict"].toString(), QString("fail"));
    const QString again = path("again.json");
    QCOMPARE(check({path("plain-drawn.h5"), "--events", "0:40", "--json", again}).code, done);
    QCOMPARE(jsonIn(again), report);
}

void CheckCommandTest::withASummary() {
    const QString summary = path("m.inputs.json"), json = path("summary.json");
    const Outcome made = check({path("plain.h5"), "--make-summary", summary});
    QVERIFY2(made.code == done, made.errors);
    QVERIFY(made.output.contains("360 events summarised"));
    QCOMPARE(jsonIn(summary)["format"].toString(), QString("calolens-inputs"));
    const Outcome outcome =
        check({path("plain-drawn.h5"), "--event", "1", "--inputs", summary, "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(named(jsonIn(json), "input-typicality")["verdict"].toString() != "not-run");
    QVERIFY(jsonIn(json)["inputs"].toString().contains("plain.h5"));
    const Outcome few = check({path("plain.h5"), "--events", "0:5", "--make-summary", summary});
    QCOMPARE(few.code, ::wrongUsage);
    QVERIFY(few.errors.contains("too few"));
}

/// The draws are truth with a smear of 30 % and have no common error: too wide a spread by far.
void CheckCommandTest::calibration() {
    const QString file = path("m.calibration.json"), before = path("before.json"),
                  after = path("after.json");
    const QStringList range{path("plain-drawn.h5"), "--events", "4:30", "--neighbours", "0"};
    const Outcome made = check(range + QStringList{"--make-calibration", file});
    QVERIFY2(made.code == done, made.errors);
    QCOMPARE(jsonIn(file)["format"].toString(), QString("calolens-calibration"));
    QCOMPARE(check(range + QStringList{"--json", before}).code, done);
    QCOMPARE(check(range + QStringList{"--json", after, "--calibration", file}).code, done);
    QVERIFY(jsonIn(before)["calibration"].isNull());
    QVERIFY(jsonIn(after)["calibration"].toString().contains("plain-drawn.h5"));
    const auto off = [this](const QString& json) {
        return std::abs(named(jsonIn(json), "coverage-cells")["value"].toDouble() - 0.68);
    };
    QVERIFY2(off(after) < off(before),
             qPrintable(QString("%1 %2").arg(off(after)).arg(off(before))));
    QCOMPARE(check({path("real-drawn.h5"), "--make-calibration", file}).code, ::wrongUsage);
    QCOMPARE(check(range + QStringList{"--calibration", path("none.json")}).code, failed);
}

void CheckCommandTest::stress() {
    const QString json = path("stress.json");
    const Outcome outcome =
        runCli({"stress", path("plain-drawn.h5"), "--events", "4:12", "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(outcome.output.contains("add-blob"));
    const QJsonObject report = jsonIn(json);
    QCOMPARE(report["format"].toString(), QString("calolens-stress"));
    bool found = false;
    for (const QJsonValue& value : report["detections"].toArray()) {
        const QJsonObject d = value.toObject();
        QCOMPARE(d["roc"].toArray().size(), report["false_alarms"].toArray().size());
        if (d["lie"].toString() != "rescale" || d["size"].toDouble() != 2 ||
            d["check"].toString() != "lr-consistency")
            continue;
        found = true;
        QCOMPARE(d["lying"].toInt(), 7); // the first event is only laid over the second
        QCOMPARE(d["flagged"].toInt(), 7);
    }
    QVERIFY(found);
    // Events that come as they are: not predicted, so only their inputs can be checked.
    const QString summary = path("stress.inputs.json");
    QCOMPARE(check({path("plain.h5"), "--make-summary", summary}).code, done);
    QVERIFY(runCli({"stress", path("plain-drawn.h5"), "--events", "4:12", "--other-events",
                    path("real.h5"), "--inputs", summary, "--json", json})
                .code == done);
    bool foreign = false;
    for (const QJsonValue& value : jsonIn(json)["detections"].toArray())
        foreign = foreign || (value["lie"].toString() == "other-generator" &&
                              value["check"].toString() == "input-together");
    QVERIFY(foreign);
    QCOMPARE(jsonIn(json)["other_events"].toString(), QString("real.h5"));
    QCOMPARE(runCli({"stress", path("plain.h5")}).code, failed);
    QCOMPARE(runCli({"stress", path("plain-drawn.h5"), "--events", "0:2"}).code, ::wrongUsage);
}

void CheckCommandTest::realData() {
    const QString json = path("real.json");
    const Outcome outcome = check({path("real-drawn.h5"), "--event", "3", "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    const QJsonObject report = jsonIn(json);
    QCOMPARE(named(report, "lr-worst-cell")["verdict"].toString(), QString("fail"));
    QCOMPARE(named(report, "crps")["verdict"].toString(), QString("not-run"));
    QVERIFY(named(report, "crps")["reason"].toString().contains("truth"));
    QCOMPARE(check({path("real-drawn.h5"), "--events", "0:30"}).code, done);
}

void CheckCommandTest::withoutPrediction() {
    const Outcome outcome = check({path("plain.h5"), "--event", "0"});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(outcome.output.contains("there is no prediction"));
    QVERIFY(!outcome.output.contains(" pass "));
    const Outcome unpredicted = check({path("plain-drawn.h5"), "--event", "300"});
    QCOMPARE(unpredicted.code, done);
    QVERIFY(!unpredicted.output.contains(" pass "));
}

void CheckCommandTest::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString file = path("plain-drawn.h5");
    QTest::newRow("unknown prediction") << QStringList{file, "--prediction", "other"};
    QTest::newRow("event and events") << QStringList{file, "--event", "1", "--events", "0:3"};
    QTest::newRow("event out of range") << QStringList{file, "--event", "999"};
    QTest::newRow("range out of range") << QStringList{file, "--events", "0:999"};
    QTest::newRow("not a number") << QStringList{file, "--event", "one"};
}

void CheckCommandTest::wrongUsage() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = check(arguments);
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(!outcome.errors.isEmpty());
}

void CheckCommandTest::whatCannotBeReadIsSaid() {
    const Outcome outcome =
        check({path("plain-drawn.h5"), "--event", "0", "--inputs", path("none.json")});
    QCOMPARE(outcome.code, failed);
    QVERIFY(outcome.errors.contains("none.json"));
    QCOMPARE(check({path("plain-drawn.h5"), "--model", "no-such-model"}).code, failed);
}

QTEST_GUILESS_MAIN(CheckCommandTest)
#include "CheckCommandTest.moc"
