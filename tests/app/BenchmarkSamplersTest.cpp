// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "event/EventWriter.h"
#include "synthetic/SyntheticEvent.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace calolens;
using namespace calolens::test;

/// `calolens-cli benchmark samplers` on the demo events and the shipped model.
class BenchmarkSamplersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesOnWhereItStopped();
    void anotherMeasurementIsNotOverwritten();
    void realDataIsRefusedInWords();
    void wrongUsage_data();
    void wrongUsage();

private:
    [[nodiscard]] QString path(const char* name) const {
        return m_dir.filePath(QLatin1String(name));
    }
    [[nodiscard]] Outcome measure(const QString& folder, const QString& samplers,
                                  const QStringList& more = {}) const {
        return runCli(QStringList{"benchmark", "samplers", demo, "--model", "electron-2x", "-o",
                                  folder, "--samplers", samplers, "--events", "0:6", "--repeats",
                                  "0"} +
                      more);
    }
    static QJsonArray pointsIn(const QString& folder) {
        QFile in(folder + "/benchmark.json");
        if (!in.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(in.readAll()).object()["points"].toArray();
    }
    const QString demo = QStringLiteral(CALOLENS_DEMO_EVENTS);
    QTemporaryDir m_dir;
};

void BenchmarkSamplersTest::goesOnWhereItStopped() {
    const QString folder = path("one");
    const Outcome first = measure(folder, "heun,ddim", {"--nfe", "3,4"});
    QVERIFY2(first.code == done, first.errors);
    const QJsonArray before = pointsIn(folder);
    // Heun's two steps take 3 evaluations, and three would take 5: the same point for 3 and 4.
    QCOMPARE(before.size(), 3);
    for (const QJsonValue& point : before) {
        const int steps = point["steps"].toInt();
        QCOMPARE(point["nfe"].toDouble(), point["sampler"] == "heun" ? 2.0 * steps - 1 : steps);
        QVERIFY(point["nfe"].toDouble() <= 4);
        QVERIFY(point["seconds_per_draw"].toDouble() > 0);
        const double separation = point["separation"]["value"].toDouble();
        QVERIFY(separation >= 0 && separation <= 1);
    }
    QVERIFY(QDir(folder).exists("separation.png") && QDir(folder).exists("separation.pdf"));

    // More samplers: what was measured stays as it was, its time included.
    const Outcome second = measure(folder, "lms,heun,ddim", {"--nfe", "3"});
    QVERIFY2(second.code == done, second.errors);
    const QJsonArray after = pointsIn(folder);
    QCOMPARE(after.size(), 4);
    QVERIFY(std::equal(before.begin(), before.end(), after.begin()));
    QCOMPARE(after[3]["sampler"].toString(), QString("lms"));
    QVERIFY(second.output.contains("heun") && second.output.contains("lms"));
}

void BenchmarkSamplersTest::anotherMeasurementIsNotOverwritten() {
    const QString folder = path("two");
    QCOMPARE(measure(folder, "ddim", {"--nfe", "2"}).code, done);
    const QJsonArray before = pointsIn(folder);
    const Outcome outcome = measure(folder, "ddim", {"--nfe", "2", "--seed", "2"});
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(outcome.errors.contains("benchmark.json") && outcome.errors.contains("seed"));
    QCOMPARE(pointsIn(folder), before);
    const Outcome coarser = measure(folder, "ddim", {"--nfe", "2", "--precision", "bfloat16"});
    QCOMPARE(coarser.code, ::wrongUsage);
    QVERIFY(coarser.errors.contains("precision"));

    QFile file(folder + "/benchmark.json"); // as a full disk or another program leaves it
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("{\"format\": ");
    file.close();
    const Outcome damaged = measure(folder, "ddim", {"--nfe", "2"});
    QCOMPARE(damaged.code, failed);
    QVERIFY(damaged.errors.contains("benchmark.json"));
}

void BenchmarkSamplersTest::realDataIsRefusedInWords() {
    EventWriter real(path("real.h5").toStdString(), *test::syntheticReadout(), "{}", false);
    Event event = *test::syntheticEvent({{10000, 0.1, 0.01}}, 1);
    event.levels.back().energy.clear();
    event.particles.clear();
    real.append(event);
    real.finish();
    const Outcome outcome = runCli(
        {"benchmark", "samplers", path("real.h5"), "--model", "electron-2x", "-o", path("three")});
    QCOMPARE(outcome.code, failed);
    QVERIFY(outcome.errors.contains("real.h5") && outcome.errors.contains("no truth"));
}

void BenchmarkSamplersTest::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("sampler") << QStringList{"--samplers", "crystal-ball"};
    QTest::newRow("schedule") << QStringList{"--schedules", "late"};
    QTest::newRow("no evaluations") << QStringList{"--nfe", "0"};
    QTest::newRow("events") << QStringList{"--events", "9:3"};
}

void BenchmarkSamplersTest::wrongUsage() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = runCli(
        QStringList{"benchmark", "samplers", demo, "--model", "electron-2x", "-o", path("four")} +
        arguments);
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(!outcome.errors.isEmpty());
    QVERIFY(!QFile::exists(path("four") + "/benchmark.json"));
}

QTEST_GUILESS_MAIN(BenchmarkSamplersTest)
#include "BenchmarkSamplersTest.moc"
