// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "event/EventFile.h"
#include "hdf5/File.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <functional>
#include <limits>

using namespace calolens;

namespace {
constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr std::int64_t eventCount = 10;

/// Where the rows of the event that is damaged begin.
struct Rows {
    std::int64_t event = 0, particle = 0, lr = 0, hr = 0;
};
using Damage = std::function<void(hdf5::File&, const Rows&)>;

template<class T>
Damage set(std::string dataset, std::int64_t Rows::*first, std::int64_t offset, T value) {
    return [=](hdf5::File& file, const Rows& rows) {
        file.dataset(dataset).write<T>(rows.*first + offset, std::span<const T>(&value, 1));
    };
}

template<class T>
Damage replacement(std::string dataset, hdf5::Shape shape) {
    return [=](hdf5::File& file, const Rows&) {
        file.remove(dataset);
        hdf5::Shape chunk = shape;
        for (std::int64_t& extent : chunk)
            extent = std::max<std::int64_t>(extent, 1);
        file.createDataset<T>(dataset, {shape, chunk, false, {}});
    };
}

Damage removal(std::string object) {
    return [=](hdf5::File& file, const Rows&) { file.remove(object); };
}
} // namespace
Q_DECLARE_METATYPE(Damage)

/// What is wrong in a file is said with the file, the dataset, the event and the numbers.
class DamageTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    Rows m_rows;

    [[nodiscard]] std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    /// Reads all of a file. @returns the message, or an empty text
    static std::string complaint(const std::filesystem::path& file, bool deposits) {
        try {
            if (deposits) {
                const auto opened = DepositsFile::open(file);
                for (std::int64_t i = 0; i < opened->size(); ++i)
                    (void)opened->read(i);
            } else {
                const auto opened = EventFile::open(file);
                for (std::int64_t i = 0; i < opened->size(); ++i) {
                    (void)opened->read(i);
                    (void)opened->prediction("p", i);
                }
            }
        } catch (const FileError& error) {
            return error.what();
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        sample::writeEvents(path("events.h5"), eventCount);
        sample::addPrediction(path("events.h5"), "p");
        sample::writeDeposits(path("deposits.h5"), eventCount);
        const auto readout = std::make_shared<const Readout>(sample::readout());
        for (std::int64_t i = 0;; ++i) { // an event in the middle that has everything
            const Event event = sample::event(readout, i);
            if (i > 1 && event.particles.size() > 1 && event.lr().size() > 4) {
                m_rows.event = i;
                break;
            }
            m_rows.particle += std::ssize(event.particles);
            m_rows.lr += std::ssize(event.lr().layer);
            m_rows.hr += std::ssize(event.hr().layer);
        }
        QVERIFY(m_rows.event < eventCount);
    }

    void isNamed_data() {
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<QString>("dataset"); // empty: the file as a whole
        QTest::addColumn<bool>("inEvent");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, Damage damage, const char* dataset, bool inEvent,
                            const char* words) {
            QTest::newRow(name) << damage << dataset << inEvent << words;
        };
        using I = std::int64_t;
        row("offsets go backwards", set<I>("/level0/offsets", &Rows::event, 1, 0),
            "/level0/offsets", true, "go backwards");
        row("offsets beyond the cells", set<I>("/level1/offsets", &Rows::event, 1, 1'000'000),
            "/level1/offsets", true, "lie outside of the");
        row("negative offsets", set<I>("/particles/offsets", &Rows::event, 0, -3),
            "/particles/offsets", false, "go backwards");
        row("NaN measured", set<float>("/level0/energy", &Rows::lr, 2, notANumber),
            "/level0/energy", true, "cell 2 has nan MeV, expected a finite energy");
        row("negative truth", set<float>("/level1/energy", &Rows::hr, 5, -1), "/level1/energy",
            true, "cell 5 has -1 MeV, expected a finite energy of 0 or more");
        row("layer that is not there", set<std::uint8_t>("/level0/layer", &Rows::lr, 1, 3),
            "/level0/layer", true, "cell 1 lies in layer 3, but there are layers 0 to 2");
        row("eta outside the grid", set<std::uint16_t>("/level0/ieta", &Rows::lr, 0, 128),
            "/level0/ieta", true, "cell 0 has index 128, but layer");
        row("phi outside the grid", set<std::uint16_t>("/level1/iphi", &Rows::hr, 3, 65535),
            "/level1/iphi", true, "cell 3 has index 65535");
        row("parent that is not there", set<std::int32_t>("/level1/parent", &Rows::hr, 4, 99),
            "/level1/parent", true, "cell 4 has parent 99, but there are");
        row("negative parent", set<std::int32_t>("/level1/parent", &Rows::hr, 0, -1),
            "/level1/parent", true, "cell 0 has parent -1");
        row("child of another parent", set<std::int32_t>("/level1/parent", &Rows::hr, 4, 0),
            "/level1/parent", true, "cell 4 has parent 0, expected 1");
        row(
            "no child of its parent",
            [](hdf5::File& file, const Rows& rows) {
                std::vector<std::uint16_t> eta(1);
                hdf5::Dataset dataset = file.dataset("/level1/ieta");
                dataset.read<std::uint16_t>(rows.hr + 6, eta);
                eta[0] = static_cast<std::uint16_t>(eta[0] ^ 1);
                dataset.write<std::uint16_t>(rows.hr + 6, eta);
            },
            "/level1/ieta", true, "child 2 of parent 1");
        row(
            "cell listed twice",
            [](hdf5::File& file, const Rows& rows) {
                for (const char* name : {"/level0/layer", "/level0/ieta", "/level0/iphi"}) {
                    std::vector<std::uint16_t> value(1);
                    hdf5::Dataset dataset = file.dataset(name);
                    dataset.read<std::uint16_t>(rows.lr, value);
                    dataset.write<std::uint16_t>(rows.lr + 1, value);
                }
            },
            "/level0/layer", true, "is listed twice");
        row("infinite particle",
            set<float>("/particles/eta", &Rows::particle, 1,
                       std::numeric_limits<float>::infinity()),
            "/particles/eta", true, "particle 1 has inf");
        row(
            "infinite prediction",
            [](hdf5::File& file, const Rows& rows) {
                const std::vector<float> column(3, std::numeric_limits<float>::infinity());
                file.dataset("/predictions/p/energy").writeColumns<float>(rows.hr, 1, column);
            },
            "/predictions/p/energy", true, "infinite");
        row("too few cells", replacement<float>("/level0/energy", {7}), "/level0/energy", false,
            "holds 7 values, expected");
        row("another rank", replacement<float>("/level0/energy", {7, 7}), "/level0/energy", false,
            "has 2 dimensions, expected 1");
        row("reals for integers", replacement<float>("/level0/layer", {7}), "/level0/layer", false,
            "something else than integers");
        row("integers for reals", replacement<std::int32_t>("/particles/phi", {7}),
            "/particles/phi", false, "something else than 32 or 64 bit real numbers");
        row("dataset missing", removal("/level1/iphi"), "/level1/iphi", false, "is missing");
        row("level missing", removal("/level0"), "/level0", false, "is missing");
        row("no offsets", replacement<I>("/level0/offsets", {0}), "/level0/offsets", false,
            "is empty");
        row("offsets of other events", replacement<I>("/particles/offsets", {3}),
            "/particles/offsets", false, "ends at 0, expected");
        row("prediction of other cells", replacement<float>("/predictions/p/energy", {3, 9}),
            "/predictions/p/energy", false, "describes 9 cells, but the last level has");
    }
    void isNamed() {
        QFETCH(Damage, damage);
        QFETCH(QString, dataset);
        QFETCH(bool, inEvent);
        QFETCH(QString, words);
        const auto damaged = path("damaged.h5");
        std::filesystem::copy_file(path("events.h5"), damaged,
                                   std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(complaint(damaged, false), std::string{});
        auto file = hdf5::File::open(damaged, hdf5::File::Access::Update);
        damage(file, m_rows);
        file.close();
        const QString message = QString::fromStdString(complaint(damaged, false));
        QVERIFY2(message.startsWith(QString::fromStdString(damaged.string())), qPrintable(message));
        QVERIFY2(message.contains(", dataset " + dataset), qPrintable(message));
        if (inEvent)
            QVERIFY2(message.contains(QStringLiteral(", event %1:").arg(m_rows.event)),
                     qPrintable(message));
        QVERIFY2(message.contains(words), qPrintable(message));
    }

    void depositsOfNoParticleAreRefused() {
        std::filesystem::copy_file(path("deposits.h5"), path("deposits2.h5"));
        auto file = hdf5::File::open(path("deposits2.h5"), hdf5::File::Access::Update);
        const std::vector<std::int16_t> particle{77};
        file.dataset("/cell_main_particle").write<std::int16_t>(0, particle);
        file.close();
        const std::string message = complaint(path("deposits2.h5"), true);
        QVERIFY2(message.find("names particle 77") != std::string::npos, message.c_str());
    }

    void filesThatAreNoneOfOurs() {
        const auto message = [&](const char* name) {
            return QString::fromStdString(complaint(path(name), false));
        };
        QVERIFY(message("nowhere.h5").contains("there is no such file"));
        std::ofstream(path("text.h5")) << "not HDF5 at all";
        QVERIFY(message("text.h5").contains("is not an HDF5 file"));
        std::filesystem::create_directory(path("folder.h5"));
        QVERIFY(message("folder.h5").contains("is a folder"));
        std::filesystem::copy_file(path("events.h5"), path("cut.h5"));
        std::filesystem::resize_file(path("cut.h5"), 5000);
        QVERIFY2(message("cut.h5").contains("truncated"), qPrintable(message("cut.h5")));
        QVERIFY(message("deposits.h5")
                    .contains("is a file of the format 'geant4-deposits', expected a CaloLens "
                              "event file"));
        hdf5::File::create(path("empty.h5")).close();
        QVERIFY(message("empty.h5").contains("attribute 'format' is missing"));
        auto later = hdf5::File::create(path("later.h5"));
        later.attributes("/").setText("format", "calolens-events");
        later.attributes("/").setInteger("version", 2);
        later.close();
        QVERIFY2(message("later.h5").contains("version 2"), qPrintable(message("later.h5")));
    }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "DamageTest.moc"
