// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzChild.h"
#include "Mutations.h"
#include "SampleEvents.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "event/EventFile.h"
#include "event/FileFormat.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <optional>

using namespace calolens;

namespace {
constexpr int defaultMutations = 400;
constexpr std::int64_t maxEvents = 300; ///< read per file, whatever it declares
/// A chunk may have 64 MB, and is held compressed and as it was; the rest is small.
#if defined(__SANITIZE_THREAD__)
constexpr std::int64_t sanitizerFactor = 6; ///< of its records about each byte
#else
constexpr std::int64_t sanitizerFactor = 1;
#endif
constexpr std::int64_t maxMemoryBytes = sanitizerFactor * (std::int64_t{512} << 20);

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<int> environmentNumber(const char* name) {
    bool ok = false;
    const int value = qEnvironmentVariableIntValue(name, &ok);
    return ok ? std::optional(value) : std::nullopt;
}

void readEvents(const std::filesystem::path& path) {
    const auto file = EventFile::open(path);
    const auto predictions = file->predictions();
    for (std::int64_t i = 0; i < std::min(file->size(), maxEvents); ++i) {
        try {
            (void)file->summary(i);
            const Event event = file->read(i);
            for (const PredictionInfo& info : predictions)
                (void)file->prediction(info.name, event.number);
        } catch (const FileError&) {
            continue; // others may be intact
        }
    }
}

void readDeposits(const std::filesystem::path& path) {
    const auto file = DepositsFile::open(path);
    for (std::int64_t i = 0; i < std::min(file->size(), maxEvents); ++i) {
        try {
            (void)file->read(i);
        } catch (const FileError&) {
            continue;
        }
    }
}

/// Reads everything. Only FileError and UsageError may come out, and they end here.
void readAll(const std::filesystem::path& path) {
    try {
        if (detectFormat(path) == FileFormat::Events)
            readEvents(path);
        else
            readDeposits(path);
    } catch (const FileError&) {
    } catch (const UsageError&) {
    }
}
} // namespace

/// Damages files in thousands of ways and reads what is left of them.
/// CALOLENS_FUZZ_MUTATIONS: how many ways; CALOLENS_FUZZ_FIRST: the first one, to repeat one.
class FuzzTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::vector<std::filesystem::path> m_bases;

    [[nodiscard]] std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    /// Way number k to damage one of the files: the same on every machine.
    std::filesystem::path damaged(std::int64_t k) const {
        RandomStream random(7, RandomPurpose::Test, static_cast<std::uint64_t>(k));
        const auto& base = m_bases[static_cast<std::size_t>(k) % m_bases.size()];
        const auto target = path("damaged.h5");
        std::string bytes = bytesOf(base);
        const bool content = random.below(3) == 0;
        if (!content)
            mutation::damageBytes(bytes, random);
        std::ofstream(target, std::ios::binary | std::ios::trunc) << bytes;
        if (content)
            mutation::damageContent(target, random);
        return target;
    }

private Q_SLOTS:
    void initTestCase() {
        sample::writeEvents(path("events.h5"), 10);
        sample::writeEvents(path("predicted.h5"), 6);
        sample::addPrediction(path("predicted.h5"), "p");
        sample::writeDeposits(path("deposits.h5"), 10);
        const std::filesystem::path fixtures = CALOLENS_FIXTURES;
        m_bases = {path("events.h5"), path("predicted.h5"), path("deposits.h5"),
                   fixtures / "foreign_events.h5", fixtures / "foreign_deposits.h5"};
    }

    void intactFilesAreRead() {
        for (const auto& base : m_bases) {
            if (detectFormat(base) == FileFormat::Events)
                readEvents(base);
            else
                readDeposits(base);
        }
    }

    void damagedFilesAreRefusedOrRead() {
        const int count = environmentNumber("CALOLENS_FUZZ_MUTATIONS").value_or(defaultMutations);
        const int first = environmentNumber("CALOLENS_FUZZ_FIRST").value_or(0);
        const fuzz::Report report = fuzz::runInChildren(
            first, first + count, [this](std::int64_t k) { readAll(damaged(k)); });
        for (const fuzz::Failure& failure : report.failures)
            qWarning("mutation %lld of %s: %s", static_cast<long long>(failure.number),
                     m_bases[static_cast<std::size_t>(failure.number) % m_bases.size()]
                         .filename()
                         .c_str(),
                     failure.text.c_str());
        qInfo("%lld damaged files, at most %lld MB of memory, %lld failures, %lld of them inside "
              "the HDF5 library",
              static_cast<long long>(report.done),
              static_cast<long long>(report.maxResidentBytes >> 20),
              static_cast<long long>(report.failures.size()),
              static_cast<long long>(report.inLibrary()));
        QCOMPARE(report.done, static_cast<std::int64_t>(count));
        QCOMPARE(report.failures.size(), std::size_t{0});
        QVERIFY(report.maxResidentBytes < maxMemoryBytes);
    }
};

int main(int argc, char** argv) {
    qputenv("QTEST_FUNCTION_TIMEOUT", "100000000"); // as many mutations as asked for
    FuzzTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "FuzzTest.moc"
