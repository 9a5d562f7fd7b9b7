// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens::test;

/// The program as a user starts it from a shell.
class TestCalolens : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    struct Outcome {
        int code = -1;
        QString output, errors;
    };
    static Outcome start(const QStringList& arguments, const QStringList& unset = {},
                         const QString& platform = {}) {
        constexpr int PatienceMs = 180000;
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString& name : unset)
            environment.remove(name);
        if (!platform.isEmpty())
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(CALOLENS_PROGRAM), arguments);
        if (!process.waitForFinished(PatienceMs) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    static QStringList words(const char* text) {
        return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void initTestCase() {
        writeSampleFile(path("a.h5"), 5);
        QFile rubbish(path("rubbish.h5"));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("rubbish");
    }

    void helpNeedsNoDisplay() {
        const Outcome outcome = start(words("--help"), words("DISPLAY WAYLAND_DISPLAY"));
        QCOMPARE(outcome.code, 0);
        for (const char* option :
             {"--event", "--model", "--sampler", "--schedule", "--steps", "--seed", "--run",
              "--screenshot", "--export", "--exit", "--size", "--theme"})
            QVERIFY2(outcome.output.contains(QString::fromLatin1(option)), option);
    }

    void wrongUsage_data() {
        QTest::addColumn<QString>("arguments");
        for (const char* arguments : {"--no-such-option", "--event -1", "--steps 0", "--steps x",
                                      "--sampler magic", "--schedule magic", "--size 100",
                                      "--size 12x", "--theme purple", "--screenshot picture.gif"})
            QTest::newRow(arguments) << QString::fromLatin1(arguments);
    }
    void wrongUsage() {
        QFETCH(QString, arguments);
        const Outcome outcome = start(arguments.split(QLatin1Char(' ')));
        QCOMPARE(outcome.code, 2);
        QVERIFY(!outcome.errors.isEmpty());
    }

    void withoutDisplayItSaysSo() {
        const Outcome outcome =
            start(words("--exit"), words("DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM"));
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.errors.contains(QStringLiteral("display")));
    }

    void withoutOpenGlItSaysSo() {
        const Outcome outcome = start(words("--exit"), {}, QStringLiteral("offscreen"));
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.errors.contains(QStringLiteral("OpenGL")), qPrintable(outcome.errors));
    }

    void takesAPictureOfTheAskedSize() {
        const Outcome outcome =
            start(QStringList{path("a.h5")}
                  << words("--event 3 --exit --theme light --size 1100x650 --screenshot")
                  << path("window.png"));
        QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
        const QImage picture(path("window.png"));
        QCOMPARE(picture.size(), QSize(1100, 650));
    }

    void commandsChangeThePicture() {
        const auto picture = [&](const char* name, const QStringList& commands) {
            const Outcome outcome =
                start(QStringList{path("a.h5")} << words("--exit --size 900x600 --screenshot")
                                                << path(name) << commands);
            return outcome.code == 0 ? QImage(path(name)) : QImage();
        };
        const QImage plain = picture("plain.png", {});
        const QImage changed =
            picture("changed.png", words("--command view.wipe --command view.maps"));
        QVERIFY(!plain.isNull() && !changed.isNull());
        QVERIFY(plain != changed);
    }

    void failuresEndWithOne_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("said");
        QTest::newRow("no such file") << path("none.h5") << QString() << QStringLiteral("none.h5");
        QTest::newRow("rubbish") << path("rubbish.h5") << QString() << QStringLiteral("rubbish.h5");
        QTest::newRow("no such event")
            << path("a.h5") << QStringLiteral("--event 99") << QStringLiteral("99");
        QTest::newRow("no such model")
            << path("a.h5") << QStringLiteral("--run --model nothing-of-that-name")
            << QStringLiteral("nothing-of-that-name");
        QTest::newRow("no such command") << path("a.h5") << QStringLiteral("--command view.nowhere")
                                         << QStringLiteral("view.nowhere");
        QTest::newRow("nowhere to export")
            << path("a.h5") << QStringLiteral("--export /no/such/folder/cells.csv")
            << QStringLiteral("/no/such/folder");
        QTest::newRow("unknown format")
            << path("a.h5") << QStringLiteral("--export sheet.docx") << QStringLiteral("docx");
    }
    void failuresEndWithOne() {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QFETCH(QString, said);
        const Outcome outcome = start(QStringList{file, QStringLiteral("--exit")}
                                      << arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.errors.contains(said), qPrintable(outcome.errors));
    }

    void exportsCells() {
        const Outcome outcome = start(QStringList{path("a.h5")}
                                      << words("--event 1 --exit --export") << path("cells.csv"));
        QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
        QFile csv(path("cells.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        int rows = 0;
        while (!csv.atEnd())
            rows += csv.readLine().startsWith('#') ? 0 : 1;
        QCOMPARE(rows, 1 + static_cast<int>(sampleEvent(1, 7).hr().size()));
    }
};

QTEST_GUILESS_MAIN(TestCalolens)
#include "TestCalolens.moc"
