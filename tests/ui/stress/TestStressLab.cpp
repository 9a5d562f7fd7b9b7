// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "event/PredictionWriter.h"
#include "random/RandomStream.h"
#include "stress/StressLab.h"
#include "stress/StressWindow.h"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int Events = 8, Draws = 5;
} // namespace

class TestStressLab : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::shared_ptr<EventFile> m_file;
    PredictionInfo m_info;

    /// The third event of the file, with its draws.
    PlantRequest subject() {
        PlantRequest request;
        request.file = m_file;
        request.event = std::make_shared<Event>(m_file->read(2));
        auto draws = std::make_shared<StoredDraws>();
        draws->prediction = *m_file->prediction(m_info.name, 2);
        draws->info = m_info;
        request.draws = std::move(draws);
        return request;
    }

    static bool planted(StressLab& lab, const char* lie, double size) {
        QSignalSpy changed(&lab, &StressLab::changed);
        return lab.chooseLie(QString::fromLatin1(lie), size) &&
               (lab.plant(), changed.wait() && lab.planted() != nullptr);
    }

private Q_SLOTS:
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
            const Event event = events->read(i);
            std::vector<float> draws;
            for (int k = 0; k < Draws; ++k)
                for (const float e : event.hr().energy)
                    draws.push_back(e * static_cast<float>(0.9 + 0.2 * random.uniform()));
            writer.write(i, draws);
        }
        writer.finish();
        m_file = EventFile::open(file);
    }

    /// The lie is where it was put, what was there before stays, and a check changes its mind.
    void aLieIsPlantedAndTakenAway() {
        std::optional<std::size_t> cell = 7;
        StressLab lab([&] {
            PlantRequest request = subject();
            request.cell = cell;
            return request;
        });
        QCOMPARE(lab.planted(), nullptr);
        QVERIFY(planted(lab, "add-blob", 60)); // a size of one's own
        const auto honest = subject().draws->prediction.mean();
        const auto lied = lab.planted()->draws->prediction.mean();
        for (std::size_t i = 0; i < honest.size(); ++i)
            QCOMPARE(lied[i] > honest[i] + 10, i == *cell);
        QVERIFY(lab.planted()->event->hasTruth());
        bool seen = false;
        for (const PlantedLie::Finding& finding : lab.planted()->findings) {
            QVERIFY(finding.check->isTruthFree());
            if (finding.check->id != "unsupported-energy")
                continue;
            seen = true;
            QVERIFY(finding.lied.verdict() == Verdict::Fail);
            QVERIFY(*finding.lied.value() > *finding.honest.value() + 1);
            QCOMPARE(finding.lied.number("worst_cell"), double(*cell));
        }
        QVERIFY(seen);
        QVERIFY(lab.table().rowCount() > 2);
        QVERIFY(lab.headline().contains(QStringLiteral("Energy added")));

        QSignalSpy changed(&lab, &StressLab::changed);
        lab.takeAway();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(lab.planted(), nullptr);
        QCOMPARE(lab.table().rowCount(), 0);
    }

    void everyLieCanBePlanted() {
        StressLab lab([this] { return subject(); });
        for (const Lie& lie : lies()) {
            QVERIFY2(planted(lab, lie.id.c_str(), lie.sizes.back()), lie.id.c_str());
            QCOMPARE(lab.planted()->of.lie, &lie);
            const auto& shown = *lab.planted();
            if (shown.draws)
                QCOMPARE(shown.draws->prediction.cells, shown.event->hr().size());
        }
        QVERIFY(!lab.chooseLie(QStringLiteral("no such lie"), 1));
    }

    void whatCannotBePlantedIsSaid() {
        StressLab lab([this] {
            PlantRequest request = subject();
            request.draws.reset();
            return request;
        });
        QSignalSpy failed(&lab, &StressLab::failed);
        QVERIFY(lab.chooseLie(QStringLiteral("add-blob"), 5));
        lab.plant();
        QVERIFY(failed.wait());
        QVERIFY(lab.headline().contains(QStringLiteral("draw an ensemble")));
        StressLab empty([] { return PlantRequest(); });
        empty.plant();
        QVERIFY(empty.headline().contains(QStringLiteral("no event")));
    }

    /// All events of the file; the curves are of the lie and the size that are chosen, and within
    /// their frames.
    void theStressTestOfAFile() {
        StressWindow window(StressRequest{m_file, m_info, {}});
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy finished(&window, &StressWindow::finished);
        QVERIFY(finished.wait());
        QVERIFY2(window.report() != nullptr, qPrintable(window.headline()));
        QVERIFY(window.lieBox().count() >= 6);
        for (int lie = 0; lie < window.lieBox().count(); ++lie) {
            window.lieBox().setCurrentIndex(lie);
            QVERIFY(window.sizeBox().count() > 0);
            QVERIFY(window.rocPlot() != nullptr);
            QCOMPARE(window.rocPlot()->actions().size(), 1); // to export it
            const QCPRange range = window.detectionPlot()->xAxis->range();
            for (int size = 0; size < window.sizeBox().count(); ++size)
                QVERIFY(range.contains(window.sizeBox().itemData(size).toDouble()));
        }
        StressWindow again(*window.report(), QStringLiteral("stress.json"));
        again.setAttribute(Qt::WA_DeleteOnClose, false);
        QCOMPARE(again.lieBox().count(), window.lieBox().count());
    }
};

QTEST_MAIN(TestStressLab)
#include "TestStressLab.moc"
