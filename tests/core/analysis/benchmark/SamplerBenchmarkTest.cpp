// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/benchmark/SamplerBenchmark.h"
#include "error/Error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;

namespace {

ObservableReport observable(double separation, double error, double floor, bool ofParticles) {
    ObservableReport result;
    result.separationSr = {separation, error};
    result.floor = {floor, 0};
    result.info.ofParticles = ofParticles;
    return result;
}

SamplerBenchmark example() {
    SamplerBenchmark b;
    b.source = "events.h5";
    b.model = "a model";
    b.modelChecksum = "0123456789abcdef";
    b.device = "CPU";
    b.programVersion = "1.2.3";
    b.firstEvent = 10;
    b.lastEvent = 510;
    b.samples = 2;
    b.seed = 7;
    b.repeats = 3;
    b.events = 499;
    b.separationFloor = 0.0042;
    b.fpdFloor = Measured{0.5, 0.1};
    b.points.push_back(
        {"heun", "karras", 5, 9, 0.031, {0.01, 0.002}, Measured{1.5, 0.2}, Measured{0.55, 0.01}});
    b.points.push_back({"dopri5", "lu", 18, 93.5, 0.4, {0.02, 0.001}, {}, {}});
    return b;
}

} // namespace

class SamplerBenchmarkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead();
    void foreignFilesAreRefused_data();
    void foreignFilesAreRefused();
    void observablesOfTheTrueParticlesAreLeftOut();

private:
    std::filesystem::path write(const QByteArray& text) {
        QFile file(m_dir.filePath("benchmark.json"));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName().toStdString();
    }
    QTemporaryDir m_dir;
};

void SamplerBenchmarkTest::whatIsWrittenIsRead() {
    const SamplerBenchmark b = example();
    const std::string json = samplerBenchmarkJson(b);
    const SamplerBenchmark read = readSamplerBenchmark(write(QByteArray::fromStdString(json)));
    QCOMPARE(samplerBenchmarkJson(read), json);
    const SamplerPoint* const point = read.find("heun", "karras", 5);
    QVERIFY(point != nullptr);
    QCOMPARE(point->fpd->error, 0.2);
    QVERIFY(!read.find("dopri5", "lu", 18)->auc);
    QVERIFY(!read.aucFloor && read.fpdFloor);
    QVERIFY(read.find("heun", "lu", 5) == nullptr);
    QVERIFY(read.find("heun", "karras", 6) == nullptr);
}

void SamplerBenchmarkTest::foreignFilesAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(samplerBenchmarkJson(example()));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << good.left(good.size() / 2);
    QTest::newRow("another format") << QByteArray("{\"format\": \"other\", \"version\": 1}");
    QTest::newRow("no points") << QByteArray(good).replace("\"points\"", "\"dots\"");
    QTest::newRow("a name for a number") << QByteArray(good).replace("93.5", "\"many\"");
}

void SamplerBenchmarkTest::foreignFilesAreRefused() {
    QFETCH(QByteArray, text);
    const auto path = write(text);
    try {
        readSamplerBenchmark(path);
        QFAIL("it was read");
    } catch (const FileError& error) {
        QVERIFY(QString::fromUtf8(error.what()).contains("benchmark.json"));
    }
}

void SamplerBenchmarkTest::observablesOfTheTrueParticlesAreLeftOut() {
    EvaluationReport report;
    report.observables = {observable(0.01, 0.002, 0.001, false),
                          observable(0.03, 0.004, 0.003, false), observable(0.9, 0.9, 0.9, true)};
    QVERIFY(qFuzzyCompare(meanSeparation(report).value, 0.02));
    QVERIFY(qFuzzyCompare(meanSeparation(report).error, 0.003));
    QVERIFY(qFuzzyCompare(meanSeparationFloor(report), 0.002));
}

QTEST_APPLESS_MAIN(SamplerBenchmarkTest)
#include "SamplerBenchmarkTest.moc"
