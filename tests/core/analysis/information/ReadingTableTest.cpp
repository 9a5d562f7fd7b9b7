// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/ReadingTable.h"
#include "analysis/companions/ModelCompanions.h"
#include "error/Error.h"
#include "synthetic/SyntheticEvent.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <numbers>

using namespace calolens;
using namespace calolens::test;

namespace {

LayerReadings layerOf(std::vector<double> sums) {
    LayerReadings layer;
    layer.sums = std::move(sums);
    layer.bins = {{0, 100, 1, 0.5, 1, 0.5}, {5, 100, 2, 0.25, 0, 1}};
    return layer;
}

ReadingTable tableOf(std::vector<double> sums) {
    return {"made up", 10, 4, {}, {layerOf(std::move(sums))}};
}

std::vector<double> evenly(double highest) {
    std::vector<double> sums;
    for (int i = 0; i <= 256; ++i)
        sums.push_back(highest * i / 256);
    return sums;
}

std::vector<std::shared_ptr<Event>> events(int count) {
    std::vector<std::shared_ptr<Event>> made;
    for (int i = 0; i < count; ++i)
        made.push_back(
            syntheticEvent({{5000.0 + 500 * i, 0.2, 1.0}}, static_cast<std::uint64_t>(i + 1)));
    return made;
}

ReadingTable made(const std::vector<std::shared_ptr<Event>>& from) {
    ReadingTableMaker maker(*syntheticReadout(), "synthetic", {});
    for (const auto& event : from)
        maker.add(*event);
    return maker.finish();
}

} // namespace

class ReadingTableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Of energies that are as likely anywhere between 0 and R a reading with noise s leaves
    /// s sqrt(2 pi e) possible.
    void bitsOfAReading() {
        const ReadingTable table = tableOf(evenly(10000));
        const double expected =
            std::log2(10000 / (10 * std::sqrt(2 * std::numbers::pi * std::numbers::e)));
        QVERIFY(std::abs(table.bitsOfReading(0, 5000, 10) - expected) < 1e-3);
        QVERIFY(std::abs(table.bitsOfReading(0, 5003.7, 10) - expected) < 1e-3);
        // Four times the noise: two bits less.
        QVERIFY(std::abs(table.bitsOfReading(0, 5000, 40) - expected + 2) < 1e-3);
        // At the end of the range only half of the noise is possible.
        QVERIFY(table.bitsOfReading(0, 0, 10) > expected + 0.5);
        // Beyond all that was simulated: a number, and no less.
        QVERIFY(std::abs(table.bitsOfReading(0, 1e6, 10) - table.bitsOfReading(0, 10000, 10)) <
                1e-9);
        QVERIFY(std::abs(table.bitsOfReading(0, -1e6, 10) - table.bitsOfReading(0, 0, 10)) < 1e-9);
    }

    /// Half of the cells are empty, and the reading says surely that this one is, or is not.
    void aReadingThatDecidesIsWorthOneBit() {
        std::vector<double> sums(129, 0.0);
        sums.insert(sums.end(), 128, 1000.0);
        const ReadingTable table = tableOf(std::move(sums));
        QVERIFY(std::abs(table.bitsOfReading(0, 0, 10) - 1) < 0.02);
        QVERIFY(std::abs(table.bitsOfReading(0, 1000, 10) - 1) < 0.02);
    }

    void aReadingThatSaysNothingFixesNothing() {
        QCOMPARE(tableOf(std::vector<double>(257, 50.0)).bitsOfReading(0, 40, 10), 0.0);
        QVERIFY(tableOf(evenly(1)).bitsOfReading(0, 3, 100) < 1e-3);
    }

    void ranges() {
        const ReadingTable table = tableOf(evenly(100));
        QCOMPARE(table.bin(0, -3).codeVariance, 0.5);
        QCOMPARE(table.bin(0, 4.99).codeVariance, 0.5);
        QCOMPARE(table.bin(0, 5).codeVariance, 0.25);
        QVERIFY(!table.knows(1));
        QVERIFY_EXCEPTION_THROWN((void)table.bin(1, 0), UsageError);
        QVERIFY_EXCEPTION_THROWN((void)table.bitsOfReading(7, 0, 1), UsageError);
    }

    void isMadeOfEventsInAnyOrder() {
        auto from = events(60);
        const ReadingTable table = made(from);
        QCOMPARE(table.events(), std::int64_t{60});
        QCOMPARE(table.children(), 4);
        std::reverse(from.begin(), from.end());
        QCOMPARE(QString::fromStdString(made(from).toJson()),
                 QString::fromStdString(table.toJson()));
        // Statistics of the layer, from the events again.
        for (std::size_t layer = 0; layer < table.layers().size(); ++layer) {
            std::int64_t cells = 0, counted = 0;
            for (const auto& event : from)
                cells += std::count(event->lr().layer.begin(), event->lr().layer.end(), layer);
            for (const ReadingBin& bin : table.layers()[layer].bins)
                counted += bin.cells;
            QCOMPARE(counted, table.knows(layer) ? cells : 0);
        }
        QVERIFY(table.knows(1));
        for (const ReadingBin& bin : table.layers()[1].bins) {
            // The noise of a reading is that of the detector.
            QVERIFY(bin.sumVariance > 0.2 && bin.sumVariance < 2);
            QVERIFY(bin.emptyCells <= 3 && bin.samePattern <= 1);
        }
        QVERIFY_EXCEPTION_THROWN((void)made(events(1)), UsageError);
        Event real = *from.front();
        real.levels.back().energy.clear();
        ReadingTableMaker maker(*syntheticReadout(), "real", {});
        QVERIFY_EXCEPTION_THROWN(maker.add(real), UsageError);
    }

    /// Where hits of a line are spread over a gap, the table knows how many there are.
    void countsHitsOfLines() {
        const EnergyScaleCode code{0.2, -3.2, 0.35, {1.25}, 0.5};
        ReadingTableMaker maker(*syntheticReadout(), "lines", code);
        double lines = 0, cells = 0;
        for (const auto& event : events(60)) {
            CellSet& hr = event->levels.back();
            for (std::size_t j = 0; j < event->lr().size(); ++j) { // one line, three hits beside it
                if (event->lr().layer[j] != 1)
                    continue;
                for (std::size_t k = 0; k < 4; ++k)
                    hr.energy[4 * j + k] = k == 0 && j % 2 == 0 ? 1.25F : 7.F;
                lines += j % 2 == 0 ? 1 : 0;
                ++cells;
            }
            maker.add(*event);
        }
        const ReadingTable table = maker.finish();
        double counted = 0;
        for (const ReadingBin& bin : table.layers()[1].bins)
            counted += bin.lineCells * static_cast<double>(bin.cells);
        QVERIFY(lines > 100 && cells > lines);
        QVERIFY(std::abs(counted - lines) < 1e-6 * lines);
        // A line at 1.25 MeV, in the middle of its gap, and three hits above it.
        const double distance = std::log(7.0) + 0.5 - (std::log(1.25) + 0.25);
        const double variance = distance * distance / 4 + 0.25 * 0.25 / 12;
        double found = 0;
        for (const ReadingBin& bin : table.layers()[1].bins)
            found += bin.codeVariance * static_cast<double>(bin.cells);
        QVERIFY(std::abs(found / lines / variance - 1) < 1e-6);

        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "a.json";
        std::ofstream(path) << table.toJson();
        QVERIFY(ReadingTable::read(path).code() == code);
        QCOMPARE(QString::fromStdString(ReadingTable::read(path).toJson()),
                 QString::fromStdString(table.toJson()));
    }

    void standsBesideAModel() {
        QTemporaryDir folder;
        const auto model = std::filesystem::path(folder.path().toStdString()) / "m.calomodel";
        QVERIFY(!ModelCompanions::read(model).readings);
        QVERIFY(!ModelCompanions::read({}).readings);
        const ReadingTable table = made(events(60));
        std::ofstream(ReadingTable::path(model)) << table.toJson();
        const auto found = ModelCompanions::read(model).readings;
        QVERIFY(found);
        QCOMPARE(QString::fromStdString(found->toJson()), QString::fromStdString(table.toJson()));
        QVERIFY(!ModelCompanions::read(model).inputs);
        QVERIFY(ModelCompanions::read({}, {{}, {}, ReadingTable::path(model)}).readings);
    }

    void whatIsNoTableIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = QByteArray::fromStdString(tableOf(evenly(100)).toJson());
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("another format")
            << QByteArray(good).replace("calolens-readings", "calolens-inputs");
        QTest::newRow("no layers") << QByteArray(good).replace("\"layers\"", "\"other\"");
        QTest::newRow("a negative variance")
            << QByteArray(good).replace("\"code_variance\":0.5", "\"code_variance\":-1");
        QTest::newRow("no probability")
            << QByteArray(good).replace("\"same_pattern\":0.5", "\"same_pattern\":0");
        QTest::newRow("energies out of order")
            << QByteArray(good).replace("\"sums_mev\":[0.0,", "\"sums_mev\":[7.0,");
    }
    void whatIsNoTableIsRefused() {
        QFETCH(QByteArray, text);
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "m.readings.json";
        std::ofstream(path) << text.toStdString();
        try {
            (void)ReadingTable::read(path);
            QFAIL("it was taken");
        } catch (const FileError& error) {
            QVERIFY(QString(error.what()).contains("m.readings.json"));
        }
    }
};

QTEST_APPLESS_MAIN(ReadingTableTest)
#include "ReadingTableTest.moc"
