// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "document/EventDocument.h"
#include "event/PredictionWriter.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace calolens;
using namespace calolens::test;

namespace {

constexpr int Draws = 3;

/// Energy that draw k predicts for cell i of an event.
float drawn(qint64 event, int k, std::size_t i) {
    return static_cast<float>(100 * (event + 1) + 10 * k) + static_cast<float>(i);
}

void addPrediction(const QString& path, const std::string& name) {
    const std::filesystem::path file(QFile::encodeName(path).toStdString());
    PredictionInfo info;
    info.name = name;
    info.model = "test";
    info.sampler = "heun";
    info.schedule = "karras";
    info.steps = 4;
    info.samples = Draws;
    const auto input = EventFile::open(file);
    PredictionWriter writer(file, file, info);
    for (qint64 event = 0; event < input->size(); ++event) {
        const std::size_t cells = input->read(event).hr().size();
        std::vector<float> energy;
        for (int k = 0; k < Draws; ++k)
            for (std::size_t i = 0; i < cells; ++i)
                energy.push_back(drawn(event, k, i));
        writer.write(event, energy);
    }
    writer.finish();
}

} // namespace

class TestEventDocument : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeSampleFile(path("five.h5"), 5);
        writeSampleFile(path("two.h5"), 2);
        writeSampleFile(path("real.h5"), 1, false);
        writeSampleFile(path("predicted.h5"), 2);
        addPrediction(path("predicted.h5"), "run1");
        QFile rubbish(path("rubbish.h5"));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("not an event file");
    }

    void opensAndReads() {
        EventDocument document;
        QSignalSpy changed(&document, &EventDocument::eventChanged);
        QSignalSpy busy(&document, &EventDocument::busyChanged);
        document.openFile(path("five.h5"), 3);
        QVERIFY(document.busy());
        QVERIFY(!document.comparison()); // it has not been read in this thread
        QVERIFY(changed.wait());
        QCOMPARE(document.currentEvent(), 3);
        QCOMPARE(document.eventCount(), 5);
        QCOMPARE(document.comparison()->source, std::string("five.h5"));
        QVERIFY(document.comparison()->predicted.empty());
        const Event expected = sampleEvent(3, 9);
        QCOMPARE(document.event()->lr().energy, expected.lr().energy);
        QVERIFY(!document.busy());
        QCOMPARE(busy.count(), 2);
    }

    void whatCannotBeOpenedChangesNothing_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("missing") << path("missing.h5");
        QTest::newRow("rubbish") << path("rubbish.h5");
        QTest::newRow("folder") << m_folder.path();
    }
    void whatCannotBeOpenedChangesNothing() {
        QFETCH(QString, file);
        EventDocument document;
        QSignalSpy changed(&document, &EventDocument::eventChanged);
        document.openFile(path("five.h5"), 2);
        QVERIFY(changed.wait());
        const auto before = document.comparison();
        QSignalSpy failed(&document, &EventDocument::failed);
        document.openFile(file);
        QVERIFY(failed.wait());
        QVERIFY(failed[0][0].toString().contains(QFileInfo(file).fileName()));
        QCOMPARE(document.comparison(), before);
        QCOMPARE(document.files().size(), std::size_t{1});
        QVERIFY(!document.busy());
    }

    void steppingFastShowsTheLast() {
        EventDocument document;
        QSignalSpy changed(&document, &EventDocument::eventChanged);
        document.openFile(path("five.h5"));
        QVERIFY(changed.wait());
        changed.clear();
        for (int i = 0; i < 9; ++i)
            document.stepEvent(1); // past the end
        document.stepEvent(-1);
        QTRY_COMPARE(document.currentEvent(), 3);
        // Those in between were asked for and overtaken: they were never shown.
        QCOMPARE(changed.count(), 1);
    }

    void severalFiles() {
        EventDocument document;
        QSignalSpy files(&document, &EventDocument::filesChanged);
        document.openFile(path("five.h5"));
        document.openFile(path("two.h5"), 1);
        document.openFile(path("five.h5"), 4); // again: still one entry
        QTRY_COMPARE(files.count(), 3);
        QTRY_COMPARE(document.currentEvent(), 4);
        QCOMPARE(document.files().size(), std::size_t{2});
        document.setCurrentFile(1);
        QTRY_COMPARE(document.eventCount(), 2);
        QTRY_COMPARE(document.currentEvent(), 0);
        QTRY_COMPARE(document.comparison()->source, std::string("two.h5"));
        document.closeCurrentFile();
        QTRY_COMPARE(document.comparison()->source, std::string("five.h5"));
        document.closeCurrentFile();
        QCOMPARE(document.currentFile(), -1);
        QVERIFY(!document.comparison());
        document.closeCurrentFile();
        document.stepEvent(1);
        QVERIFY(!document.busy());
    }

    void storedPredictions() {
        EventDocument document;
        QSignalSpy changed(&document, &EventDocument::eventChanged);
        QSignalSpy predicted(&document, &EventDocument::predictionChanged);
        document.openFile(path("predicted.h5"), 1);
        QVERIFY(changed.wait());
        const auto event = document.event();
        QCOMPARE(document.comparison()->predicted.size(), event->hr().size());
        QCOMPARE(document.comparison()->predicted[2], drawn(1, 1, 2)); // the mean of 0, 10, 20
        QVERIFY(QString::fromStdString(document.comparison()->predictedLabel)
                    .contains(QStringLiteral("mean")));
        QCOMPARE(document.comparison()->settings.sampler, std::string("heun"));

        document.choosePrediction({"run1", 2});
        QVERIFY(predicted.wait());
        QCOMPARE(document.comparison()->predicted[2], drawn(1, 2, 2));
        QCOMPARE(document.event(), event); // the event itself is not another one
        QCOMPARE(changed.count(), 1);
    }

    void newPredictionsGoAndStoredOnesComeBack() {
        EventDocument document;
        QSignalSpy changed(&document, &EventDocument::eventChanged);
        document.openFile(path("predicted.h5"));
        QVERIFY(changed.wait());
        const auto stored = document.comparison();
        const std::size_t cells = document.event()->hr().size();
        QSignalSpy predicted(&document, &EventDocument::predictionChanged);
        document.showPrediction(std::vector<float>(cells + 1, 5.0F), QStringLiteral("wrong"), {});
        QCOMPARE(predicted.count(), 0);
        document.showPrediction(std::vector<float>(cells, 5.0F), QStringLiteral("mine"), {});
        QCOMPARE(predicted.count(), 1);
        QCOMPARE(document.comparison()->predicted, std::vector<float>(cells, 5.0F));
        document.showStoredPrediction();
        QCOMPARE(document.comparison(), stored);
    }

    void realDataHasNoTruth() {
        EventDocument document;
        QSignalSpy changed(&document, &EventDocument::eventChanged);
        document.openFile(path("real.h5"));
        QVERIFY(changed.wait());
        QVERIFY(!document.event()->hasTruth());
        QVERIFY(document.event()->hr().size() > 0);
    }

    void canBeDestroyedAtAnyTime() {
        for (int i = 0; i < 20; ++i) {
            auto document = std::make_unique<EventDocument>();
            document->openFile(path("five.h5"));
            if (i % 2 == 1) {
                QSignalSpy changed(document.get(), &EventDocument::eventChanged);
                QVERIFY(changed.wait());
                for (int step = 0; step < 4; ++step)
                    document->stepEvent(1);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestEventDocument)
#include "TestEventDocument.moc"
