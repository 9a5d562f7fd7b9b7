// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/DenoisingFilm.h"
#include "error/Error.h"
#include "synthetic/SyntheticEvent.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace calolens;
using namespace calolens::test;

/// Films of a denoising, without and with (a stand-in for) ffmpeg.
class DenoisingFilmTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    EventComparison m_comparison;
    QByteArray m_path; ///< $PATH as it was

    [[nodiscard]] QString path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    /// Frame i is the prediction times i.
    [[nodiscard]] std::function<EventComparison(int)> frames() const {
        return [comparison = m_comparison](int i) {
            EventComparison frame = comparison;
            for (float& energy : frame.predicted)
                energy *= static_cast<float>(i);
            frame.predictedLabel = "step " + std::to_string(i);
            return frame;
        };
    }
    static FilmOptions small() {
        FilmOptions options;
        options.pixels = {241, 121};
        options.framesPerSecond = 4;
        options.secondsAtTheEnd = 0.5;
        return options;
    }
    /// A program named ffmpeg, alone in $PATH with the shell that runs it.
    void standIn(const QByteArray& script) {
        QDir(m_folder.path()).mkdir(QStringLiteral("bin"));
        QFile program(path("bin/ffmpeg"));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\n" + script);
        program.close();
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", path("bin").toLocal8Bit() + ":/usr/bin:/bin");
    }

private Q_SLOTS:
    void initTestCase() {
        m_comparison = syntheticComparison(syntheticEvent());
        m_path = qgetenv("PATH");
    }
    void cleanup() { qputenv("PATH", m_path); }

    void aFolderHoldsEveryStep() {
        DenoisingFilm film(frames(), 3, small(), path("pictures"));
        QSignalSpy finished(&film, &DenoisingFilm::finished);
        QSignalSpy progressed(&film, &DenoisingFilm::progressed);
        film.start();
        QVERIFY(finished.wait());
        QCOMPARE(progressed.count(), 3);
        const QStringList names = QDir(path("pictures")).entryList(QDir::Files, QDir::Name);
        QCOMPARE(names,
                 QStringList({QStringLiteral("frame-00000.png"), QStringLiteral("frame-00001.png"),
                              QStringLiteral("frame-00002.png")}));
        const auto picture = [&](int i) {
            return QImage(path("pictures") + QLatin1Char('/') + names[i]);
        };
        QCOMPARE(picture(0).size(), QSize(240, 120)); // even, for H.264
        QVERIFY(picture(0) != picture(1));
        QVERIFY(picture(1) != picture(2));
    }

    void withoutFfmpegItSaysSo() {
        qputenv("PATH", path("nowhere").toLocal8Bit());
        QVERIFY(!DenoisingFilm::canEncode());
        try {
            const DenoisingFilm film(frames(), 3, small(), path("film.mp4"));
            QFAIL("nothing was thrown");
        } catch (const UsageError& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("ffmpeg")));
        }
        QVERIFY_THROWS_EXCEPTION(UsageError, DenoisingFilm(frames(), 0, small(), path("none")));
    }

    /// ffmpeg gets all pictures, the last ones for the time that it stays.
    void ffmpegGetsThePictures() {
        standIn("for last; do :; done\n" // the file to write is the last argument
                "ls \"$(dirname \"$last\")\" > \"$last\"\n"
                "echo \"$@\" >> \"$last\"\n");
        DenoisingFilm film(frames(), 3, small(), path("film.mp4"));
        QSignalSpy finished(&film, &DenoisingFilm::finished);
        film.start();
        QVERIFY(finished.wait());
        QFile made(path("film.mp4"));
        QVERIFY(made.open(QIODevice::ReadOnly));
        const QByteArray content = made.readAll();
        QCOMPARE(content.count("frame-0000"), 3 + 2);
        QVERIFY(content.contains("-framerate 4"));
    }

    void whatFfmpegSaysIsTold() {
        standIn("echo no such codec >&2\nexit 3\n");
        DenoisingFilm film(frames(), 1, small(), path("bad.gif"));
        QSignalSpy failed(&film, &DenoisingFilm::failed);
        film.start();
        QVERIFY(failed.wait());
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("no such codec")));
        QVERIFY(!QFile::exists(path("bad.gif")));
    }

    void cancelledItEnds() {
        DenoisingFilm film(frames(), 50, small(), path("cancelled"));
        QSignalSpy progressed(&film, &DenoisingFilm::progressed);
        QSignalSpy finished(&film, &DenoisingFilm::finished);
        film.start();
        QVERIFY(progressed.wait());
        film.cancel();
        const auto count = progressed.count();
        QCoreApplication::processEvents();
        QCOMPARE(progressed.count(), count);
        QCOMPARE(finished.count(), 0);
    }
};

QTEST_MAIN(DenoisingFilmTest)
#include "DenoisingFilmTest.moc"
