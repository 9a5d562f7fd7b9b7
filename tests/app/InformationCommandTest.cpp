// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens::test;

namespace {
const QString model = QStringLiteral(CALOLENS_MODEL);

Outcome information(const QStringList& arguments) {
    return runCli(QStringList{"information"} + arguments);
}
} // namespace

class InformationCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anEvent();
    void aFileIsTheSameAgain();
    void aTableOfReadings();
    void wrongUsage_data();
    void wrongUsage();
    void whatIsMissingIsSaid();

private:
    [[nodiscard]] QString path(const char* name) const {
        return m_dir.filePath(QLatin1String(name));
    }
    QTemporaryDir m_dir;
};

/// Three draws of each event by two evaluations: what they are worth is not the question here.
void InformationCommandTest::initTestCase() {
    QCOMPARE(
        runCli({"digitize", CALOLENS_DEPOSITS, "-o", path("plain.h5"), "--preset", "cocoa-sr2"})
            .code,
        done);
    const Outcome predicted =
        runCli({"predict", path("plain.h5"), "-o", path("drawn.h5"), "--model", model, "--sampler",
                "ddim", "--steps", "2", "--samples", "3", "--events", "0:3"});
    QVERIFY2(predicted.code == done, predicted.errors);
}

void InformationCommandTest::anEvent() {
    const QString json = path("event.json");
    const Outcome outcome = information({path("drawn.h5"), "--model", model, "--event", "1",
                                         "--levels", "6", "--maps", "--json", json});
    QVERIFY2(outcome.code == done, outcome.errors);
    for (const char* words : {"Event 1", "fixed by the LR event", "supplied by training",
                              "a coin flip", "truth costs", "3 drawn"})
        QVERIFY2(outcome.output.contains(words), words);
    const QJsonObject report = jsonIn(json);
    QCOMPARE(report["format"].toString(), QString("calolens-information"));
    QCOMPARE(report["prediction"]["samples"].toInt(), 3);
    QCOMPARE(report["levels"].toInt(), 6);
    const QJsonObject event = report["per_event"].toArray()[0].toObject();
    QCOMPARE(event["event"].toInt(), 1);
    QCOMPARE(event["draws"].toInt(), 3);
    const QJsonObject bits = event["bits"].toObject();
    double sum = 0;
    for (const char* part : {"reading", "training", "coin_flip"}) {
        QVERIFY(bits[QLatin1String(part)].isDouble());
        sum += bits[QLatin1String(part)].toDouble();
    }
    QVERIFY(std::abs(sum - bits["total"].toDouble()) < 1e-6 * sum);
    // A picture has some bits to a small cell, of which the measurement fixes some.
    QVERIFY(bits["reading"].toDouble() > event["lr_cells"].toInt() * 0.1);
    QVERIFY(bits["coin_flip"].toDouble() > 0);
    const auto map = event["maps"]["coin_flip_bits"]["value"].toArray();
    QCOMPARE(map.size(), event["lr_cells"].toInt());
    QVERIFY(event["likelihood"].isNull());
}

void InformationCommandTest::aFileIsTheSameAgain() {
    const QString first = path("first.json"), again = path("again.json");
    for (const QString& json : {first, again})
        QCOMPARE(
            information({path("drawn.h5"), "--model", model, "--levels", "4", "--json", json}).code,
            done);
    const QJsonObject report = jsonIn(first);
    QCOMPARE(jsonIn(again), report);
    QCOMPARE(report["events"].toInt(), 3); // the others have not been predicted
    QVERIFY(report["mean"]["coin_flip"]["error"].toDouble() > 0);
    const QString other = path("other.json");
    QCOMPARE(information({path("drawn.h5"), "--model", model, "--levels", "4", "--seed", "2",
                          "--events", "1:2", "--json", other})
                 .code,
             done);
    const auto coin = [](const QJsonObject& of, int event) {
        return of["per_event"]
            .toArray()[event]
            .toObject()["bits"]
            .toObject()["coin_flip"]
            .toDouble();
    };
    QVERIFY(coin(jsonIn(other), 0) != coin(report, 1));
}

void InformationCommandTest::aTableOfReadings() {
    const QString table = path("m.readings.json"), json = path("table.json");
    const Outcome made = information({path("plain.h5"), "--make-readings", table});
    QVERIFY2(made.code == done, made.errors);
    QVERIFY(made.output.contains("events tabulated"));
    QCOMPARE(jsonIn(table)["format"].toString(), QString("calolens-readings"));
    const Outcome used = information({path("drawn.h5"), "--model", model, "--event", "0",
                                      "--levels", "4", "--readings", table, "--json", json});
    // So few events may lack a layer, which is said.
    QVERIFY2(used.code == done || used.errors.contains("says nothing of layer"), used.errors);
    if (used.code == done)
        QVERIFY(jsonIn(json)["readings"].toString().contains("plain.h5"));
    const Outcome few =
        information({path("plain.h5"), "--events", "0:1", "--make-readings", table});
    QCOMPARE(few.code, ::wrongUsage);
    QVERIFY(few.errors.contains("too few"));
}

void InformationCommandTest::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString file = path("drawn.h5");
    QTest::newRow("event and events") << QStringList{file, "--event", "1", "--events", "0:3"};
    QTest::newRow("event out of range") << QStringList{file, "--event", "999"};
    QTest::newRow("unknown prediction") << QStringList{file, "--prediction", "other"};
    QTest::newRow("finer than the model knows") << QStringList{file, "--resolution", "0.001"};
    QTest::newRow("no resolution") << QStringList{file, "--resolution", "0"};
    QTest::newRow("no draws") << QStringList{file, "--draws", "0"};
    QTest::newRow("not predicted") << QStringList{file, "--event", "-1"};
}

void InformationCommandTest::wrongUsage() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = information(arguments + QStringList{"--model", model});
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(!outcome.errors.isEmpty());
}

void InformationCommandTest::whatIsMissingIsSaid() {
    const Outcome unpredicted = information({path("plain.h5")});
    QCOMPARE(unpredicted.code, failed);
    QVERIFY(unpredicted.errors.contains("no prediction"));
    QCOMPARE(information({path("drawn.h5"), "--model", "no-such-model"}).code, failed);
    QCOMPARE(information({path("drawn.h5"), "--readings", path("none.json")}).code, failed);
    // A model beside which no table stands.
    const QString lonely = path("lonely.calomodel");
    QVERIFY(QFile::copy(model, lonely));
    const Outcome outcome = information({path("drawn.h5"), "--model", lonely});
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(outcome.errors.contains("--make-readings"));
}

QTEST_GUILESS_MAIN(InformationCommandTest)
#include "InformationCommandTest.moc"
