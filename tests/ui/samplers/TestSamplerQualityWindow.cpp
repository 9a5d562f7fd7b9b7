// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/SamplerBenchmarkPlot.h"
#include "samplers/SamplerQualityWindow.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;

class TestSamplerQualityWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QFile::remove(m_dir.filePath("m.samplers.json")); }
    void measuredSamplersAreShown();
    void whatIsMissingIsSaid_data();
    void whatIsMissingIsSaid();

private:
    [[nodiscard]] std::filesystem::path model() const {
        return m_dir.filePath("m.calomodel").toStdString();
    }
    void write(const QByteArray& text) const {
        QFile file(m_dir.filePath("m.samplers.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static SamplerBenchmark measured() {
        SamplerBenchmark b;
        b.model = std::string("m"); // or GCC 12 warns of an overlap that is none
        b.modelChecksum = "abc";
        b.source = "events.h5";
        b.device = "CPU";
        b.events = 1000;
        b.separationFloor = 0.002;
        for (const int nfe : {9, 19, 39})
            for (const char* name : {"heun", "lms"})
                b.points.push_back({name,
                                    "karras",
                                    nfe,
                                    static_cast<double>(nfe),
                                    0.01,
                                    {0.1 / nfe, 0.001},
                                    Measured{1.0 / nfe, 0.01},
                                    {}});
        return b;
    }
    QTemporaryDir m_dir;
};

void TestSamplerQualityWindow::measuredSamplersAreShown() {
    write(QByteArray::fromStdString(samplerBenchmarkJson(measured())));
    SamplerQualityWindow window(model(), "abc", 35);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    const auto plots = window.findChildren<SamplerBenchmarkPlot*>();
    QCOMPARE(plots.size(), 2); // no AUC was measured
    QVERIFY(window.message().contains("1,000 events") || window.message().contains("1000 events"));
    for (SamplerBenchmarkPlot* plot : plots) {
        QCOMPARE(plot->itemCount(), 1); // the cost of the settings
        QVERIFY(plot->xAxis->range().contains(9) && plot->xAxis->range().contains(39));
    }
    QVERIFY(!window.grab().isNull());
}

void TestSamplerQualityWindow::whatIsMissingIsSaid_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("nothing") << QByteArray() << "have not been measured";
    QTest::newRow("rubbish") << QByteArray("rubbish") << "m.samplers.json";
    SamplerBenchmark other = measured();
    other.modelChecksum = "def";
    QTest::newRow("other weights")
        << QByteArray::fromStdString(samplerBenchmarkJson(other)) << "other weights";
}

void TestSamplerQualityWindow::whatIsMissingIsSaid() {
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    if (!text.isEmpty())
        write(text);
    SamplerQualityWindow window(model(), "abc", {});
    QVERIFY2(window.message().contains(said), qPrintable(window.message()));
    QVERIFY(window.findChildren<SamplerBenchmarkPlot*>().isEmpty());
}

QTEST_MAIN(TestSamplerQualityWindow)
#include "TestSamplerQualityWindow.moc"
