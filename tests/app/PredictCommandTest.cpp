// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "event/EventFile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <bit>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int events = 20;

/// Two evaluations of the network per draw are enough: what is tested is who draws what, and when.
QStringList predictArguments(const QString& input, const QString& output) {
    return {"predict",   input,  "-o",      output, "--model",   QStringLiteral(CALOLENS_MODEL),
            "--sampler", "ddim", "--steps", "2",    "--samples", "2",
            "--seed",    "5",    "--batch", "4"};
}

/// All draws of all events, bit by bit; shorter if any is missing.
std::vector<std::uint32_t> bitsIn(const QString& path) {
    std::vector<std::uint32_t> bits;
    const auto file = EventFile::open(path.toStdString());
    for (std::int64_t i = 0; i < file->size(); ++i)
        if (const auto prediction = file->prediction("electron-2x", i))
            for (const float energy : prediction->energy)
                bits.push_back(std::bit_cast<std::uint32_t>(energy));
    return bits;
}
} // namespace

class PredictCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void killedAtAnyMomentItGoesOnWhereItWas();
    void partsArePutTogether();
    void aPartNeverTouchesTheOutput();
    void whateverTheNumberOfProcesses_data();
    void whateverTheNumberOfProcesses();
    void aLostProcessCostsNothing();
    void wrongParts_data();
    void wrongParts();
    void placedLevelsAreWrittenDown();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }
    /// Names of what is left of a run beside its output.
    [[nodiscard]] QStringList leftovers(const QString& output) const {
        return QDir(m_dir.path()).entryList({output + ".*"}, QDir::Files);
    }
    /// Starts `program` and kills it as soon as it has written something that was not there before.
    void killOnceSomethingIsWritten(const QString& program, const QStringList& arguments,
                                    const QString& store) const;
    QTemporaryDir m_dir;
    std::vector<std::uint32_t> m_expected;
};

void PredictCommandTest::initTestCase() {
    QCOMPARE(runCli({"digitize", QStringLiteral(CALOLENS_DEPOSITS), "-o", path("events.h5"),
                     "--preset", "cocoa-sr2", "--seed", "1"})
                 .code,
             done);
    const Outcome whole = runCli(predictArguments(path("events.h5"), path("whole.h5")));
    QVERIFY2(whole.code == done, whole.errors);
    m_expected = bitsIn(path("whole.h5"));
    const auto file = EventFile::open(path("whole.h5").toStdString());
    QCOMPARE(file->size(), std::int64_t{events});
    QCOMPARE(std::ssize(m_expected), 2 * file->cellCount(1));
}

/// Marks of the events in a store of draws lie in the second page of the file: eight bytes each.
static int marksIn(const QString& store) {
    QFile file(store);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(4096))
        return 0;
    const QByteArray marks = file.read(8 * events);
    int count = 0;
    for (int i = 0; i + 8 <= marks.size(); i += 8)
        count += marks.mid(i, 8) != QByteArray(8, '\0') ? 1 : 0;
    return count;
}

void PredictCommandTest::killOnceSomethingIsWritten(const QString& program,
                                                    const QStringList& arguments,
                                                    const QString& store) const {
    const int before = marksIn(store);
    QProcess process;
    process.start(program, arguments);
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(marksIn(store) > before || process.state() == QProcess::NotRunning,
                             120000);
    process.kill();
    QVERIFY(process.waitForFinished());
}

void PredictCommandTest::killedAtAnyMomentItGoesOnWhereItWas() {
    const QStringList arguments = predictArguments(path("events.h5"), path("killed.h5"));
    const QString store = path("killed.h5.electron-2x.part");
    int before = 0;
    for (int kills = 0; kills < 3; ++kills) {
        killOnceSomethingIsWritten(QStringLiteral(CALOLENS_CLI), arguments, store);
        if (QFile::exists(path("killed.h5")))
            break; // it was quicker than the kill
        QVERIFY(marksIn(store) > before);
        before = marksIn(store);
    }
    const Outcome rest = runCli(arguments);
    QVERIFY2(rest.code == done, rest.errors);
    QVERIFY(bitsIn(path("killed.h5")) == m_expected);
    QCOMPARE(leftovers("killed.h5"), QStringList());
    // All is there: nothing is drawn again, and nothing changes.
    const Outcome again = runCli(arguments);
    QVERIFY2(again.errors.contains("20 events had been predicted before"), again.errors);
    QVERIFY2(again.errors.contains(" 0 events, 2 draws each"), again.errors);
    QVERIFY(bitsIn(path("killed.h5")) == m_expected);
}

void PredictCommandTest::partsArePutTogether() {
    const QStringList arguments = predictArguments(path("events.h5"), path("parts.h5"));
    for (const char* part : {"2/2", "1/2"}) {
        const Outcome outcome = runCli(arguments + QStringList{"--part", QLatin1String(part)});
        QVERIFY2(outcome.code == done, outcome.errors);
        QVERIFY(!QFile::exists(path("parts.h5")));
    }
    const Outcome outcome = runCli(arguments);
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY2(outcome.errors.contains("20 events had been predicted before"), outcome.errors);
    QVERIFY(bitsIn(path("parts.h5")) == m_expected);
    QCOMPARE(leftovers("parts.h5"), QStringList());
}

/// What is not there when the parts are put together is drawn then.
void PredictCommandTest::aPartNeverTouchesTheOutput() {
    const QStringList arguments = predictArguments(path("events.h5"), path("one.h5"));
    QCOMPARE(runCli(arguments + QStringList{"--part", "2/2"}).code, done);
    QVERIFY(!QFile::exists(path("one.h5")));
    QCOMPARE(leftovers("one.h5"), QStringList{"one.h5.electron-2x.part.2"});
    QCOMPARE(runCli(arguments).code, done);
    QVERIFY(bitsIn(path("one.h5")) == m_expected);
}

void PredictCommandTest::whateverTheNumberOfProcesses_data() {
    QTest::addColumn<int>("processes");
    QTest::newRow("1") << 1;
    QTest::newRow("2") << 2;
    QTest::newRow("4") << 4;
}

namespace {
QStringList mpiArguments(int processes, const QStringList& arguments) {
    return QStringList{"--oversubscribe", "--allow-run-as-root", "-n", QString::number(processes),
                       QStringLiteral(CALOLENS_CLI)} +
           arguments;
}
} // namespace

void PredictCommandTest::whateverTheNumberOfProcesses() {
    QFETCH(int, processes);
    if (!QFile::exists(QStringLiteral(CALOLENS_MPIRUN)))
        QSKIP("there is no mpirun, or this build has no MPI");
    const QString output = QStringLiteral("ranks%1.h5").arg(processes);
    QProcess process;
    process.start(QStringLiteral(CALOLENS_MPIRUN),
                  mpiArguments(processes, predictArguments(path("events.h5"), path(output))));
    QVERIFY(process.waitForFinished(300000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
    QVERIFY(bitsIn(path(output)) == m_expected);
    QCOMPARE(leftovers(output), QStringList());
}

/// Killed with one process' draws on disk and another's lost; then another number of them goes on.
void PredictCommandTest::aLostProcessCostsNothing() {
    if (!QFile::exists(QStringLiteral(CALOLENS_MPIRUN)))
        QSKIP("there is no mpirun, or this build has no MPI");
    const QStringList arguments = predictArguments(path("events.h5"), path("lost.h5"));
    QCOMPARE(runCli(arguments + QStringList{"--part", "1/2"}).code, done);
    QVERIFY(QFile::exists(path("lost.h5.electron-2x.part.1")));
    QProcess process;
    process.start(QStringLiteral(CALOLENS_MPIRUN), mpiArguments(2, arguments));
    QVERIFY(process.waitForFinished(300000));
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, errors);
    QVERIFY2(!errors.contains(" 0 events had been predicted before"), errors);
    QVERIFY(bitsIn(path("lost.h5")) == m_expected);
    QCOMPARE(leftovers("lost.h5"), QStringList());
}

void PredictCommandTest::wrongParts_data() {
    QTest::addColumn<QString>("part");
    for (const char* part : {"0/2", "3/2", "1", "1/", "/2", "a/b", "1/2/3", "-1/2"})
        QTest::newRow(part) << QString::fromLatin1(part);
}

void PredictCommandTest::wrongParts() {
    QFETCH(QString, part);
    const Outcome outcome = runCli(predictArguments(path("events.h5"), path("wrong.h5")) +
                                   QStringList{"--part=" + part});
    QCOMPARE(outcome.code, wrongUsage);
    QVERIFY2(outcome.errors.contains("is no part"), outcome.errors);
    QVERIFY(!QFile::exists(path("wrong.h5")));
}

/// The file says the levels themselves, and they give the same draws without the file beside the
/// model.
void PredictCommandTest::placedLevelsAreWrittenDown() {
    const auto predict = [this](const QString& output, const QString& schedule,
                                const QString& steps) {
        return runCli({"predict", path("events.h5"), "-o", path(output), "--model",
                       QStringLiteral(CALOLENS_MODEL), "--events", "0:2", "--schedule", schedule,
                       "--steps", steps});
    };
    const Outcome placed = predict("placed.h5", "placed", "6");
    QVERIFY2(placed.code == done, placed.errors);
    const std::string schedule =
        EventFile::open(path("placed.h5").toStdString())->predictions().front().schedule;
    QVERIFY2(schedule.starts_with("levels:40,"), schedule.c_str());
    const Outcome given = predict("given.h5", QString::fromStdString(schedule), "6");
    QVERIFY2(given.code == done, given.errors);
    QVERIFY(!bitsIn(path("placed.h5")).empty());
    QVERIFY(bitsIn(path("placed.h5")) == bitsIn(path("given.h5")));

    const Outcome none = predict("none.h5", "placed", "7");
    QCOMPARE(none.code, wrongUsage);
    QVERIFY2(none.errors.contains("unipc-3 with 6 steps"), none.errors); // says which there are
    QCOMPARE(predict("wrong.h5", QString::fromStdString(schedule), "7").code, wrongUsage);
    QVERIFY(!QFile::exists(path("none.h5")) && !QFile::exists(path("wrong.h5")));
}

QTEST_GUILESS_MAIN(PredictCommandTest)
#include "PredictCommandTest.moc"
