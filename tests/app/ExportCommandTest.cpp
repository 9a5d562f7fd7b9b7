// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "event/CellsCsv.h"
#include "event/EventFile.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "hdf5/File.h"
#include "synthetic/SyntheticEvent.h"

#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int draws = 3;

Outcome runExport(const QStringList& arguments) {
    return runCli(QStringList{"export"} + arguments);
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

PredictionInfo info(const std::string& name) {
    PredictionInfo result = test::syntheticComparison(test::syntheticEvent()).settings;
    result.name = name;
    result.samples = draws;
    return result;
}
} // namespace

class ExportCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void sheetsWithoutADisplay_data();
    void sheetsWithoutADisplay();
    void everyKindOfExport_data();
    void everyKindOfExport();
    void cellsAreTheSameInEveryFormat();
    void csvHoldsTheMean();
    void csvHoldsOneDraw();
    void theOnlyPredictionNeedsNoName();
    void severalPredictionsNeedAName();
    void aFileWithoutPrediction();
    void wrongUsage_data();
    void wrongUsage();
    void aFolderThatIsMissing();

private:
    [[nodiscard]] QString path(const char* name) const {
        return m_dir.filePath(QLatin1String(name));
    }
    /// The column "predicted_mev" of an exported file.
    [[nodiscard]] std::vector<float> predictedIn(const QString& csv) const;
    QTemporaryDir m_dir;
    std::vector<float> m_predicted; ///< of event 1: draws x cells
    std::size_t m_cells = 0;
};

void ExportCommandTest::initTestCase() {
    std::vector<std::shared_ptr<Event>> events{test::syntheticEvent({{30000, 0.1, 0.01}}, 1),
                                               test::syntheticEvent({{50000, 0.3, 1.0}}, 2)};
    EventWriter writer(path("plain.h5").toStdString(), *test::syntheticReadout(), "{}");
    for (const auto& event : events)
        writer.append(*event);
    writer.finish();
    for (const auto& [input, output, name] :
         {std::tuple("plain.h5", "one.h5", "first"), std::tuple("one.h5", "two.h5", "second")}) {
        PredictionWriter predictions(path(input).toStdString(), path(output).toStdString(),
                                     info(name));
        for (std::size_t i = 0; i < events.size(); ++i) {
            std::vector<float> energy;
            for (int k = 0; k < draws; ++k)
                for (const float truth : events[i]->hr().energy)
                    energy.push_back(truth * (0.5F + 0.5F * static_cast<float>(k)));
            predictions.write(static_cast<std::int64_t>(i), energy);
            m_predicted = energy;
            m_cells = events[i]->hr().size();
        }
        predictions.finish();
    }
}

std::vector<float> ExportCommandTest::predictedIn(const QString& csv) const {
    std::vector<float> energies;
    for (const QByteArray& line : contentOf(csv).split('\n'))
        if (!line.startsWith('#') && !line.startsWith("layer") && !line.isEmpty())
            energies.push_back(line.split(',').at(7).toFloat());
    return energies;
}

void ExportCommandTest::sheetsWithoutADisplay_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("pdf") << "sheet.pdf" << QByteArray("%PDF-1.");
    QTest::newRow("svg") << "sheet.svg" << QByteArray("<?xml");
    QTest::newRow("png") << "sheet.png" << QByteArray("\x89PNG");
}

void ExportCommandTest::sheetsWithoutADisplay() {
    QFETCH(QString, name);
    QFETCH(QByteArray, start);
    const QString output = m_dir.filePath(name);
    const Outcome outcome =
        runExport({path("one.h5"), "--event", "1", "--dpi", "72", "-o", output});
    QVERIFY2(outcome.code == done, outcome.errors);
    QCOMPARE(outcome.output.trimmed(), output.toUtf8());
    const QByteArray content = contentOf(output);
    QVERIFY(content.startsWith(start));
    QVERIFY(content.size() > 20000);
}

void ExportCommandTest::everyKindOfExport_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("view") << "view"
                          << "view.png" << QByteArray("\x89PNG");
    QTest::newRow("layers") << "layers"
                            << "layers.svg" << QByteArray("calolens-session");
    QTest::newRow("lateral as numbers")
        << "lateral"
        << "lateral.csv" << QByteArray("low,high,lr,lr_error,predicted,");
    QTest::newRow("maps") << "maps"
                          << "maps.svg" << QByteArray("calolens-session");
    QTest::newRow("cells") << "cells"
                           << "cells.json" << QByteArray("\"truth_mev\"");
    QTest::newRow("numbers") << "numbers"
                             << "numbers.csv" << QByteArray("quantity,lr,predicted");
}

void ExportCommandTest::everyKindOfExport() {
    QFETCH(QString, what);
    QFETCH(QString, name);
    QFETCH(QByteArray, holds);
    const QString output = m_dir.filePath(name);
    const Outcome outcome =
        runExport({path("one.h5"), "--event", "1", "--what", what, "--dpi", "60", "-o", output});
    if (what == "view" && outcome.errors.contains("3D"))
        QSKIP("no way to draw in three dimensions here");
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(contentOf(output).contains(holds));
    if (what != "maps" && what != "cells") // one in itself, one by the file beside it
        return;
    const Outcome again = runCli({"reproduce", output});
    QVERIFY2(again.code == done, again.errors);
    QVERIFY2(again.output.contains("to the bit"), again.output);
}

void ExportCommandTest::cellsAreTheSameInEveryFormat() {
    const QString csv = path("same.csv"), json = path("same.json"), h5 = path("same.h5");
    for (const QString& output : {csv, json, h5}) {
        const Outcome outcome =
            runExport({path("one.h5"), "--event", "1", "--what", "cells", "-o", output});
        QVERIFY2(outcome.code == done, outcome.errors);
    }
    const auto expected = predictedIn(csv);
    const QJsonObject object = jsonIn(json);
    const QJsonArray rows = object["rows"].toArray();
    QCOMPARE(static_cast<std::size_t>(rows.size()), m_cells);
    QCOMPARE(object["columns"].toArray().size(), rows[0].toArray().size());
    const auto file = hdf5::File::open(h5.toStdString());
    const auto stored = file.dataset("/predicted_mev").readAll<float>(100000);
    const auto layers = file.dataset("/layer").readAll<std::int32_t>(100000);
    QCOMPARE(stored.size(), m_cells);
    for (std::size_t i = 0; i < m_cells; ++i) {
        const QJsonArray row = rows[static_cast<int>(i)].toArray();
        QCOMPARE(static_cast<float>(row[7].toDouble()), expected[i]);
        QCOMPARE(stored[i], expected[i]);
        QCOMPARE(row[0].toInt(), layers[i]);
    }
}

void ExportCommandTest::csvHoldsTheMean() {
    const QString output = path("mean.csv");
    QCOMPARE(runExport({path("one.h5"), "--event", "1", "--mean", "-o", output}).code, done);
    const auto energies = predictedIn(output);
    QCOMPARE(energies.size(), m_cells);
    for (std::size_t i = 0; i < m_cells; ++i)
        QCOMPARE(energies[i], m_predicted[m_cells + i]); // draws are 0.5, 1 and 1.5 of the truth
    QVERIFY(contentOf(output).contains("# predicted: mean of 3 draws\r\n"));
}

void ExportCommandTest::csvHoldsOneDraw() {
    const QString output = path("draw.csv");
    QCOMPARE(runExport({path("one.h5"), "--event", "1", "--draw", "2", "-o", output}).code, done);
    const auto energies = predictedIn(output);
    QCOMPARE(energies.size(), m_cells);
    for (std::size_t i = 0; i < m_cells; ++i)
        QCOMPARE(energies[i], m_predicted[2 * m_cells + i]);
    QVERIFY(contentOf(output).contains("# predicted: draw 2 of 3, seed 42\r\n"));
}

void ExportCommandTest::theOnlyPredictionNeedsNoName() {
    const QString named = path("named.csv"), unnamed = path("unnamed.csv");
    QCOMPARE(runExport({path("one.h5"), "--event", "0", "-o", unnamed}).code, done);
    QCOMPARE(runExport({path("one.h5"), "--event", "0", "--prediction", "first", "-o", named}).code,
             done);
    QCOMPARE(contentOf(named), contentOf(unnamed));
}

void ExportCommandTest::severalPredictionsNeedAName() {
    const Outcome outcome = runExport({path("two.h5"), "--event", "0", "-o", path("x.csv")});
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(outcome.errors.contains("first, second"));
    QCOMPARE(
        runExport({path("two.h5"), "--event", "0", "--prediction", "second", "-o", path("x.csv")})
            .code,
        done);
}

void ExportCommandTest::aFileWithoutPrediction() {
    const QString output = path("plain.csv");
    QCOMPARE(runExport({path("plain.h5"), "--event", "0", "-o", output}).code, done);
    QVERIFY(contentOf(output).contains("# predicted: nothing\r\n"));
}

void ExportCommandTest::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString file = path("one.h5"), csv = path("never.csv");
    QTest::newRow("no event") << QStringList{file, "-o", csv};
    QTest::newRow("no output") << QStringList{file, "--event", "0"};
    QTest::newRow("event out of range") << QStringList{file, "--event", "2", "-o", csv};
    QTest::newRow("negative event") << QStringList{file, "--event", "-1", "-o", csv};
    QTest::newRow("draw out of range")
        << QStringList{file, "--event", "0", "--draw", "3", "-o", csv};
    QTest::newRow("draw and mean")
        << QStringList{file, "--event", "0", "--draw", "0", "--mean", "-o", csv};
    QTest::newRow("unknown prediction")
        << QStringList{file, "--event", "0", "--prediction", "third", "-o", csv};
    QTest::newRow("draw of nothing")
        << QStringList{path("plain.h5"), "--event", "0", "--draw", "0", "-o", csv};
    QTest::newRow("unknown format") << QStringList{file, "--event", "0", "-o", path("sheet.jpg")};
    QTest::newRow("unknown kind") << QStringList{file,    "--event", "0", "--what",
                                                 "smell", "-o",      csv};
    QTest::newRow("kind in another format")
        << QStringList{file, "--event", "0", "--what", "maps", "-o", csv};
    QTest::newRow("senseless resolution")
        << QStringList{file, "--event", "0", "--dpi", "1", "-o", path("never.png")};
}

void ExportCommandTest::wrongUsage() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = runExport(arguments);
    QCOMPARE(outcome.code, ::wrongUsage);
    QVERIFY(!outcome.errors.isEmpty());
    QVERIFY(!QFile::exists(path("never.csv")) && !QFile::exists(path("never.png")));
}

void ExportCommandTest::aFolderThatIsMissing() {
    for (const char* name : {"missing/cells.csv", "missing/sheet.pdf"}) {
        const Outcome outcome =
            runExport({path("one.h5"), "--event", "0", "--dpi", "72", "-o", path(name)});
        QCOMPARE(outcome.code, failed);
        QVERIFY(outcome.errors.contains("No such file or directory"));
    }
    QCOMPARE(runExport({path("missing.h5"), "--event", "0", "-o", path("x.csv")}).code, failed);
}

QTEST_GUILESS_MAIN(ExportCommandTest)
#include "ExportCommandTest.moc"
