// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/PageFile.h"

#include "error/Error.h"
#include "plots/PlotStyle.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;

namespace {
QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A page of 60 x 40 mm: a word, and a dot in its lower right corner.
Page smallPage(const QString& word) {
    return {QSizeF(60, 40), [word](QCPPainter& painter, const QRect& rect) {
                painter.setFont(PlotStyle::paper(pageUnit).font(9));
                painter.drawText(rect, Qt::AlignCenter, word);
                painter.fillRect(QRectF(rect.right() - 40, rect.bottom() - 40, 20, 20), Qt::red);
            }};
}
} // namespace

class PageFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void metadataComeBackToTheLetter_data();
    void metadataComeBackToTheLetter();
    void withoutProvenanceThereIsNone();
    void textIsText();
    void pngHasItsSizeAndItsCorner();
    void severalPagesOfTheirOwnSize();
    void wrongUsage();
    void foreignFilesAreRefused();

private:
    QTemporaryDir m_dir;
};

void PageFileTest::metadataComeBackToTheLetter_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("pdf") << "page.pdf";
    QTest::newRow("svg") << "page.svg";
    QTest::newRow("png") << "page.PNG";
}

void PageFileTest::metadataComeBackToTheLetter() {
    QFETCH(QString, name);
    const PageMetadata written{
        QStringLiteral("Title: \u03b7 < 3 & \"more\""), QStringLiteral("model: a; seed: 1"),
        QStringLiteral("{\n  \"file\": \"a<b>&'c'.h5\",\n  \"layer\": \"\u03b7\u2013\u03c6\",\n"
                       "  \"two  spaces\": [1, 2]\n}\n")};
    const auto path = m_dir.filePath(name).toStdString();
    writePage(smallPage(QStringLiteral("word")), written, path);
    const PageMetadata read = readPageMetadata(path);
    QCOMPARE(read.title, written.title);
    QCOMPARE(read.description, written.description);
    QCOMPARE(read.provenance, written.provenance);
}

void PageFileTest::withoutProvenanceThereIsNone() {
    for (const char* name : {"bare.pdf", "bare.svg", "bare.png"}) {
        const auto path = m_dir.filePath(QLatin1String(name)).toStdString();
        writePage(smallPage(QStringLiteral("word")), {QStringLiteral("T"), {}, {}}, path);
        QCOMPARE(readPageMetadata(path).title, QStringLiteral("T"));
        QVERIFY(readPageMetadata(path).provenance.isEmpty());
    }
}

void PageFileTest::textIsText() {
    const QString pdf = m_dir.filePath(QStringLiteral("text.pdf"));
    writePage(smallPage(QStringLiteral("Calorimeter")), {}, pdf.toStdString());
    QVERIFY(contentOf(pdf).count("/FontFile2 ") >= 1); // embedded,
    QVERIFY(contentOf(pdf).count("/ToUnicode ") >= 1); // with a way back to the characters
    QCOMPARE(contentOf(pdf).count("/Subtype /Image"), 0);
    const QString svg = m_dir.filePath(QStringLiteral("text.svg"));
    writePage(smallPage(QStringLiteral("Calorimeter")), {}, svg.toStdString());
    QVERIFY(contentOf(svg).contains(">Calorimeter</text>"));
}

void PageFileTest::pngHasItsSizeAndItsCorner() {
    const QString path = m_dir.filePath(QStringLiteral("corner.png"));
    writePage(smallPage(QStringLiteral("word")), {}, path.toStdString(), 254);
    const QImage image(path);
    QCOMPARE(image.size(), QSize(600, 400));
    QCOMPARE(image.dotsPerMeterX(), 10000);
    // The dot lies 20 to 40 units from the edge; a unit is a 288th of an inch.
    QCOMPARE(image.pixelColor(600 - 26, 400 - 26), QColor(Qt::red));
    QCOMPARE(image.pixelColor(600 - 5, 400 - 5), QColor(Qt::white));
}

void PageFileTest::severalPagesOfTheirOwnSize() {
    const QString path = m_dir.filePath(QStringLiteral("pages.pdf"));
    std::vector<Page> pages{smallPage(QStringLiteral("one")), smallPage(QStringLiteral("two"))};
    pages[1].sizeMm = QSizeF(127, 254);
    writePages(pages, {QStringLiteral("Report"), {}, QStringLiteral("p")}, path.toStdString());
    const QByteArray pdf = contentOf(path);
    QCOMPARE(pdf.count("/Type /Page\n") + pdf.count("/Type /Page "), 2);
    QVERIFY(pdf.contains("/MediaBox [0 0 170 113]") || pdf.contains("/MediaBox [0 0 170.0"));
    QVERIFY(pdf.contains("/MediaBox [0 0 360 720]") || pdf.contains("/MediaBox [0 0 360.0"));
    QCOMPARE(readPageMetadata(path.toStdString()).provenance, QStringLiteral("p"));
}

void PageFileTest::wrongUsage() {
    const Page page = smallPage(QStringLiteral("word"));
    for (const char* name : {"page.jpg", "page", "page.pdf.txt"})
        QVERIFY_EXCEPTION_THROWN(
            writePage(page, {}, m_dir.filePath(QLatin1String(name)).toStdString()), UsageError);
    const auto path = m_dir.filePath(QStringLiteral("x.png")).toStdString();
    for (const int dpi : {0, 10, 100000})
        QVERIFY_EXCEPTION_THROWN(writePage(page, {}, path, dpi), UsageError);
    QVERIFY_EXCEPTION_THROWN(writePages({&page, 1}, {}, path), UsageError);
    QVERIFY_EXCEPTION_THROWN(writePages({}, {}, m_dir.filePath("x.pdf").toStdString()), UsageError);
    QVERIFY_EXCEPTION_THROWN(writePage(page, {}, m_dir.filePath("missing/x.pdf").toStdString()),
                             FileError);
}

void PageFileTest::foreignFilesAreRefused() {
    QVERIFY_EXCEPTION_THROWN(readPageMetadata(m_dir.filePath("none.png").toStdString()), FileError);
    QFile file(m_dir.filePath(QStringLiteral("foreign.png")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a picture");
    file.close();
    QVERIFY_EXCEPTION_THROWN(readPageMetadata(file.fileName().toStdString()), FileError);
}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen"); // no test here may need a display
    const QApplication application(argc, argv);
    PageFileTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "PageFileTest.moc"
