// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/File.h"
#include "error/Error.h"
#include "hdf5/Column.h"
#include "hdf5/PendingFile.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>
#include <limits>
#include <numeric>
#include <thread>

using namespace calolens;
using hdf5::File;

class FileTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    template<class T>
    void roundTrip(File& file, const std::string& name) {
        std::vector<T> values(1000);
        std::iota(values.begin(), values.end(), T{1});
        values.front() = std::numeric_limits<T>::lowest();
        values.back() = std::numeric_limits<T>::max();
        file.write<T>(name, {1000}, values);
        const hdf5::Dataset dataset = file.dataset(name);
        QVERIFY(dataset.readAll<T>(1000) == values);
        std::vector<T> part(3);
        dataset.read<T>(997, part);
        QVERIFY(std::equal(part.begin(), part.end(), values.end() - 3));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void numbersOfAllTypes() {
        File file = File::create(path("a.h5"));
        roundTrip<float>(file, "/float");
        roundTrip<double>(file, "/double");
        roundTrip<std::int8_t>(file, "/int8");
        roundTrip<std::uint8_t>(file, "/uint8");
        roundTrip<std::int16_t>(file, "/int16");
        roundTrip<std::uint16_t>(file, "/uint16");
        roundTrip<std::int32_t>(file, "/int32");
        roundTrip<std::uint32_t>(file, "/uint32");
        roundTrip<std::int64_t>(file, "/deep/in/groups/int64");
        roundTrip<std::uint64_t>(file, "/uint64");
        QCOMPARE(file.names("/").size(), std::size_t{10});
        QVERIFY(file.names("/deep") == std::vector<std::string>{"in"});
        QVERIFY(file.names("/nowhere").empty());
        QVERIFY(file.has("/deep/in/groups/int64"));
        QVERIFY(!file.has("/deep/in/other/int64"));
        QVERIFY(!file.has("/float/x"));
    }

    void scalarsAndEmptyOnes() {
        File file = File::create(path("a.h5"));
        const std::vector<float> one{2.5F}, none;
        file.write<float>("/scalar", {}, one);
        file.write<float>("/none", {0}, none);
        QVERIFY(file.dataset("/scalar").readAll<float>(1) == one);
        QVERIFY(file.dataset("/scalar").shape().empty());
        QVERIFY(file.dataset("/none").readAll<float>(0).empty());
    }

    void severalDimensions() {
        File file = File::create(path("a.h5"));
        std::vector<float> values(24);
        std::iota(values.begin(), values.end(), 0.F);
        file.write<float>("/three", {2, 3, 4}, values);
        QVERIFY((file.dataset("/three").shape() == hdf5::Shape{2, 3, 4}));
        QVERIFY(file.dataset("/three").readAll<float>(24) == values);
        file.write<float>("/two", {4, 6}, values);
        std::vector<float> columns(8);
        file.dataset("/two").readColumns<float>(1, 2, columns);
        QVERIFY((columns == std::vector<float>{1, 2, 7, 8, 13, 14, 19, 20}));
        QVERIFY_EXCEPTION_THROWN(file.dataset("/two").readColumns<float>(5, 2, columns), FileError);
        QVERIFY_EXCEPTION_THROWN(file.dataset("/two").read<float>(0, columns), FileError);
    }

    void valuesThatDoNotFitAreRefused() {
        File file = File::create(path("a.h5"));
        const std::vector<std::int32_t> values{1, 300, -1};
        file.write<std::int32_t>("/x", {3}, values);
        const hdf5::Dataset dataset = file.dataset("/x");
        QVERIFY((dataset.readAll<std::int64_t>(3) == std::vector<std::int64_t>{1, 300, -1}));
        QVERIFY_EXCEPTION_THROWN((void)dataset.readAll<std::uint8_t>(3), FileError);
        QVERIFY_EXCEPTION_THROWN((void)dataset.readAll<std::uint32_t>(3), FileError);
        QVERIFY_EXCEPTION_THROWN((void)dataset.readAll<float>(3), FileError);
        QVERIFY_EXCEPTION_THROWN((void)dataset.readAll<std::int32_t>(2), FileError); // the limit
        std::vector<std::int32_t> beyond(2);
        QVERIFY_EXCEPTION_THROWN(dataset.read<std::int32_t>(2, beyond), FileError);
        QVERIFY_EXCEPTION_THROWN(dataset.read<std::int32_t>(-1, beyond), FileError);
    }

    void attributes() {
        File file = File::create(path("a.h5"));
        file.createGroup("/g");
        const std::vector<std::string> names{"short", "", "µ and a longer one"};
        const std::string longText(200'000, 'x'); // beyond what fits into an object header
        {
            hdf5::Attributes attributes = file.attributes("/g");
            attributes.setText("text", "ηφ");
            attributes.setText("empty", "");
            attributes.setText("long", longText);
            attributes.setTexts("texts", names);
            attributes.setInteger("integer", -5);
            attributes.setUnsigned("seed", 0xffffffffffffffffU);
            attributes.setNumber("number", 0.25);
            attributes.setNumbers("numbers", std::vector<double>{1, 2.5});
            QVERIFY_EXCEPTION_THROWN(attributes.setNumber("number", 1), FileError);
        }
        file.close();
        file = File::open(path("a.h5"));
        const hdf5::Attributes attributes = file.attributes("/g");
        QCOMPARE(attributes.text("text"), std::string("ηφ"));
        QCOMPARE(attributes.text("empty"), std::string());
        QCOMPARE(attributes.text("long"), longText);
        QVERIFY(attributes.texts("texts") == names);
        QCOMPARE(attributes.integer("integer"), -5);
        QCOMPARE(attributes.unsignedInteger("seed"), 0xffffffffffffffffU);
        QCOMPARE(attributes.number("number"), 0.25);
        QCOMPARE(attributes.number("integer"), -5.0);
        QVERIFY((attributes.numbers("numbers") == std::vector<double>{1, 2.5}));
        QVERIFY_EXCEPTION_THROWN((void)attributes.text("integer"), FileError);
        QVERIFY_EXCEPTION_THROWN((void)attributes.integer("number"), FileError);
        QVERIFY_EXCEPTION_THROWN((void)attributes.number("numbers"), FileError);
        QVERIFY_EXCEPTION_THROWN((void)attributes.unsignedInteger("integer"), FileError);
        QVERIFY_EXCEPTION_THROWN((void)attributes.text("nothing"), FileError);
    }

    void textOfVariableLength() {
        const File file =
            File::open(std::filesystem::path(CALOLENS_FIXTURES) / "foreign_events.h5");
        const hdf5::Attributes attributes = file.attributes("/");
        QCOMPARE(attributes.text("format"), std::string("calolens-events"));
        QVERIFY((attributes.texts("layer_names") == std::vector<std::string>{"EM", "HAD"}));
        QVERIFY((attributes.texts("layer_kinds") ==
                 std::vector<std::string>{"electromagnetic", "hadronic"}));
    }

    void columnsAcrossChunks() {
        File file = File::create(path("a.h5"));
        hdf5::Column<std::int32_t> column(file, "/c", 7);
        std::vector<std::int32_t> expected;
        for (std::int32_t i = 0; i < 20; ++i) {
            const std::vector<std::int32_t> values(static_cast<std::size_t>(i), i);
            column.append(values);
            expected.insert(expected.end(), values.begin(), values.end());
        }
        QCOMPARE(column.size(), std::ssize(expected));
        column.flush();
        QVERIFY(file.dataset("/c").readAll<std::int32_t>(1000) == expected);
    }

    void flippedBitsAreNoticed() {
        // Every byte of a file of ours lies under a checksum, be it data or metadata; those that do
        // not matter (padding, unused space) give the same values again.
        std::vector<float> values(500);
        std::iota(values.begin(), values.end(), 0.5F);
        {
            File file = File::create(path("a.h5"));
            file.write<float>("/x", {500}, values);
            file.attributes("/x").setText("t", "some text");
            file.close();
        }
        std::ifstream in(path("a.h5"), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        int noticed = 0;
        for (std::size_t i = 0; i < bytes.size(); i += 5) {
            std::string flipped = bytes;
            flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
            std::ofstream(path("b.h5"), std::ios::binary) << flipped;
            try {
                const File file = File::open(path("b.h5"));
                const bool same = file.dataset("/x").readAll<float>(500) == values &&
                                  file.attributes("/x").text("t") == "some text";
                QVERIFY2(same, qPrintable(QStringLiteral("byte %1").arg(i)));
            } catch (const FileError&) {
                ++noticed;
            }
        }
        QVERIFY(noticed > 100);
    }

    void pendingFiles() {
        {
            const hdf5::PendingFile pending(path("p"));
            QVERIFY(std::filesystem::exists(path("p.part")));
            QVERIFY_EXCEPTION_THROWN(hdf5::PendingFile(path("p")), FileError);
        }
        QVERIFY(!std::filesystem::exists(path("p.part")));
        {
            hdf5::PendingFile pending(path("p"));
            std::ofstream(pending.temporaryPath()) << "whole";
            pending.commit();
        }
        QVERIFY(std::filesystem::exists(path("p")));
        QVERIFY(!std::filesystem::exists(path("p.part")));
        QVERIFY_EXCEPTION_THROWN(hdf5::PendingFile(path("no/such/folder/p")), FileError);
        QVERIFY_EXCEPTION_THROWN(hdf5::PendingFile(path("")), FileError);
    }

    void threadsWriteTheirOwnFiles() {
        std::vector<std::jthread> threads;
        std::atomic<int> wrong = 0;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                const std::string name = "t" + std::to_string(t);
                const std::vector<std::int32_t> values(5000, t);
                for (int i = 0; i < 10; ++i) {
                    File file = File::create(path(name.c_str()));
                    file.write<std::int32_t>("/x", {5000}, values);
                    file.close();
                    if (File::open(path(name.c_str())).dataset("/x").readAll<std::int32_t>(5000) !=
                        values)
                        ++wrong;
                }
            });
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(FileTest)
#include "FileTest.moc"
