// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/CellsCsv.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "synthetic/SyntheticEvent.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>

using namespace calolens;

namespace {
struct Csv {
    QByteArrayList comments;
    QByteArrayList header;
    QList<QByteArrayList> rows;
};

Csv parsed(const std::string& text) {
    Csv csv;
    for (const QByteArray& line : QByteArray::fromStdString(text).split('\n')) {
        if (line.isEmpty())
            continue;
        const QByteArray content = line.chopped(1); // the CR
        if (content.startsWith('#'))
            csv.comments << content;
        else if (csv.header.isEmpty())
            csv.header = content.split(',');
        else
            csv.rows << content.split(',');
    }
    return csv;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

class CellsCsvTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsBackToTheSameNumbers();
    void everyLineEndsWithCrLf();
    void unknownNumbersAreEmpty();
    void saysWhereTheNumbersComeFrom();
    void doesNotDependOnTheLocale();
    void linesInNamesCannotBreakTheHeader();
    void anEventWithoutCellsHasNoRows();
    void writesTheWholeFileOrNothing();
    void replacesAnOlderFile();
    void unwritableFolderIsAnError();
    void fullDiskIsAnError();
};

void CellsCsvTest::readsBackToTheSameNumbers() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const Event& event = *comparison.event;
    const Csv csv = parsed(cellsCsv(comparison));
    QCOMPARE(csv.header.join(','),
             QByteArray("layer,ieta,iphi,eta,phi,lr_cell,lr_energy_mev,predicted_mev,truth_mev"));
    QCOMPARE(static_cast<std::size_t>(csv.rows.size()), event.hr().size());
    for (std::size_t i = 0; i < event.hr().size(); ++i) {
        const QByteArrayList& row = csv.rows[static_cast<qsizetype>(i)];
        QCOMPARE(row.size(), csv.header.size());
        QCOMPARE(row[0].toInt(), int{event.hr().layer[i]});
        QCOMPARE(row[1].toInt(), int{event.hr().ieta[i]});
        QCOMPARE(row[2].toInt(), int{event.hr().iphi[i]});
        const CellBounds bounds =
            cellBounds(event.readout->detector, event.readout->levels.back(), event.hr().id(i));
        QVERIFY(row[3].toDouble() == bounds.eta());
        QVERIFY(row[4].toDouble() == bounds.phi());
        const auto parent = static_cast<std::size_t>(event.hr().parent[i]);
        QCOMPARE(row[5].toULongLong(), static_cast<qulonglong>(parent));
        QVERIFY(row[6].toFloat() == event.lr().energy[parent]);
        QVERIFY(row[7].toFloat() == comparison.predicted[i]);
        QVERIFY(row[8].toFloat() == event.hr().energy[i]);
    }
}

void CellsCsvTest::everyLineEndsWithCrLf() {
    const std::string text = cellsCsv(test::syntheticComparison(test::syntheticEvent()));
    QVERIFY(text.ends_with("\r\n"));
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n')
            QVERIFY(i > 0 && text[i - 1] == '\r');
}

void CellsCsvTest::unknownNumbersAreEmpty() {
    auto event = test::syntheticEvent();
    event->levels[1].energy.clear();
    EventComparison comparison;
    comparison.source = "data.h5";
    comparison.event = event;
    const Csv csv = parsed(cellsCsv(comparison));
    QCOMPARE(static_cast<std::size_t>(csv.rows.size()), event->hr().size());
    for (const QByteArrayList& row : csv.rows) {
        QCOMPARE(row.size(), csv.header.size());
        QVERIFY(!row[6].isEmpty());
        QVERIFY(row[7].isEmpty());
        QVERIFY(row[8].isEmpty());
    }
    QVERIFY(csv.comments.contains("# truth: not known"));
    QVERIFY(csv.comments.contains("# predicted: nothing"));
}

void CellsCsvTest::saysWhereTheNumbersComeFrom() {
    const Csv csv = parsed(cellsCsv(test::syntheticComparison(test::syntheticEvent())));
    for (const char* line :
         {"# source: synthetic.h5", "# event: 0", "# model: synthetic-model",
          "# model checksum: 0123456789abcdef", "# sampler: heun", "# steps: 18",
          "# network evaluations: 35", "# seed: 42", "# predicted by: CaloLens 0.1.0"})
        QVERIFY2(csv.comments.contains(line), line);
}

void CellsCsvTest::doesNotDependOnTheLocale() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const std::string expected = cellsCsv(comparison);
    const std::string before = std::setlocale(LC_ALL, nullptr);
    bool changed = false;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE"})
        changed = changed || std::setlocale(LC_ALL, name) != nullptr;
    const std::string found = cellsCsv(comparison);
    std::setlocale(LC_ALL, before.c_str());
    if (!changed)
        QSKIP("no locale with a decimal comma is installed here");
    QVERIFY(found == expected);
}

void CellsCsvTest::linesInNamesCannotBreakTheHeader() {
    EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    comparison.source = "strange\nname\r.h5";
    const Csv csv = parsed(cellsCsv(comparison));
    QVERIFY(csv.comments.contains("# source: strange name .h5"));
    QCOMPARE(csv.header.first(), QByteArray("layer"));
}

void CellsCsvTest::anEventWithoutCellsHasNoRows() {
    EventComparison comparison;
    comparison.event = test::syntheticEvent({});
    QCOMPARE(comparison.event->hr().size(), std::size_t{0});
    QVERIFY(parsed(cellsCsv(comparison)).rows.isEmpty());
}

void CellsCsvTest::writesTheWholeFileOrNothing() {
    const QTemporaryDir dir;
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    writeCellsCsv(comparison, dir.filePath("cells.csv").toStdString());
    QCOMPARE(contentOf(dir.filePath("cells.csv")).toStdString(), cellsCsv(comparison));
    QVERIFY(!QFile::exists(dir.filePath("cells.csv.part")));
}

void CellsCsvTest::replacesAnOlderFile() {
    const QTemporaryDir dir;
    const std::string path = dir.filePath("file").toStdString();
    writeWholeFile(path, "a longer text that was there before");
    writeWholeFile(path, "new");
    QCOMPARE(contentOf(dir.filePath("file")), QByteArray("new"));
}

void CellsCsvTest::unwritableFolderIsAnError() {
    const QTemporaryDir dir;
    const std::string path = dir.filePath("missing/cells.csv").toStdString();
    try {
        writeWholeFile(path, "text");
        QFAIL("no error");
    } catch (const FileError& error) {
        QCOMPARE(error.place().path, path);
        QVERIFY(std::string(error.what()).find("No such file or directory") != std::string::npos);
    }
    QVERIFY_EXCEPTION_THROWN(writeWholeFile(dir.path().toStdString(), "text"), FileError);
}

void CellsCsvTest::fullDiskIsAnError() {
    // /dev/full takes a file open and refuses every byte, as a full disk does. PATH.part is made a
    // link to it.
    if (!QFile::exists("/dev/full"))
        QSKIP("there is no /dev/full here");
    const QTemporaryDir dir;
    QVERIFY(QFile::link("/dev/full", dir.filePath("cells.csv.part")));
    const std::string path = dir.filePath("cells.csv").toStdString();
    try {
        writeWholeFile(path, "text");
        QFAIL("no error");
    } catch (const FileError& error) {
        QVERIFY2(std::string(error.what()).find("No space left on device") != std::string::npos,
                 error.what());
    }
    QVERIFY(!QFile::exists(dir.filePath("cells.csv")));
    QVERIFY(!QFile::exists(dir.filePath("cells.csv.part")));
    QVERIFY(QFile::exists("/dev/full"));
}

QTEST_APPLESS_MAIN(CellsCsvTest)
#include "CellsCsvTest.moc"
