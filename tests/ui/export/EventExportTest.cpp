// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/EventExport.h"
#include "error/Error.h"
#include "page/PageMetadata.h"
#include "synthetic/SyntheticEvent.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

/// Everything that can be written of an event, in every format.
class EventExportTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    EventComparison m_comparison;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    static QByteArray contentOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { m_comparison = syntheticComparison(syntheticEvent()); }

    /// They are made by a job of their own, and not quietly of one event.
    void whatIsOfTheWholeFileIsRefused() {
        for (const ExportKind kind : {ExportKind::Report, ExportKind::Figures, ExportKind::Table})
            QVERIFY_EXCEPTION_THROWN(
                writeEventExport(kind, m_comparison, {}, path("whole.pdf").toStdString()),
                UsageError);
        QVERIFY(!QFile::exists(path("whole.pdf")));
    }

    void everyKindInEveryFormat_data() {
        QTest::addColumn<ExportKind>("kind");
        QTest::addColumn<QString>("suffix");
        const auto ofThisEvent = [](ExportKind kind) { return !isJob(kind); };
        for (const ExportDescription& one : exportDescriptions())
            for (const QString& suffix : one.suffixes)
                if (ofThisEvent(one.kind))
                    QTest::addRow("%s as %s", qPrintable(one.title), qPrintable(suffix))
                        << one.kind << suffix;
    }
    void everyKindInEveryFormat() {
        QFETCH(ExportKind, kind);
        QFETCH(QString, suffix);
        SheetOptions options;
        options.dpi = 72;
        options.provenance = QStringLiteral("{\"made\": \"here\"}");
        const QString file = path(QStringLiteral("%1.%2").arg(static_cast<int>(kind)).arg(suffix));
        writeEventExport(kind, m_comparison, options, file.toStdString());
        const QByteArray content = contentOf(file);
        QVERIFY(content.size() > 100);
        const QMap<QString, QByteArray> starts{{QStringLiteral("pdf"), "%PDF-1."},
                                               {QStringLiteral("svg"), "<?xml"},
                                               {QStringLiteral("png"), "\x89PNG"},
                                               {QStringLiteral("json"), "{"}};
        QVERIFY(content.startsWith(starts.value(suffix)));
        if (suffix == QStringLiteral("pdf") || suffix == QStringLiteral("svg") ||
            suffix == QStringLiteral("png"))
            QCOMPARE(readPageMetadata(file.toStdString()).provenance, options.provenance);
        if (suffix == QStringLiteral("svg")) // curves and text, not a picture of them
            QVERIFY(content.contains("<text") &&
                    (content.contains("<path") || content.contains("<rect")));
    }

    void theNumbersAreThoseOfTheEvent() {
        const QString file = path(QStringLiteral("numbers.json"));
        writeEventExport(ExportKind::Numbers, m_comparison, {}, file.toStdString());
        const QJsonObject json = QJsonDocument::fromJson(contentOf(file)).object();
        QCOMPARE(json[QStringLiteral("event")].toInteger(), m_comparison.event->number);
        double truth = 0;
        for (const float energy : m_comparison.event->hr().energy)
            truth += energy / 1000;
        bool found = false;
        for (const auto& row : json[QStringLiteral("numbers")].toArray())
            found =
                found || std::abs(row.toObject()[QStringLiteral("truth")].toString().toDouble() -
                                  truth) < 0.001 * truth;
        QVERIFY(found);
    }

    void otherFormatsAreRefused() {
        const auto refused = [&](ExportKind kind, const char* name) {
            try {
                writeEventExport(kind, m_comparison, {},
                                 path(QString::fromLatin1(name)).toStdString());
            } catch (const UsageError& error) {
                return QString::fromUtf8(error.what()).contains(QString::fromLatin1(name));
            }
            return false;
        };
        QVERIFY(refused(ExportKind::View, "view.pdf"));
        QVERIFY(refused(ExportKind::Cells, "cells.png"));
        QVERIFY(refused(ExportKind::Spectrum, "spectrum.h5"));
        QVERIFY(refused(ExportKind::Sheet, "sheet"));
        QVERIFY_THROWS_EXCEPTION(
            FileError, writeEventExport(ExportKind::Numbers, m_comparison, {},
                                        path(QStringLiteral("missing/n.csv")).toStdString()));
    }

    void previewsFit() {
        constexpr QSize Room(300, 200);
        for (const ExportDescription& one : exportDescriptions()) {
            const QImage preview = previewOf(one.kind, m_comparison, {}, Room);
            QVERIFY2(!preview.isNull(), qPrintable(one.title));
            QVERIFY(preview.width() <= Room.width() && preview.height() <= Room.height());
            // Something is drawn on it.
            const QRgb corner = preview.pixel(0, 0);
            bool drawn = false;
            for (int y = 0; y < preview.height() && !drawn; ++y)
                for (int x = 0; x < preview.width(); ++x)
                    drawn = drawn || preview.pixel(x, y) != corner;
            QVERIFY2(drawn, qPrintable(one.title));
        }
    }
};

QTEST_MAIN(EventExportTest)
#include "EventExportTest.moc"
