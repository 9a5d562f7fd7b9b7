// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "event/PredictionWriter.h"
#include "evidence/CheckedEventModel.h"
#include "evidence/FileEvidenceWindow.h"
#include "random/RandomStream.h"

#include <QFile>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int Events = 12, Draws = 5;
} // namespace

class TestFileEvidence : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    PredictionInfo m_info;

    FileEvidenceRequest request(const char* name) {
        const std::filesystem::path path =
            QFile::encodeName(m_folder.filePath(QString::fromLatin1(name))).toStdString();
        return {EventFile::open(path), m_info, {}};
    }

private Q_SLOTS:
    /// A file whose event 7 alone has draws with half a GeV that nobody measured; event 3 has none.
    void initTestCase() {
        const QString path = m_folder.filePath(QStringLiteral("events.h5"));
        writeSampleFile(path, Events);
        m_info.name = m_info.model = "sample";
        m_info.sampler = "heun";
        m_info.schedule = "karras";
        m_info.steps = 6;
        m_info.samples = Draws;
        const std::filesystem::path file = QFile::encodeName(path).toStdString();
        PredictionWriter writer(file, file, m_info);
        const auto events = EventFile::open(file);
        RandomStream random(5, RandomPurpose::Sampling, 0);
        for (int i = 0; i < Events; ++i) {
            if (i == 3)
                continue;
            const Event event = events->read(i);
            std::vector<float> draws;
            for (int k = 0; k < Draws; ++k)
                for (std::size_t c = 0; c < event.hr().size(); ++c)
                    draws.push_back(event.hr().energy[c] *
                                        static_cast<float>(0.95 + 0.1 * random.uniform()) +
                                    (i == 7 && c == 0 ? 500.0F : 0.0F));
            writer.write(i, draws);
        }
        writer.finish();
    }

    void everyPredictedEventIsChecked() {
        FileEvidenceWindow window(request("events.h5"));
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy finished(&window, &FileEvidenceWindow::finished);
        QVERIFY(finished.wait());
        QVERIFY(window.report());
        QCOMPARE(window.report()->events.size(), std::size_t(Events - 1));
        QCOMPARE(window.model().rowCount(), Events - 1);
        QVERIFY(window.model().columnCount() > CheckedEventModel::FirstCheck + 3);
        QVERIFY(window.headline().contains(QStringLiteral("events.h5")));

        // Sorted by the check that finds what was added, the event with the lie comes first.
        int worstCell = -1;
        for (int column = 0; column < window.model().columnCount(); ++column)
            if (window.model()
                    .headerData(column, Qt::Horizontal, Qt::DisplayRole)
                    .toString()
                    .simplified() == QStringLiteral("Worst measured cell"))
                worstCell = column;
        QVERIFY(worstCell > 0);
        window.model().sort(worstCell, Qt::DescendingOrder);
        QCOMPARE(window.model().eventOf(0), 7);
        window.model().sort(CheckedEventModel::Number, Qt::DescendingOrder);
        QCOMPARE(window.model().eventOf(0), Events - 1);
        window.model().sort(CheckedEventModel::Number, Qt::AscendingOrder);
        QCOMPARE(window.model().eventOf(3), 4); // 3 was not predicted

        QSignalSpy chosen(&window, &FileEvidenceWindow::eventChosen);
        Q_EMIT window.table().activated(window.model().index(1, 0));
        QCOMPARE(chosen.takeFirst()[0].toInt(), 1);
    }

    void closingItWhileItRunsIsSafe() {
        auto window = std::make_unique<FileEvidenceWindow>(request("events.h5"));
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window.reset();
    }

    void whatIsWrongIsSaid() {
        FileEvidenceRequest what = request("events.h5");
        what.prediction.name = "another";
        FileEvidenceWindow window(what);
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy finished(&window, &FileEvidenceWindow::finished);
        QVERIFY(finished.wait());
        QVERIFY(!window.report() || window.report()->events.empty());
    }
};

QTEST_MAIN(TestFileEvidence)
#include "TestFileEvidence.moc"
