// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/EventFile.h"
#include "SampleEvents.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "event/EventWriter.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace calolens;

namespace {
bool same(const CellSet& a, const CellSet& b) {
    return a.layer == b.layer && a.ieta == b.ieta && a.iphi == b.iphi && a.energy == b.energy &&
           a.parent == b.parent;
}
bool same(const std::vector<Particle>& a, const std::vector<Particle>& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const Particle& p, const Particle& q) {
            return p.pdg == q.pdg && p.energy == q.energy && p.eta == q.eta && p.phi == q.phi;
        });
}
bool same(const Event& a, const Event& b) {
    return a.number == b.number && same(a.particles, b.particles) && a.levels.size() == 2 &&
           b.levels.size() == 2 && same(a.levels[0], b.levels[0]) &&
           same(a.levels[1], b.levels[1]) && *a.readout == *b.readout;
}
} // namespace

class EventFileTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private Q_SLOTS:
    void givesBackWhatWasWritten() {
        // More than a chunk of cells, so that the seams between chunks are crossed.
        const std::int64_t count = 400;
        sample::writeEvents(path("events.h5"), count);
        const auto file = EventFile::open(path("events.h5"));
        QCOMPARE(file->size(), count);
        QVERIFY(file->hasTruth());
        QVERIFY(*file->readout() == sample::readout());
        QCOMPARE(file->provenance(), std::string(R"({"made by": "a test"})"));
        QVERIFY(file->predictions().empty());
        const auto readout = std::make_shared<const Readout>(sample::readout());
        for (const std::int64_t step : {1, 7}) // forwards, then jumping about
            for (std::int64_t i = 0; i < count; ++i) {
                const std::int64_t number = i * step % count;
                const Event expected = sample::event(readout, number);
                QVERIFY(same(file->read(number), expected));
                const EventSummary summary = file->summary(number);
                QCOMPARE(summary.number, number);
                QCOMPARE(summary.particles, static_cast<int>(expected.particles.size()));
                QCOMPARE(summary.lrCells, std::ssize(expected.lr().layer));
                QCOMPARE(summary.hrCells, std::ssize(expected.hr().layer));
            }
    }

    void realDataHaveNoTruth() {
        sample::writeEvents(path("real.h5"), 5, false);
        const auto file = EventFile::open(path("real.h5"));
        QVERIFY(!file->hasTruth());
        for (std::int64_t i = 0; i < 5; ++i) {
            const Event event = file->read(i);
            QVERIFY(event.hr().energy.empty());
            QVERIFY(!event.hasTruth());
            QCOMPARE(event.hr().size(), 4 * event.lr().size());
        }
    }

    void noEventsAtAll() {
        sample::writeEvents(path("none.h5"), 0);
        const auto file = EventFile::open(path("none.h5"));
        QCOMPARE(file->size(), 0);
        QVERIFY_EXCEPTION_THROWN((void)file->read(0), UsageError);
    }

    void outOfRangeIsWrongUsage() {
        sample::writeEvents(path("three.h5"), 3);
        const auto file = EventFile::open(path("three.h5"));
        for (const std::int64_t event : {std::int64_t{-1}, std::int64_t{3}, INT64_MAX, INT64_MIN}) {
            QVERIFY_EXCEPTION_THROWN((void)file->read(event), UsageError);
            QVERIFY_EXCEPTION_THROWN((void)file->summary(event), UsageError);
            QVERIFY_EXCEPTION_THROWN((void)file->prediction("x", event), UsageError);
        }
    }

    void severalThreadsReadOneFile() {
        sample::writeEvents(path("shared.h5"), 100);
        const auto file = EventFile::open(path("shared.h5"));
        const auto readout = std::make_shared<const Readout>(sample::readout());
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                const auto own = EventFile::open(path("shared.h5"));
                for (std::int64_t i = 0; i < 100; ++i) {
                    const std::int64_t number = (i * (2 * t + 1)) % 100;
                    const auto& source = i % 2 ? *own : *file;
                    if (!same(source.read(number), sample::event(readout, number)))
                        ++wrong;
                }
            });
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }

    void depositsGiveBackWhatWasWritten() {
        sample::writeDeposits(path("deposits.h5"), 300);
        const auto file = DepositsFile::open(path("deposits.h5"));
        QCOMPARE(file->size(), 300);
        QVERIFY(file->detector() == Detector::cocoa());
        QVERIFY(file->granularity() == sample::depositsGrid());
        for (std::int64_t i = 299; i >= 0; --i) {
            const DepositEvent expected = sample::deposits(i), found = file->read(i);
            QCOMPARE(found.number, i);
            QVERIFY(same(found.particles, expected.particles));
            QVERIFY(same(found.cells, expected.cells));
            QCOMPARE(found.mainParticle, expected.mainParticle);
        }
    }

    void sameContentGivesSameBytes() {
        sample::writeEvents(path("a.h5"), 20);
        sample::writeEvents(path("b.h5"), 20);
        QFile a(QString::fromStdString(path("a.h5").string()));
        QFile b(QString::fromStdString(path("b.h5").string()));
        QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
        QVERIFY(a.readAll() == b.readAll());
    }
};

QTEST_GUILESS_MAIN(EventFileTest)
#include "EventFileTest.moc"
