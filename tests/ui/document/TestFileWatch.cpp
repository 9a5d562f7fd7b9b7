// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/FileWatch.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;

/// Files that change under the window.
class TestFileWatch : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static void write(const QString& path, const QByteArray& content) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void aFileThatGrowsIsTold() {
        write(path("a"), "one");
        FileWatch watch;
        watch.setFiles({path("a")});
        QSignalSpy changed(&watch, &FileWatch::changed);
        write(path("a"), "one and two");
        QVERIFY(changed.wait());
        QCOMPARE(changed[0][0].toString(), path("a"));
    }

    /// As all programs that care do it: another file, renamed over the old one.
    void aFileThatIsReplacedIsTold() {
        write(path("b"), "one");
        FileWatch watch;
        watch.setFiles({path("b")});
        QSignalSpy changed(&watch, &FileWatch::changed);
        for (const char* content : {"the second", "the third one"}) {
            write(path("b.part"), content);
            QFile::remove(path("b"));
            QVERIFY(QFile::rename(path("b.part"), path("b")));
            changed.clear();
            QVERIFY(changed.wait());
            QCOMPARE(changed[0][0].toString(), path("b"));
        }
    }

    void othersAndThoseThatAreClosedAreNot() {
        write(path("c"), "one");
        write(path("d"), "one");
        FileWatch watch;
        watch.setFiles({path("c"), path("d")});
        watch.setFiles({path("d")});
        QSignalSpy changed(&watch, &FileWatch::changed);
        write(path("c"), "another");
        write(path("e"), "a new one");
        write(path("d"), "another");
        QVERIFY(changed.wait());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toString(), path("d"));
    }
};

QTEST_GUILESS_MAIN(TestFileWatch)
#include "TestFileWatch.moc"
