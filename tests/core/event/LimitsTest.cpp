// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "error/Error.h"
#include "event/EventFile.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "random/RandomStream.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace calolens;

namespace {
/// Bytes that this process has asked the system to read so far.
std::int64_t bytesRead() {
    std::ifstream io("/proc/self/io");
    std::string key;
    std::int64_t value = -1;
    while (io >> key >> value)
        if (key == "rchar:")
            return value;
    return -1;
}

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Runs a task in a child whose files may not grow beyond a limit: a disk that is full.
/// @returns what the task returns
int onAFullDisk(rlim_t limit, const std::function<int()>& task) {
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN); // writing fails instead
        const rlimit sizes{limit, limit};
        setrlimit(RLIMIT_FSIZE, &sizes);
        int result = 100;
        try {
            result = task();
        } catch (const std::exception& error) {
            std::fputs(error.what(), stderr);
        }
        std::exit(result); // what a library does at the end counts too
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
} // namespace

/// What happens with very long files, and when a file cannot be written to its end.
class LimitsTest : public QObject {
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

    /// Many events, most of them empty.
    void writeManyEvents(const char* name, std::int64_t count) const {
        const auto readout = std::make_shared<const Readout>(sample::readout());
        Event empty;
        empty.readout = readout;
        empty.levels.resize(2);
        Event small = empty;
        small.particles = {{11, 5e4F, 0, 0}};
        small.levels[0].append({1, 3, 4}, 100);
        for (int k = 0; k < 4; ++k) {
            small.levels[1].append(childOf({1, 3, 4}, 2, k), 20);
            small.levels[1].parent.push_back(0);
        }
        EventWriter writer(path(name), *readout, "{}");
        for (std::int64_t i = 0; i < count; ++i)
            writer.append(i % 16 == 0 ? small : empty);
        writer.finish();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void openingDoesNotGrowWithTheNumberOfEvents() {
        writeManyEvents("small.h5", 100);
        writeManyEvents("large.h5", 1'000'000);
        (void)EventFile::open(path("small.h5")); // whatever the library sets up once
        struct Cost {
            std::int64_t read = 0, memory = 0;
        };
        const auto cost = [&](const char* name) {
            const auto memory = static_cast<std::int64_t>(mallinfo2().uordblks);
            const std::int64_t before = bytesRead();
            const auto file = EventFile::open(path(name));
            return Cost{bytesRead() - before,
                        static_cast<std::int64_t>(mallinfo2().uordblks) - memory};
        };
        const Cost small = cost("small.h5"), large = cost("large.h5");
        qInfo("opening reads %lld bytes of 100 events and %lld of a million",
              static_cast<long long>(small.read), static_cast<long long>(large.read));
        QVERIFY(small.read > 0);
        QVERIFY2(large.read < small.read + 65536, qPrintable(QString::number(large.read)));
        QVERIFY2(large.memory < small.memory + 1'000'000,
                 qPrintable(QString::number(large.memory - small.memory)));
        const auto file = EventFile::open(path("large.h5"));
        QCOMPARE(file->size(), 1'000'000);
        QCOMPARE(file->read(999'984).hr().size(), std::size_t{4});
        QCOMPARE(file->summary(999'999).hrCells, 0);
    }

    void anUnfinishedFileDoesNotAppear() {
        std::ofstream(path("events.h5")) << "what was there before";
        {
            EventWriter writer(path("events.h5"), sample::readout(), "{}");
            writer.append(sample::event(std::make_shared<const Readout>(sample::readout()), 1));
            QVERIFY(std::filesystem::exists(path("events.h5.part")));
        }
        QCOMPARE(bytesOf(path("events.h5")), std::string("what was there before"));
        QCOMPARE(fileCount(), std::size_t{1});
    }

    void twoWritersOfOneFileAreRefused() {
        const EventWriter writer(path("events.h5"), sample::readout(), "{}");
        QVERIFY_EXCEPTION_THROWN(EventWriter(path("events.h5"), sample::readout(), "{}"),
                                 FileError);
    }

    void eventsThatBreakTheRulesAreNotWritten() {
        const auto readout = std::make_shared<const Readout>(sample::readout());
        Event event = sample::event(readout, 5);
        QVERIFY(event.lr().size() > 1);
        EventWriter writer(path("events.h5"), *readout, "{}");
        for (const auto& damage : std::vector<std::function<void(Event&)>>{
                 [](Event& e) { e.levels[0].energy[0] = NAN; },
                 [](Event& e) { e.levels[1].energy[0] = -1; },
                 [](Event& e) { e.levels[1].parent[0] = 1; },
                 [](Event& e) { e.levels[1].iphi[2] = 0; },
                 [](Event& e) { e.levels[0].ieta[0] = 128; },
                 [](Event& e) { e.levels[0].energy.pop_back(); },
                 [](Event& e) { e.levels[1].parent.pop_back(); },
                 [](Event& e) { e.levels.pop_back(); },
                 [](Event& e) {
                     e.particles.push_back({11, NAN, 0, 0});
                 }}) {
            Event damaged = event;
            damage(damaged);
            QVERIFY_EXCEPTION_THROWN(writer.append(damaged), FileError);
        }
        writer.append(event); // and the file is none the worse for it
        writer.finish();
        QCOMPARE(EventFile::open(path("events.h5"))->read(0).hr().energy, event.hr().energy);
    }

    void aFullDiskIsSaidAndLeavesNothing() {
        const int result = onAFullDisk(100'000, [&] {
            const auto readout = std::make_shared<const Readout>(sample::readout());
            try {
                EventWriter writer(path("events.h5"), *readout, "{}");
                for (std::int64_t i = 0; i < 20000; ++i)
                    writer.append(sample::event(readout, i));
                writer.finish();
                return 1; // it all fitted
            } catch (const FileError& error) {
                const std::string text = error.what();
                return text.find("events.h5") != std::string::npos &&
                               text.find("larger than the system allows") != std::string::npos
                           ? 0
                           : 2;
            }
        });
        QCOMPARE(result, 0);
        QCOMPARE(fileCount(), std::size_t{0});
    }

    void aFullDiskCostsNoPrediction_data() {
        QTest::addColumn<bool>("drawsFit");
        QTest::newRow("while predicting") << false;
        QTest::newRow("while finishing") << true;
    }
    void aFullDiskCostsNoPrediction() {
        QFETCH(bool, drawsFit);
        sample::writeEvents(path("events.h5"), 150);
        const std::string before = bytesOf(path("events.h5"));
        const PredictionInfo info{"p", "m", "", "heun", "karras", 1, 1, 1, 2, "0"};
        const auto predict = [&] {
            const auto file = EventFile::open(path("events.h5"));
            PredictionWriter writer(path("events.h5"), path("events.h5"), info);
            RandomStream random(1, RandomPurpose::Test);
            int kept = 0;
            for (std::int64_t i = 0; i < file->size(); ++i) {
                std::vector<float> draws(static_cast<std::size_t>(2 * file->summary(i).hrCells));
                random.fillNormal(draws); // does not compress
                if (!writer.isPredicted(i))
                    writer.write(i, draws);
                else
                    kept += draws.empty() ? 0 : 1;
            }
            writer.finish();
            return kept;
        };
        // Room for the draws of two samples and what goes with them, not for the file with them.
        const std::int64_t room = EventFile::open(path("events.h5"))->cellCount(1) * 8 + 16384;
        const int result = onAFullDisk(static_cast<rlim_t>(drawsFit ? room : room / 3), [&] {
            try {
                predict();
                return 1;
            } catch (const FileError&) {
                return 0;
            }
        });
        QCOMPARE(result, 0);
        QVERIFY(bytesOf(path("events.h5")) == before);
        QVERIFY(predict() > 0); // goes on where it stopped
        QVERIFY(EventFile::open(path("events.h5"))->prediction("p", 149));
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "LimitsTest.moc"
