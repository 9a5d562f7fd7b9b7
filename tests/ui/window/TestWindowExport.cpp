// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "SampleEvents.h"
#include "WindowTestMain.h"
#include "error/Error.h"
#include "event/EventFile.h"
#include "event/PredictionWriter.h"
#include "export/EventExport.h"
#include "window/ExportDialog.h"
#include "window/MainWindow.h"

#include <QDir>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace calolens;
using namespace calolens::test;

/// What the window has made of a whole file, by calolens-cli in a process of its own.
class TestWindowExport : public QObject {
    Q_OBJECT
    static constexpr int events = 12, draws = 2, minutes = 60000;
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    static bool goTo(MainWindow& window, const QString& path) {
        window.document().openFile(path, 0);
        return QTest::qWaitFor(
            [&] { return !window.document().busy() && window.document().currentEvent() == 0; });
    }
    /// Of what was begun.
    static QList<QVariant> end(MainWindow& window) {
        QSignalSpy ended(&window, &MainWindow::filmEnded);
        return ended.wait(5 * minutes) ? ended.front() : QList<QVariant>{false, "nothing ended"};
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("PATH", QByteArray(CALOLENS_CLI_FOLDER) + ':' + qgetenv("PATH"));
        writeSampleFile(path("bare.h5"), events);
        PredictionInfo info;
        info.name = "scaled";
        info.model = "scaled truth";
        info.sampler = "heun";
        info.schedule = "karras";
        info.steps = 10;
        info.samples = draws;
        PredictionWriter writer(path("bare.h5").toStdString(), path("drawn.h5").toStdString(),
                                info);
        const auto file = EventFile::open(path("bare.h5").toStdString());
        for (int i = 0; i < events; ++i) {
            const Event event = file->read(i);
            std::vector<float> energy;
            for (int k = 0; k < draws; ++k)
                for (const float e : event.hr().energy)
                    energy.push_back(e * (1 + 0.01F * static_cast<float>(i * (k + 1))));
            writer.write(i, energy);
        }
        writer.finish();
        m_window = std::make_unique<MainWindow>(analyticSource({}));
        m_window->resize(1100, 700);
        m_window->show();
        QVERIFY(QTest::qWaitFor([&] { return !m_window->session().models().isEmpty(); }));
    }
    void cleanupTestCase() { m_window.reset(); }

    /// The same that `calolens-cli report` writes; the window tells how far it is and stays alive.
    void aReport() {
        QVERIFY(goTo(*m_window, path("drawn.h5")));
        QSignalSpy said(m_window->statusBar(), &QStatusBar::messageChanged);
        m_window->exportTo({path("report.pdf"), 50, true, ExportKind::Report});
        QVERIFY(m_window->filming());
        // One at a time.
        QVERIFY_EXCEPTION_THROWN(
            m_window->exportTo({path("second.pdf"), 50, true, ExportKind::Report}), UsageError);
        const auto outcome = end(*m_window);
        QVERIFY2(outcome[0].toBool(), qPrintable(outcome[1].toString()));
        QVERIFY(outcome[1].toString().contains(QStringLiteral("report.pdf")));
        QVERIFY(!m_window->filming());
        QVERIFY(said.front().front().toString().startsWith(
            QStringLiteral("Making report of the whole file")));
        QFile pdf(path("report.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        const QByteArray bytes = pdf.readAll();
        QVERIFY(bytes.startsWith("%PDF"));
        QVERIFY(bytes.contains("drawn.h5"));
        QVERIFY(!QFile::exists(path("second.pdf")));
    }

    void figuresThatNameNoFile() {
        QVERIFY(goTo(*m_window, path("drawn.h5")));
        ExportChoice choice{path("figures"), 50, true, ExportKind::Figures};
        choice.anonymous = true;
        m_window->exportTo(choice);
        const auto outcome = end(*m_window);
        QVERIFY2(outcome[0].toBool(), qPrintable(outcome[1].toString()));
        const QStringList made = QDir(path("figures")).entryList(QDir::Files);
        QVERIFY(made.contains(QStringLiteral("energy-residuals.pdf")));
        QFile svg(path("figures") + QStringLiteral("/energy-residuals.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(!svg.readAll().contains(m_folder.path().toUtf8()));
    }

    /// Also of a file without predictions.
    void aTableOfAllEvents_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("pictures");
        QTest::newRow("predicted") << path("drawn.h5") << 3 + draws; // LR, draws, mean, truth
        QTest::newRow("not predicted") << path("bare.h5") << 2;
    }
    void aTableOfAllEvents() {
        QFETCH(QString, file);
        QFETCH(int, pictures);
        QVERIFY(goTo(*m_window, file));
        m_window->exportTo({path("table.csv"), 50, true, ExportKind::Table});
        const auto outcome = end(*m_window);
        QVERIFY2(outcome[0].toBool(), qPrintable(outcome[1].toString()));
        QFile table(path("table.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QByteArrayList rows = table.readAll().trimmed().split('\n');
        rows.removeIf([](const QByteArray& row) { return row.startsWith('#'); });
        QCOMPARE(rows.size(), 1 + events * pictures);
        QVERIFY(rows.front().contains("energy_over_lr"));
    }

    /// What cannot be made says so and why; nothing is left half done.
    void whatCannotBeMade() {
        QVERIFY(goTo(*m_window, path("bare.h5")));
        QVERIFY_EXCEPTION_THROWN(m_window->exportTo({path("r.pdf"), 50, true, ExportKind::Report}),
                                 UsageError);
        QVERIFY(goTo(*m_window, path("drawn.h5")));
        m_window->exportTo({path("no-such-folder/r.pdf"), 50, true, ExportKind::Report});
        const auto outcome = end(*m_window);
        QVERIFY(!outcome[0].toBool());
        QVERIFY2(outcome[1].toString().contains(QStringLiteral("no-such-folder")),
                 qPrintable(outcome[1].toString()));
        QVERIFY(!m_window->filming());
    }

    /// A window that is closed ends what it had begun.
    void closingEndsIt() {
        MainWindow second(analyticSource({}));
        QVERIFY(goTo(second, path("drawn.h5")));
        second.exportTo({path("never.pdf"), 50, true, ExportKind::Report});
    }
};

int main(int argc, char** argv) {
    return windowTestMain<TestWindowExport>(argc, argv);
}
#include "TestWindowExport.moc"
