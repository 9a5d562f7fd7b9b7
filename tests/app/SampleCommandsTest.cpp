// SPDX-License-Identifier: GPL-3.0-or-later
#include "CliProcess.h"
#include "analysis/observables/EventObservables.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "hdf5/File.h"
#include "synthetic/SyntheticEvent.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int draws = 2, events = 12, rowsPerEvent = 3 + draws;

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

/// Figures, report and table of a sample whose draws are truth, scaled.
class SampleCommandsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void figures();
    void report();
    void figuresAreMadeAgain_data();
    void figuresAreMadeAgain();
    void whatDiffersIsSaid();
    void plotsOfOtherCommandsSayWhoMakesThem();
    void anonymousFiguresNameNoFile();
    void tableOfObservables_data();
    void tableOfObservables();
    void wrongUsage_data();
    void wrongUsage();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }
    QTemporaryDir m_dir;
    std::vector<std::shared_ptr<Event>> m_events;
};

void SampleCommandsTest::initTestCase() {
    EventWriter writer(path("plain.h5").toStdString(), *syntheticReadout(), "{}");
    for (int i = 0; i < events; ++i) {
        std::vector<SyntheticShower> showers{{20000.0, 0.1, 0.01}};
        if (i % 2 == 1) // another number of maxima
            showers.push_back({20000.0, 0.35, 0.3});
        m_events.push_back(syntheticEvent(showers, static_cast<std::uint64_t>(i + 1)));
        m_events.back()->number = i;
        writer.append(*m_events.back());
    }
    writer.finish();
    PredictionInfo info = syntheticComparison(m_events.front()).settings;
    info.name = "scaled";
    info.samples = draws;
    PredictionWriter predictions(path("plain.h5").toStdString(), path("events.h5").toStdString(),
                                 info);
    for (int i = 0; i < events; ++i) {
        std::vector<float> energy;
        for (int k = 0; k < draws; ++k)
            for (const float e : m_events[static_cast<std::size_t>(i)]->hr().energy)
                energy.push_back(e * (1 + 0.01F * static_cast<float>(i * (k + 1))));
        predictions.write(i, energy);
    }
    predictions.finish();
}

void SampleCommandsTest::figures() {
    const QString folder = path("figures");
    const Outcome outcome =
        runCli({"figures", path("events.h5"), "-o", folder, "--status", "A <label> & more",
                "--samplers", QStringLiteral(CALOLENS_SAMPLERS), "--event", "3", "--dpi", "60"});
    QVERIFY2(outcome.code == done, outcome.errors);
    for (const char* name : {"cells-event-3", "energy-residuals", "residual-against-draws",
                             "maxima", "observables", "samplers-fpd", "samplers-separation",
                             "observables/c2", "observables/cell_energy_spectrum"}) {
        const QString stem = folder + '/' + QLatin1String(name);
        const QByteArray pdf = contentOf(stem + ".pdf"), svg = contentOf(stem + ".svg");
        QVERIFY2(pdf.startsWith("%PDF") && pdf.contains("/FontFile2 "), name);
        QVERIFY2(svg.contains("<text"), name);
        if (QByteArray(name) != "cells-event-3" && !QByteArray(name).startsWith("samplers"))
            QVERIFY2(svg.contains("A &lt;label&gt; &amp; more"), name);
        QVERIFY2(svg.contains("model checksum: 0123456789abcdef"), name);
        QVERIFY2(!QImage(stem + ".png").isNull(), name);
    }
    QVERIFY(!QDir(folder).exists("cells-event-4.pdf"));
}

void SampleCommandsTest::report() {
    const QString pdf = path("report.pdf");
    const Outcome outcome = runCli(
        {"report", path("events.h5"), "-o", pdf, "--typical", "1", "--worst", "1", "--dpi", "50"});
    QVERIFY2(outcome.code == done, outcome.errors);
    const QByteArray bytes = contentOf(pdf);
    const auto pages = bytes.count("/Type /Page\n") + bytes.count("/Type /Page ");
    // Summary, residuals and maxima, three pages of at most twelve observables, two events.
    QVERIFY2(pages >= 7, QByteArray::number(pages));
    QVERIFY(bytes.contains("model checksum: 0123456789abcdef"));
}

void SampleCommandsTest::figuresAreMadeAgain_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("withoutSidecar");
    QTest::newRow("pdf") << "figures/maxima.pdf" << true;
    QTest::newRow("svg") << "figures/observables.svg" << true;
    QTest::newRow("png") << "figures/observables/c2.png" << true;
    QTest::newRow("samplers") << "figures/samplers-fpd.svg" << false;
    QTest::newRow("cells") << "figures/cells-event-3.svg" << false;
    QTest::newRow("report") << "report.pdf" << false;
}

/// A figure carries all that makes it again, in itself and beside itself.
void SampleCommandsTest::figuresAreMadeAgain() {
    QFETCH(QString, file);
    QFETCH(bool, withoutSidecar);
    const QString sidecar = file == "report.pdf"
                                ? path("report.pdf.session.json")
                                : path(file.left(file.lastIndexOf('.')) + ".session.json");
    const QJsonObject session = jsonIn(sidecar);
    QCOMPARE(session["sample"]["prediction"].toString(), QStringLiteral("scaled"));
    QCOMPARE(session["picture"]["settings"]["checksum"].toString(),
             QStringLiteral("0123456789abcdef"));
    if (file != "report.pdf")
        QCOMPARE(session["files"][0]["event"].toInt(), 3);
    if (withoutSidecar)
        QVERIFY(QFile::rename(sidecar, sidecar + ".away"));
    const Outcome outcome = runCli({"reproduce", path(file)});
    if (withoutSidecar)
        QVERIFY(QFile::rename(sidecar + ".away", sidecar));
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY2(outcome.output.contains("numbers are the same, to the bit"), outcome.output);
    QCOMPARE(outcome.output.contains("drawn in the same way"), file != "report.pdf");
}

void SampleCommandsTest::whatDiffersIsSaid() {
    // The same events with other draws.
    PredictionInfo info = syntheticComparison(m_events.front()).settings;
    info.name = "scaled";
    info.samples = draws;
    info.seed = 77;
    PredictionWriter predictions(path("plain.h5").toStdString(), path("other.h5").toStdString(),
                                 info);
    for (int i = 0; i < events; ++i) {
        std::vector<float> energy;
        for (int k = 0; k < draws; ++k)
            for (const float e : m_events[static_cast<std::size_t>(i)]->hr().energy)
                energy.push_back(e * 1.2F);
        predictions.write(i, energy);
    }
    predictions.finish();
    const QString again = path("again.svg");
    const Outcome outcome = runCli(
        {"reproduce", path("figures/maxima.svg"), "--events", path("other.h5"), "-o", again});
    QCOMPARE(outcome.code, failed);
    QVERIFY2(outcome.output.contains("It differs"), outcome.output);
    QVERIFY2(outcome.output.contains("seed"), outcome.output);
    QVERIFY(contentOf(again).contains("<text"));
    // Other events are no sample of the same.
    QVERIFY(runCli({"reproduce", path("figures/maxima.svg"), "--events",
                    QStringLiteral(CALOLENS_EVENTS)})
                .errors.contains("other events"));
}

void SampleCommandsTest::plotsOfOtherCommandsSayWhoMakesThem() {
    const Outcome evaluated =
        runCli({"evaluate", path("events.h5"), "--repeats", "0", "--plots", path("evaluated")});
    QVERIFY2(evaluated.code == done, evaluated.errors);
    const QString svg = path("evaluated/c2.svg");
    QVERIFY(contentOf(svg).contains("model checksum: 0123456789abcdef"));
    const Outcome outcome = runCli({"reproduce", svg});
    QCOMPARE(outcome.code, test::wrongUsage);
    QVERIFY2(outcome.errors.contains("calolens-cli evaluate"), outcome.errors);
}

void SampleCommandsTest::anonymousFiguresNameNoFile() {
    const QString folder = path("anonymous");
    const Outcome outcome = runCli({"figures", path("events.h5"), "-o", folder, "--event", "3",
                                    "--dpi", "60", "--anonymous", "--lower", "pull"});
    QVERIFY2(outcome.code == done, outcome.errors);
    QVERIFY(!QFile::exists(folder + "/maxima.session.json"));
    QVERIFY(!contentOf(folder + "/maxima.svg").contains(m_dir.path().toUtf8()));
    QVERIFY(contentOf(folder + "/observables/c2.svg").contains(">Pull<"));
    QVERIFY(runCli({"reproduce", folder + "/maxima.svg"}).errors.contains("--events"));
    const Outcome again =
        runCli({"reproduce", folder + "/maxima.svg", "--events", path("events.h5")});
    QVERIFY2(again.output.contains("to the bit"), again.output + again.errors);
}

void SampleCommandsTest::tableOfObservables_data() {
    QTest::addColumn<QString>("suffix");
    for (const char* suffix : {"csv", "json", "h5"})
        QTest::newRow(suffix) << QString::fromLatin1(suffix);
}

void SampleCommandsTest::tableOfObservables() {
    QFETCH(QString, suffix);
    const QString table = path("table." + suffix);
    const Outcome outcome = runCli({"observables", path("events.h5"), "-o", table});
    QVERIFY2(outcome.code == done, outcome.errors);
    // Zero fraction of truth and width of the second draw, of the third event.
    const EventObservables observables(*syntheticReadout());
    std::size_t index = 0;
    while (observables.infos()[index].name != "energy_over_lr")
        ++index;
    const Event& event = *m_events[2];
    const float expected = observables.compute(*truthPicture(event), eventReference(event))[index];
    const std::size_t truthRow = 2 * rowsPerEvent, drawRow = truthRow + 3;
    double truth = 0, draw = 0;
    std::size_t rows = 0;
    if (suffix == "csv") {
        const QList<QByteArray> lines = contentOf(table).split('\n');
        rows = static_cast<std::size_t>(lines.size()) - 2; // the head, and after the last newline
        const auto column = lines[0].split(',').indexOf("energy_over_lr");
        QVERIFY(column > 0);
        const auto fields = lines[static_cast<int>(drawRow) + 1].split(',');
        QCOMPARE(fields[0], QByteArray("2"));
        QCOMPARE(fields[1], QByteArray("draw"));
        QCOMPARE(fields[2], QByteArray("1"));
        truth = lines[static_cast<int>(truthRow) + 1].split(',')[column].toDouble();
        draw = fields[column].toDouble();
    } else if (suffix == "json") {
        const QJsonObject json = jsonIn(table);
        const QJsonArray columns = json["columns"].toArray(), all = json["rows"].toArray();
        rows = static_cast<std::size_t>(all.size());
        int column = 0;
        while (columns[column]["name"].toString() != "energy_over_lr")
            ++column;
        QCOMPARE(all[static_cast<int>(drawRow)][1].toString(), QStringLiteral("draw"));
        truth = all[static_cast<int>(truthRow)][column].toDouble();
        draw = all[static_cast<int>(drawRow)][column].toDouble();
    } else {
        const auto file = hdf5::File::open(table.toStdString());
        const auto values = file.dataset("/observables/energy_over_lr").readAll<float>(1000);
        rows = values.size();
        truth = values.at(truthRow);
        draw = values.at(drawRow);
        QCOMPARE(file.dataset("/draw").readAll<std::int32_t>(1000).at(drawRow), 1);
    }
    QCOMPARE(rows, static_cast<std::size_t>(events * rowsPerEvent));
    QVERIFY(std::abs(truth - static_cast<double>(expected)) < 1e-5);
    QVERIFY(std::abs(draw / truth - 1.04) < 1e-4); // 1 + 0.01 x 2 x (1 + 1)
}

void SampleCommandsTest::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("report as png")
        << QStringList{"report", path("events.h5"), "-o", path("x.png")} << test::wrongUsage;
    QTest::newRow("table as xls") << QStringList{"observables", path("events.h5"), "-o",
                                                 path("x.xls")}
                                  << test::wrongUsage;
    QTest::newRow("nothing predicted")
        << QStringList{"figures", path("plain.h5"), "-o", path("none")} << test::failed;
    QTest::newRow("no such event")
        << QStringList{"figures", path("events.h5"), "-o", path("none"), "--event", "99"}
        << test::wrongUsage;
}

void SampleCommandsTest::wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Outcome outcome = runCli(arguments);
    QCOMPARE(outcome.code, code);
    QVERIFY(!outcome.errors.isEmpty());
    QVERIFY(!QDir(path("none")).exists());
}

QTEST_GUILESS_MAIN(SampleCommandsTest)
#include "SampleCommandsTest.moc"
