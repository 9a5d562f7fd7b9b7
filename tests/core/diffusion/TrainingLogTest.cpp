// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/TrainingLog.h"
#include "error/Error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;

class TrainingLogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_file.setFileName(m_dir.filePath("model.log")); }
    void cleanup() {
        m_file.close();
        m_file.remove();
    }
    void linesAreReadOnceTheyHaveEnded();
    void stepsTakenAgainReplaceTheEarlierOnes();
    void aLogBegunAnewIsReadFromItsStart();
    void otherFilesAreRefused_data();
    void otherFilesAreRefused();

private:
    void write(const QByteArray& text, QIODevice::OpenMode mode = QIODevice::Append) {
        m_file.close();
        QVERIFY(m_file.open(QIODevice::WriteOnly | mode));
        m_file.write(text);
        m_file.flush();
    }
    static QByteArray line(int step, double loss) {
        return QByteArray("{\"step\":") + QByteArray::number(step) +
               ",\"loss\":" + QByteArray::number(loss) + ",\"learning_rate\":0.5,\"events\":64}\n";
    }
    [[nodiscard]] TrainingLogReader reader() const {
        return TrainingLogReader(m_file.fileName().toStdString());
    }
    QTemporaryDir m_dir;
    QFile m_file;
};

void TrainingLogTest::linesAreReadOnceTheyHaveEnded() {
    write({});
    TrainingLogReader log = reader();
    QVERIFY(!log.update());
    QVERIFY(log.log().empty());
    write(line(1, 0.9) + R"({"step":2,"loss":0.8,"chooser)");
    QVERIFY(log.update());
    QCOMPARE(log.log().loss, (TrainingLog::Curve{{1, 0.9}}));
    QVERIFY(!log.update());
    write(R"(_loss":0.7,"learning_rate":0.25,"events":64})" + QByteArray("\n"));
    write(R"({"step":3,"loss":null,"learning_rate":0.25,"events":64})" + QByteArray("\n")); // NaN
    QVERIFY(log.update());
    QCOMPARE(log.log().loss, (TrainingLog::Curve{{1, 0.9}, {2, 0.8}}));
    QCOMPARE(log.log().chooserLoss, (TrainingLog::Curve{{2, 0.7}}));
    QCOMPARE(log.log().learningRate, 0.25);
    write(R"({"estimator_step":4,"loss":1.5,"chooser_loss":1.4,"chooser_energy_ratio":0.5})" +
          QByteArray("\n"));
    QVERIFY(log.update());
    QCOMPARE(log.log().estimatorLoss, (TrainingLog::Curve{{4, 1.5}}));
    QCOMPARE(log.log().estimatorChooserLoss, (TrainingLog::Curve{{4, 1.4}}));
    QCOMPARE(log.log().estimatorEnergyRatio, (TrainingLog::Curve{{4, 0.5}}));
    QCOMPARE(log.log().loss.size(), std::size_t(2));
}

void TrainingLogTest::stepsTakenAgainReplaceTheEarlierOnes() {
    QByteArray text;
    for (int step = 1; step <= 8; ++step)
        text += line(step, step);
    write(text + line(6, 66) + line(7, 77)); // a checkpoint at 5, and stopped after 8
    TrainingLogReader log = reader();
    QVERIFY(log.update());
    QCOMPARE(log.log().loss,
             (TrainingLog::Curve{{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 66}, {7, 77}}));
}

void TrainingLogTest::aLogBegunAnewIsReadFromItsStart() {
    write(line(1, 1) + line(2, 2));
    TrainingLogReader log = reader();
    QVERIFY(log.update());
    write(line(1, 5), QIODevice::Truncate);
    QVERIFY(log.update());
    QCOMPARE(log.log().loss, (TrainingLog::Curve{{1, 5}}));
}

void TrainingLogTest::otherFilesAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("words") << QByteArray("hello\n");
    QTest::newRow("other JSON") << QByteArray("{\"event\":1}\n");
    QTest::newRow("a list") << QByteArray("[1,2]\n");
    QTest::newRow("a name for a step") << QByteArray("{\"step\":\"one\"}\n");
    QTest::newRow("damaged later") << line(1, 1) + "{\"step\":2,\n";
}

void TrainingLogTest::otherFilesAreRefused() {
    QFETCH(QByteArray, text);
    write(text);
    TrainingLogReader log = reader();
    try {
        log.update();
        QFAIL("it was read");
    } catch (const FileError& error) {
        QVERIFY(QString::fromUtf8(error.what()).contains("model.log"));
        QVERIFY(QString::fromUtf8(error.what()).contains("line"));
    }
    TrainingLogReader none(m_dir.filePath("nowhere.log").toStdString());
    QVERIFY_EXCEPTION_THROWN(none.update(), FileError);
}

QTEST_APPLESS_MAIN(TrainingLogTest)
#include "TrainingLogTest.moc"
