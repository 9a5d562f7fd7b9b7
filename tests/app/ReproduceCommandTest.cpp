// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "event/EventFile.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "synthetic/SyntheticEvent.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace calolens;
using namespace calolens::test;

/// From an exported sheet back to what it shows.
class ReproduceCommandTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    static void writeEvents(const QString& path, double energy) {
        const auto event = syntheticEvent({{energy, 0.1, 0.01}}, 1);
        const std::filesystem::path name = path.toStdString();
        EventWriter writer(name, *syntheticReadout(), "{}");
        writer.append(*event);
        writer.finish();
        PredictionInfo info = syntheticComparison(event).settings;
        info.samples = 2;
        PredictionWriter predictions(name, name, info);
        std::vector<float> draws = event->hr().energy;
        draws.insert(draws.end(), event->hr().energy.begin(), event->hr().energy.end());
        for (std::size_t i = 0; i < event->hr().size(); ++i)
            draws[i] *= 1.5F;
        predictions.write(0, draws);
        predictions.finish();
    }
    Outcome exported(const QString& name, const QStringList& more = {}) const {
        return runCli(QStringList{QStringLiteral("export"), path(QStringLiteral("a.h5")),
                                  QStringLiteral("--event"), QStringLiteral("0"),
                                  QStringLiteral("--dpi"), QStringLiteral("72"),
                                  QStringLiteral("-o"), path(name)} +
                      more);
    }
    Outcome reproduce(const QString& name, const QStringList& more = {}) const {
        return runCli(QStringList{QStringLiteral("reproduce"), path(name)} + more);
    }

private Q_SLOTS:
    void initTestCase() {
        writeEvents(path(QStringLiteral("a.h5")), 30000);
        writeEvents(path(QStringLiteral("other.h5")), 40000);
    }

    void everyFormatBringsThePictureBack_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("picture");
        QTest::newRow("pdf") << QStringLiteral("s.pdf") << QStringList();
        QTest::newRow("svg") << QStringLiteral("s.svg")
                             << QStringList{QStringLiteral("--draw"), QStringLiteral("0")};
        QTest::newRow("png") << QStringLiteral("s.png")
                             << QStringList{QStringLiteral("--draw"), QStringLiteral("1")};
    }
    void everyFormatBringsThePictureBack() {
        QFETCH(QString, name);
        QFETCH(QStringList, picture);
        const Outcome written = exported(name, picture);
        QVERIFY2(written.code == done, written.errors);
        QVERIFY(QFile::exists(path(name + QStringLiteral(".session.json"))));
        // Without the file beside it: what it carries in itself is enough.
        QVERIFY(QFile::remove(path(name + QStringLiteral(".session.json"))));
        const Outcome outcome = reproduce(name);
        QVERIFY2(outcome.code == done, outcome.errors);
        QVERIFY2(outcome.output.contains("to the bit"), outcome.output);
    }

    /// And the sheet that is made of it is the same, pixel by pixel.
    void theSheetComesOutTheSame() {
        QCOMPARE(exported(QStringLiteral("first.png")).code, done);
        const Outcome outcome = reproduce(
            QStringLiteral("first.png"), {QStringLiteral("-o"), path(QStringLiteral("again.png"))});
        QVERIFY2(outcome.code == done, outcome.errors);
        const QImage first(path(QStringLiteral("first.png")));
        const QImage again(path(QStringLiteral("again.png")));
        QVERIFY(!first.isNull());
        QCOMPARE(again.size(), first.size());
        // Qt's rasteriser itself is not exact in the last bit of a few pixels.
        constexpr int LastBits = 2;
        for (int y = 0; y < first.height(); ++y)
            for (int x = 0; x < first.width(); ++x) {
                const QColor a = first.pixelColor(x, y), b = again.pixelColor(x, y);
                const int difference =
                    std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                              std::abs(a.blue() - b.blue())});
                QVERIFY2(difference <= LastBits,
                         qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
            }
    }

    void anotherPictureIsSaidToBeAnother() {
        QCOMPARE(exported(QStringLiteral("t.pdf")).code, done);
        const QString sidecar = path(QStringLiteral("t.pdf.session.json"));
        QJsonObject session = jsonIn(sidecar);
        QJsonObject picture = session[QStringLiteral("picture")].toObject();
        QJsonArray energies = picture[QStringLiteral("energies_mev")].toArray();
        QVERIFY(energies.size() > 10);
        energies[3] = energies[3].toDouble() + 5000;
        picture[QStringLiteral("energies_mev")] = energies;
        picture[QStringLiteral("fingerprint")] = QStringLiteral("0");
        session[QStringLiteral("picture")] = picture;
        QFile out(path(QStringLiteral("changed.json")));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QJsonDocument(session).toJson());
        out.close();
        const Outcome outcome = reproduce(QStringLiteral("changed.json"));
        QCOMPARE(outcome.code, failed);
        QVERIFY2(outcome.output.contains("by at most 5e+03 MeV"), outcome.output);
    }

    void anonymousSheetsSayNothing() {
        QCOMPARE(exported(QStringLiteral("anonymous.png"), {QStringLiteral("--anonymous")}).code,
                 done);
        QVERIFY(!QFile::exists(path(QStringLiteral("anonymous.png.session.json"))));
        QCOMPARE(reproduce(QStringLiteral("anonymous.png")).code, failed);
    }

    void otherEventsAreNoticed() {
        QCOMPARE(exported(QStringLiteral("o.svg")).code, done);
        const Outcome outcome =
            reproduce(QStringLiteral("o.svg"),
                      {QStringLiteral("--events"), path(QStringLiteral("other.h5"))});
        QVERIFY(outcome.code != done);
        QVERIFY2(outcome.errors.contains("other events"), outcome.errors);
    }

    void theEventsMayHaveMoved() {
        QDir(m_folder.path()).mkdir(QStringLiteral("moved"));
        QCOMPARE(exported(QStringLiteral("m.pdf")).code, done);
        QVERIFY(QFile::copy(path(QStringLiteral("a.h5")), path(QStringLiteral("moved/a.h5"))));
        QVERIFY(QFile::copy(path(QStringLiteral("m.pdf")), path(QStringLiteral("moved/m.pdf"))));
        const Outcome outcome = reproduce(QStringLiteral("moved/m.pdf"));
        QVERIFY2(outcome.code == done, outcome.errors);
        QVERIFY2(outcome.output.contains("moved/a.h5"), outcome.output);
    }

    void whatIsNoExportIsSaid() {
        QImage plain(20, 20, QImage::Format_RGB32);
        plain.fill(Qt::red);
        QVERIFY(plain.save(path(QStringLiteral("plain.png"))));
        const Outcome outcome = reproduce(QStringLiteral("plain.png"));
        QCOMPARE(outcome.code, failed);
        QVERIFY2(outcome.errors.contains("plain.png"), outcome.errors);
        QVERIFY(reproduce(QStringLiteral("missing.png")).errors.contains("missing.png"));
        QVERIFY(reproduce(QStringLiteral("a.h5")).code != done);
    }
};

QTEST_GUILESS_MAIN(ReproduceCommandTest)
#include "ReproduceCommandTest.moc"
