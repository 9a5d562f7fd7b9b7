// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/FileCheckJob.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "synthetic/SyntheticEvent.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int events = 12, skipped = 5;
} // namespace

class FileCheckJobTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// A file of events whose draws are their truth twice over; one of them was not predicted.
    void initTestCase() {
        const auto path = std::filesystem::path(m_dir.path().toStdString()) / "events.h5";
        EventWriter writer(path, *syntheticReadout(), "{}");
        for (int i = 0; i < events; ++i)
            writer.append(*syntheticEvent({{8000.0 + 1000 * i, 0.1, 1.0}},
                                          static_cast<std::uint64_t>(i + 1)));
        writer.finish();
        m_job.source.prediction = syntheticComparison(syntheticEvent()).settings;
        m_job.source.prediction->samples = 2;
        PredictionWriter predictions(path, path, *m_job.source.prediction);
        const auto file = EventFile::open(path);
        for (int i = 0; i < events; ++i)
            if (i != skipped) {
                std::vector<float> draws = file->read(i).hr().energy;
                const std::vector<float> once = draws;
                draws.insert(draws.end(), once.begin(), once.end());
                predictions.write(i, draws);
            }
        predictions.finish();
        m_job.file = EventFile::open(path);
        m_job.last = events;
    }

    void eventsThatWereNotPredictedAreLeftOut() {
        const auto report = run(m_job);
        QCOMPARE(report->events.size(), std::size_t(events - 1));
        QVERIFY(std::none_of(report->events.begin(), report->events.end(),
                             [](const CheckedEvent& e) { return e.event == skipped; }));
    }

    /// The work must not grow with the square of the file.
    void noMoreThanSoManyAreComparedWith() {
        FileCheckJob job = m_job;
        job.neighbours = 3;
        std::int64_t calls = 0;
        const auto report = run(job, [&](std::int64_t done, std::int64_t of) {
            return done == calls++ && of == events + 3;
        });
        QVERIFY(report.has_value());
        QCOMPARE(calls, std::int64_t(events + 3));
        job.neighbours = 0;
        const auto alone = run(job, [](std::int64_t, std::int64_t of) { return of == events; });
        QVERIFY(alone.has_value());
        for (const EventCheckSummary& summary : alone->eventChecks)
            if (summary.info.id == "nearest-event")
                QVERIFY(!summary.mean); // grey: nothing to compare with
    }

    void drawsArePreparedFirst() {
        FileCheckJob job = m_job;
        int prepared = 0;
        job.prepare = [&](const Event&, const Prediction& draws) {
            ++prepared;
            Prediction nothing = draws;
            std::fill(nothing.energy.begin(), nothing.energy.end(), 0.0F);
            return nothing;
        };
        const auto report = run(job);
        QCOMPARE(prepared, events - 1);
        for (const CheckedEvent& event : report->events)
            QVERIFY(*event.error > 1000); // all energy is missing
    }

    void itCanBeGivenUp() {
        QVERIFY(!run(m_job, [](std::int64_t done, std::int64_t) { return done < 2; }));
        QVERIFY(!run(m_job, [](std::int64_t done, std::int64_t) { return done < events + 2; }));
    }

private:
    static std::optional<FileCheckReport> run(
        const FileCheckJob& job,
        const CheckProgress& progress = [](std::int64_t, std::int64_t) { return true; }) {
        return checkFile(job, progress);
    }

    QTemporaryDir m_dir;
    FileCheckJob m_job;
};

QTEST_APPLESS_MAIN(FileCheckJobTest)
#include "FileCheckJobTest.moc"
