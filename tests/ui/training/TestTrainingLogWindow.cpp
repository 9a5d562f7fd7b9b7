// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/TrainingCurves.h"
#include "training/TrainingLogWindow.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;

class TestTrainingLogWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsALogThatGrows();
    void anotherFileIsRefusedInWords();
    void smoothingKeepsAStraightLine();

private:
    static QByteArray step(const char* key, int n, double loss) {
        return QByteArray("{\"") + key + "\":" + QByteArray::number(n) +
               ",\"events\":64,\"learning_rate\":0.001,\"loss\":" + QByteArray::number(loss);
    }
    QTemporaryDir m_dir;
};

void TestTrainingLogWindow::followsALogThatGrows() {
    const QString path = m_dir.filePath("model.log");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int n = 1; n <= 200; ++n)
        file.write(
            step("estimator_step", n, 2 - n / 200.0) +
            (n % 100 == 0 ? ",\"chooser_loss\":0.9,\"chooser_energy_ratio\":0.46}\n" : "}\n"));
    file.flush();
    TrainingLogWindow window(path);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.resize(900, 640);
    window.show();
    QTRY_VERIFY(window.log() != nullptr);
    QCOMPARE(window.log()->estimatorLoss.size(), std::size_t(200));
    QVERIFY(window.message().contains("Estimator") && !window.message().contains("Denoiser"));

    for (int n = 1; n <= 300; ++n)
        file.write(step("step", n, 1 + 1.0 / n) + "}\n");
    file.flush();
    QTRY_COMPARE(window.log()->loss.size(), std::size_t(300));
    QVERIFY(window.message().contains("Denoiser: step 300"));
    QVERIFY(!window.grab().isNull());
    const auto plots = window.findChildren<TrainingCurves*>();
    QCOMPARE(plots.size(), 2);
    for (const TrainingCurves* plot : plots)
        QVERIFY(plot->isVisible() && plot->height() >= 160);
}

void TestTrainingLogWindow::anotherFileIsRefusedInWords() {
    const QString path = m_dir.filePath("other.log");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("apt-get update\n");
    file.close();
    const TrainingLogWindow window(path);
    QTRY_VERIFY(window.message().contains("other.log"));
    QVERIFY(window.log() == nullptr);
    const TrainingLogWindow none(m_dir.filePath("nowhere.log"));
    QTRY_VERIFY(none.message().contains("nowhere.log"));
}

void TestTrainingLogWindow::smoothingKeepsAStraightLine() {
    TrainingLog::Curve line;
    for (int i = 0; i < 1000; ++i)
        line.push_back({i, 3.0 - 0.002 * i});
    const auto smooth = smoothed(line);
    QCOMPARE(smooth.size(), line.size());
    for (std::size_t i = 0; i < line.size(); ++i)
        QVERIFY(std::abs(smooth[i].value - line[i].value) < 1e-9);
    // Noise of a batch falls with the root of the window.
    for (std::size_t i = 0; i < line.size(); ++i)
        line[i].value = i % 2 == 0 ? 1 : -1;
    QVERIFY(std::abs(smoothed(line)[500].value) <= 1.0 / 41 + 1e-9);
    QVERIFY(smoothed({}).empty());
}

QTEST_MAIN(TestTrainingLogWindow)
#include "TestTrainingLogWindow.moc"
