// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/PredictionWriter.h"
#include "SampleEvents.h"
#include "error/Error.h"
#include "event/EventFile.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace calolens;

namespace {
constexpr std::int64_t eventCount = 60;

PredictionInfo settings() {
    return {"heun-18", "model", "abc", "heun", "karras", 18, 35, 0xfedcba9876543210u, 4, "0.1.0"};
}

/// What the "model" of these tests predicts: different for each event, draw and cell.
std::vector<float> drawsOf(std::int64_t event, std::int64_t cells, int samples) {
    std::vector<float> draws;
    for (int s = 0; s < samples; ++s)
        for (std::int64_t i = 0; i < cells; ++i)
            draws.push_back(static_cast<float>(event) + 0.25F * static_cast<float>(s) +
                            0.001F * static_cast<float>(i));
    return draws;
}

void predict(PredictionWriter& writer, const EventFile& events, std::int64_t first,
             std::int64_t last, int samples = 4) {
    for (std::int64_t i = first; i < last; ++i)
        writer.write(i, drawsOf(i, events.summary(i).hrCells, samples));
}

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
} // namespace

class PredictionWriterTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    [[nodiscard]] std::size_t fileCount() const {
        const auto files = std::filesystem::directory_iterator(m_folder->path().toStdString());
        return static_cast<std::size_t>(std::distance(begin(files), end(files)));
    }
    /// Number of events of the prediction that are right; fails on one that is wrong.
    static int predictedEvents(const EventFile& file, const std::string& name, int samples = 4) {
        int count = 0;
        for (std::int64_t i = 0; i < file.size(); ++i) {
            const auto prediction = file.prediction(name, i);
            if (!prediction)
                continue;
            if (prediction->energy != drawsOf(i, file.summary(i).hrCells, samples))
                return -1;
            ++count;
        }
        return count;
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        sample::writeEvents(path("in.h5"), eventCount);
    }

    void givesBackDrawsAndSettings() {
        const auto events = EventFile::open(path("in.h5"));
        PredictionWriter writer(path("in.h5"), path("out.h5"), settings());
        predict(writer, *events, 0, eventCount);
        QVERIFY(!std::filesystem::exists(path("out.h5"))); // not before it is whole
        writer.finish();
        const auto out = EventFile::open(path("out.h5"));
        QCOMPARE(predictedEvents(*out, "heun-18"), static_cast<int>(eventCount));
        QCOMPARE(out->predictions().size(), std::size_t{1});
        const PredictionInfo info = out->predictions().front();
        QCOMPARE(info.name, settings().name);
        QCOMPARE(info.model, settings().model);
        QCOMPARE(info.modelChecksum, settings().modelChecksum);
        QCOMPARE(info.sampler, settings().sampler);
        QCOMPARE(info.schedule, settings().schedule);
        QCOMPARE(info.steps, settings().steps);
        QCOMPARE(info.evaluations, settings().evaluations);
        QCOMPARE(info.seed, settings().seed);
        QCOMPARE(info.samples, settings().samples);
        QCOMPARE(info.programVersion, settings().programVersion);
        QVERIFY(!out->prediction("other", 0));
        QCOMPARE(fileCount(), std::size_t{2}); // nothing left lying about
        QVERIFY(bytesOf(path("in.h5")).size() < bytesOf(path("out.h5")).size());
    }

    void stoppedHalfWayAndResumed_data() {
        QTest::addColumn<QString>("output");
        QTest::newRow("another file") << "out.h5";
        QTest::newRow("the file itself") << "in.h5";
    }
    void stoppedHalfWayAndResumed() {
        QFETCH(QString, output);
        const auto out = path(output.toUtf8().constData());
        const auto events = EventFile::open(path("in.h5"));
        {
            PredictionWriter writer(path("in.h5"), out, settings());
            predict(writer, *events, 10, 30);
            writer.finish(); // as after Ctrl-C
        }
        const auto half = EventFile::open(out);
        QVERIFY(!half->prediction("heun-18", 9));
        QVERIFY(half->prediction("heun-18", 10));
        PredictionWriter writer(path("in.h5"), out, settings());
        for (std::int64_t i = 0; i < eventCount; ++i)
            QCOMPARE(writer.isPredicted(i), (i >= 10 && i < 30) || events->summary(i).hrCells == 0);
        predict(writer, *events, 0, 10);
        predict(writer, *events, 30, eventCount);
        writer.finish();
        QCOMPARE(predictedEvents(*EventFile::open(out), "heun-18"), static_cast<int>(eventCount));
    }

    void killedAtAnyMomentNothingIsLost_data() {
        QTest::addColumn<QString>("output");
        QTest::newRow("another file") << "out.h5";
        QTest::newRow("the file itself") << "in.h5";
    }
    void killedAtAnyMomentNothingIsLost() {
        QFETCH(QString, output);
        const auto out = path(output.toUtf8().constData());
        const std::string before = bytesOf(path("in.h5"));
        const pid_t child = fork();
        if (child == 0) {
            PredictionWriter writer(path("in.h5"), out, settings());
            predict(writer, *EventFile::open(path("in.h5")), 0, 40);
            std::raise(SIGKILL);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        QVERIFY(bytesOf(path("in.h5")) == before);
        const auto events = EventFile::open(path("in.h5"));
        PredictionWriter writer(path("in.h5"), out, settings());
        for (std::int64_t i = 0; i < eventCount; ++i)
            QCOMPARE(writer.isPredicted(i), i < 40 || events->summary(i).hrCells == 0);
        predict(writer, *events, 40, eventCount);
        writer.finish();
        QCOMPARE(predictedEvents(*EventFile::open(out), "heun-18"), static_cast<int>(eventCount));
    }

    void leftBehindByOtherSettingsIsNotMixedIn() {
        const auto events = EventFile::open(path("in.h5"));
        {
            PredictionWriter writer(path("in.h5"), path("out.h5"), settings());
            predict(writer, *events, 0, 40);
        } // not finished
        PredictionInfo other = settings();
        other.seed = 2;
        const PredictionWriter writer(path("in.h5"), path("out.h5"), other);
        for (std::int64_t i = 0; i < eventCount; ++i)
            QCOMPARE(writer.isPredicted(i), events->summary(i).hrCells == 0);
    }

    void tornDrawsDoNotCount() {
        const auto events = EventFile::open(path("in.h5"));
        std::int64_t event = 0;
        while (events->summary(event).hrCells == 0)
            ++event;
        {
            PredictionWriter writer(path("in.h5"), path("out.h5"), settings());
            predict(writer, *events, event, event + 1);
        }
        const auto part = path("out.h5.heun-18.part");
        std::string bytes = bytesOf(part);
        bytes[bytes.size() - 2] = static_cast<char>(bytes[bytes.size() - 2] ^ 0x40);
        std::ofstream(part, std::ios::binary) << bytes;
        const PredictionWriter writer(path("in.h5"), path("out.h5"), settings());
        QVERIFY(!writer.isPredicted(event));
    }

    void otherSettingsUnderTheSameNameAreRefused() {
        PredictionWriter(path("in.h5"), path("out.h5"), settings()).finish();
        const std::string before = bytesOf(path("out.h5"));
        PredictionInfo other = settings();
        other.steps = 40;
        try {
            const PredictionWriter writer(path("in.h5"), path("out.h5"), other);
            QFAIL("was accepted");
        } catch (const FileError& error) {
            const std::string text = error.what();
            QVERIFY2(text.find("steps 18 instead of 40") != std::string::npos, text.c_str());
            QVERIFY2(text.find("out.h5, dataset /predictions/heun-18") != std::string::npos,
                     text.c_str());
        }
        QVERIFY(bytesOf(path("out.h5")) == before);
    }

    void aFileOfOtherEventsIsNotReplaced() {
        sample::writeEvents(path("out.h5"), eventCount - 1);
        const std::string before = bytesOf(path("out.h5"));
        QVERIFY_EXCEPTION_THROWN(PredictionWriter(path("in.h5"), path("out.h5"), settings()),
                                 FileError);
        QVERIFY(bytesOf(path("out.h5")) == before);
    }

    void otherPredictionsInTheOutputAreKept() {
        const auto events = EventFile::open(path("in.h5"));
        for (const char* name : {"one", "two"}) {
            PredictionInfo info = settings();
            info.name = name;
            PredictionWriter writer(path("in.h5"), path("out.h5"), info);
            predict(writer, *events, 0, eventCount);
            writer.finish();
        }
        const auto out = EventFile::open(path("out.h5"));
        QCOMPARE(predictedEvents(*out, "one"), static_cast<int>(eventCount));
        QCOMPARE(predictedEvents(*out, "two"), static_cast<int>(eventCount));
    }

    void resumingOftenDoesNotLetTheFileGrow() {
        const auto events = EventFile::open(path("in.h5"));
        std::uintmax_t first = 0;
        for (int i = 0; i < 10; ++i) {
            PredictionWriter writer(path("in.h5"), path("in.h5"), settings());
            predict(writer, *events, 0, eventCount);
            writer.finish();
            const auto size = std::filesystem::file_size(path("in.h5"));
            first = i == 0 ? size : first;
            QVERIFY2(size <= first + first / 5, qPrintable(QString::number(size)));
        }
    }

    void twoWritersOfOnePredictionAreRefused() {
        const PredictionWriter writer(path("in.h5"), path("out.h5"), settings());
        QVERIFY_EXCEPTION_THROWN(PredictionWriter(path("in.h5"), path("out.h5"), settings()),
                                 FileError);
    }

    void manyDraws() {
        PredictionInfo info = settings();
        info.samples = 1000; // more rows than fit in one chunk
        const auto events = EventFile::open(path("in.h5"));
        PredictionWriter writer(path("in.h5"), path("out.h5"), info);
        predict(writer, *events, 0, eventCount, info.samples);
        writer.finish();
        QCOMPARE(predictedEvents(*EventFile::open(path("out.h5")), "heun-18", info.samples),
                 static_cast<int>(eventCount));
    }

    void senselessInputIsWrongUsage() {
        PredictionInfo info = settings();
        for (const char* name : {"", "a/b", "..", "a b"}) {
            info.name = name;
            QVERIFY_EXCEPTION_THROWN(PredictionWriter(path("in.h5"), path("out.h5"), info),
                                     UsageError);
        }
        info = settings();
        info.samples = 0;
        QVERIFY_EXCEPTION_THROWN(PredictionWriter(path("in.h5"), path("out.h5"), info), UsageError);
        PredictionWriter writer(path("in.h5"), path("out.h5"), settings());
        QVERIFY_EXCEPTION_THROWN(writer.write(0, std::vector<float>(7)), UsageError);
        QVERIFY_EXCEPTION_THROWN(writer.write(eventCount, {}), UsageError);
    }
};

QTEST_GUILESS_MAIN(PredictionWriterTest)
#include "PredictionWriterTest.moc"
