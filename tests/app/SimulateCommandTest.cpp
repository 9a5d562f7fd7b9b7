// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "event/DepositsFile.h"
#include "event/EventFile.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>

using namespace calolens;
using namespace calolens::test;

class SimulateCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesCanBeDigitized();
    void rangesAreObeyed();
    void wrongUsage_data();
    void wrongUsage();
    void anInterruptLeavesAValidFile();

private:
    [[nodiscard]] QString path(const char* name) const {
        return m_dir.filePath(QLatin1String(name));
    }
    QTemporaryDir m_dir;
};

void SimulateCommandTest::filesCanBeDigitized() {
    const QString deposits = path("multi.h5"), events = path("multi-events.h5");
    const Outcome simulated = runCli({"simulate", "-o", deposits, "--events", "12", "--preset",
                                      "multi-em", "--seed", "3", "--threads", "2"});
    QVERIFY2(simulated.code == done, simulated.errors.constData());
    const auto file = DepositsFile::open(deposits.toStdString());
    QCOMPARE(file->size(), std::int64_t{12});
    QVERIFY(QByteArray::fromStdString(file->provenance()).contains("\"multi-em\""));
    for (std::int64_t i = 0; i < file->size(); ++i) {
        const DepositEvent event = file->read(i);
        QVERIFY(!event.particles.empty() && event.particles.size() <= 5);
        QCOMPARE(event.mainParticle.size(), event.cells.size());
    }
    // The same command with one thread writes the same events.
    const QString again = path("again.h5");
    QCOMPARE(runCli({"simulate", "-o", again, "--events", "12", "--preset", "multi-em", "--seed",
                     "3", "--threads", "1"})
                 .code,
             done);
    QCOMPARE(DepositsFile::open(again.toStdString())->read(11).cells.energy,
             file->read(11).cells.energy);

    const Outcome digitized = runCli({"digitize", deposits, "-o", events, "--preset", "cocoa-sr4"});
    QVERIFY2(digitized.code == done, digitized.errors.constData());
    QCOMPARE(EventFile::open(events.toStdString())->size(), std::int64_t{12});
}

void SimulateCommandTest::rangesAreObeyed() {
    const QString deposits = path("narrow.h5");
    const Outcome simulated =
        runCli({"simulate", "-o", deposits, "--events", "20", "--preset", "single-electron",
                "--energy", "50:51", "--eta", "-0.01:0.01"});
    QVERIFY2(simulated.code == done, simulated.errors.constData());
    const auto file = DepositsFile::open(deposits.toStdString());
    for (std::int64_t i = 0; i < file->size(); ++i) {
        const DepositEvent event = file->read(i);
        QCOMPARE(event.particles.size(), std::size_t{1});
        const Particle& particle = event.particles[0];
        QCOMPARE(particle.pdg, 11);
        QVERIFY(particle.energy >= 50e3f && particle.energy <= 51e3f);
        QVERIFY(std::abs(particle.eta) <= 0.01f);
    }
}

void SimulateCommandTest::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    const QStringList good{"--events", "2", "--preset", "multi-em"};
    QTest::newRow("preset") << QStringList{"--events", "2", "--preset", "muons"}
                            << QByteArray("known presets: single-electron, multi-em");
    QTest::newRow("no events") << QStringList{"--events", "0", "--preset", "multi-em"}
                               << QByteArray("expected at least 1");
    QTest::newRow("energy text") << good + QStringList{"--energy", "high"}
                                 << QByteArray("LOW:HIGH");
    QTest::newRow("energy order") << good + QStringList{"--energy", "9:5"}
                                  << QByteArray("no range of positive energies");
    QTest::newRow("eta") << good + QStringList{"--eta", "4"} << QByteArray("no range within");
}

void SimulateCommandTest::wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    const QString output = path("never.h5");
    const Outcome outcome = runCli(QStringList{"simulate", "-o", output} + arguments);
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
    QVERIFY(!QFile::exists(output));
}

void SimulateCommandTest::anInterruptLeavesAValidFile() {
    const QString output = path("interrupted.h5");
    QProcess process;
    process.start(QStringLiteral(CALOLENS_CLI), {"simulate", "-o", output, "--events", "100000000",
                                                 "--preset", "single-electron", "--energy", "1"});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(output + QStringLiteral(".part")), 60000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), failed);
    QVERIFY(process.readAllStandardError().contains("stopped after"));
    const auto file = DepositsFile::open(output.toStdString());
    QVERIFY(file->size() >= 1);
    QVERIFY(!file->read(file->size() - 1).particles.empty());
}

QTEST_GUILESS_MAIN(SimulateCommandTest)
#include "SimulateCommandTest.moc"
