// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "document/EventDocument.h"
#include "events/EventFilterBar.h"
#include "events/EventTableModel.h"
#include "events/EventsPanel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLocale>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <memory>
#include <numeric>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int ManyEvents = 400;

double total(const std::vector<float>& energies) {
    return std::accumulate(energies.begin(), energies.end(), 0.0);
}
} // namespace

class TestEvents : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString m_path, m_realPath;

    OpenEventFile openFile(const QString& path) const {
        return {EventFile::open(QFile::encodeName(path).toStdString()), {}, {}};
    }
    static QString textAt(const EventTableModel& model, int row, int column) {
        return model.data(model.index(row, column), Qt::DisplayRole).toString();
    }

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::c());
        m_path = m_folder.filePath(QStringLiteral("many.h5"));
        m_realPath = m_folder.filePath(QStringLiteral("real.h5"));
        writeSampleFile(m_path, ManyEvents);
        writeSampleFile(m_realPath, 2, false);
    }

    /// How events came out of their checks stands beside them, also where only some are shown, and
    /// goes with the file.
    void marksStandBesideTheirEvents() {
        EventTableModel model;
        model.setFile(openFile(m_path));
        QVERIFY(!model.hasMarks());
        model.setMarks({{5, {QStringLiteral("x 2"), QStringLiteral("two checks"), Qt::red}}});
        QCOMPARE(textAt(model, 5, EventTableModel::Checked), QStringLiteral("x 2"));
        QVERIFY(textAt(model, 4, EventTableModel::Checked).isEmpty());
        QCOMPARE(model.data(model.index(5, EventTableModel::Checked), Qt::ToolTipRole).toString(),
                 QStringLiteral("two checks"));
        model.showOnly(std::vector<qint64>{9, 5});
        QVERIFY(textAt(model, 0, EventTableModel::Checked).isEmpty());
        QCOMPARE(textAt(model, 1, EventTableModel::Checked), QStringLiteral("x 2"));
        model.setFile(openFile(m_realPath));
        QVERIFY(!model.hasMarks());
    }

    /// What a filter shows is what one finds by looking at every event.
    void filterFindsWhatIsThere_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<std::function<bool(const Event&)>>("accepts");
        const auto row = [](const char* filter, std::function<bool(const Event&)> accepts) {
            QTest::newRow(filter) << QString::fromLatin1(filter) << std::move(accepts);
        };
        const auto energy = [](const Event& event) {
            double sum = 0;
            for (const Particle& particle : event.particles)
                sum += particle.energy / 1000;
            return event.particles.empty() ? std::nan("") : sum;
        };
        row("event >= 17 and event < 200",
            [](const Event& e) { return e.number >= 17 && e.number < 200; });
        row("lr_cells > 10 or not (hr_cells > 20)",
            [](const Event& e) { return e.lr().size() > 10 || !(e.hr().size() > 20); });
        row("particles == 1 and energy > 20",
            [energy](const Event& e) { return e.particles.size() == 1 && energy(e) > 20; });
        row("abs(lr_energy - energy) < 0.05 * energy", [energy](const Event& e) {
            return std::abs(total(e.lr().energy) / 1000 - energy(e)) < 0.05 * energy(e);
        });
        row("event > 10000", [](const Event&) { return false; });
        row("1/(event-5) > 0", [](const Event& e) { return e.number >= 5; }); // 1/0 is infinite
    }
    void filterFindsWhatIsThere() {
        QFETCH(QString, filter);
        QFETCH(std::function<bool(const Event&)>, accepts);
        EventTableModel model;
        EventFilterBar bar(model);
        const OpenEventFile file = openFile(m_path);
        model.setFile(file);
        bar.setFile(file);
        bar.setText(filter);
        QVERIFY(QTest::qWaitFor([&] { return !bar.searching(); }));
        QList<qint64> expected, shown;
        for (qint64 i = 0; i < ManyEvents; ++i)
            if (accepts(file.file->read(i)))
                expected << i;
        for (int row = 0; row < model.rowCount(); ++row)
            shown << model.eventAt(row);
        QCOMPARE(shown, expected);
        QCOMPARE(bar.remark().isEmpty(), !expected.isEmpty());
        bar.clear();
        QCOMPARE(model.rowCount(), ManyEvents);
    }

    void filterSaysWhatIsWrong() {
        EventTableModel model;
        EventFilterBar bar(model);
        model.setFile(openFile(m_path));
        bar.setFile(openFile(m_path));
        for (const char* wrong : {"particles >=", "colour == 3", "(energy < 4", "1, 2", "!"}) {
            bar.setText(QString::fromLatin1(wrong));
            QVERIFY2(!bar.remark().isEmpty(), wrong);
            QCOMPARE(model.rowCount(), ManyEvents); // as it was
        }
    }

    /// Rows are other events than their number says.
    void filteredRowsAreThoseOfTheirEvents() {
        EventTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFile(openFile(m_path));
        model.showOnly(std::vector<qint64>{300, 7});
        QCOMPARE(model.rowOf(7), 1);
        QCOMPARE(model.rowOf(8), -1);
        QCOMPARE(textAt(model, 0, EventTableModel::Number), QStringLiteral("300"));
        QVERIFY(QTest::qWaitFor([&] {
            return textAt(model, 1, EventTableModel::LrCells) != QStringLiteral("\u2026");
        }));
        const auto file = openFile(m_path);
        QCOMPARE(textAt(model, 1, EventTableModel::LrCells),
                 QString::number(file.file->read(7).lr().size()));
        model.append({9});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.eventAt(2), 9);
    }

    /// The arrow keys and the commands move among the events that are shown.
    void steppingStaysWithinTheFilter() {
        EventDocument document;
        EventsPanel panel(document);
        document.openFile(m_path);
        QVERIFY(QTest::qWaitFor([&] { return document.currentEvent() == 0; }));
        panel.showOnly({11, 5, 40}, QStringLiteral("a plot"), {});
        const auto arrivesAt = [&](qint64 event) {
            return QTest::qWaitFor([&] { return document.currentEvent() == event; });
        };
        panel.step(1);
        QVERIFY(arrivesAt(11));
        panel.step(1);
        QVERIFY(arrivesAt(5));
        panel.step(7);
        QVERIFY(arrivesAt(40));
        panel.filter().clear();
        panel.step(1);
        QVERIFY(arrivesAt(41));
    }

    void followsTheRulesOfModels() {
        EventTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setFile(openFile(m_path));
        QCOMPARE(model.rowCount(), ManyEvents);
        QSignalSpy arrived(&model, &EventTableModel::rowsArrived);
        (void)textAt(model, 3, EventTableModel::LrEnergy);
        QVERIFY(arrived.wait());
        model.setFile({});
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsAreReadWhenAskedFor() {
        EventTableModel model;
        model.setFile(openFile(m_path));
        QVERIFY(model.settled()); // nothing was asked for, nothing is read
        QCOMPARE(textAt(model, 7, EventTableModel::Number), QStringLiteral("7"));
        QVERIFY(model.settled()); // the number is known without reading
        QCOMPARE(textAt(model, 7, EventTableModel::LrEnergy), QStringLiteral("\u2026"));
        QVERIFY(!model.settled());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(changed.wait());
        QCOMPARE(changed[0][0].toModelIndex().row(), 7);
        QCOMPARE(changed[0][1].toModelIndex().row(), 7);
        const Event event = sampleEvent(7, 6 + 7 % 4);
        QCOMPARE(textAt(model, 7, EventTableModel::LrEnergy),
                 QString::number(total(event.lr().energy) / 1000, 'f', 2));
        QCOMPARE(textAt(model, 7, EventTableModel::TrueEnergy), QStringLiteral("50.00"));
        QCOMPARE(textAt(model, 7, EventTableModel::LrCells), QString::number(event.lr().size()));
        QCOMPARE(textAt(model, 7, EventTableModel::HrCells), QString::number(event.hr().size()));
        QCOMPARE(textAt(model, 7, EventTableModel::Particles), QStringLiteral("e\u2212"));
        QVERIFY(model.settled());
    }

    void scrollingPastReadsOnlyTheLatest() {
        EventTableModel model;
        model.setFile(openFile(m_path));
        for (int row = 0; row < ManyEvents; ++row)
            (void)textAt(model, row, EventTableModel::LrEnergy);
        QTRY_VERIFY(model.settled());
        int known = 0;
        for (int row = 0; row < ManyEvents; ++row)
            known += textAt(model, row, EventTableModel::LrEnergy) != QStringLiteral("\u2026");
        QVERIFY(known < ManyEvents);
        QVERIFY(textAt(model, ManyEvents - 1, EventTableModel::LrEnergy) !=
                QStringLiteral("\u2026"));
    }

    void changingTheFileDropsLateRows() {
        EventTableModel model;
        model.setFile(openFile(m_path));
        for (int row = 0; row < 100; ++row)
            (void)textAt(model, row, EventTableModel::LrEnergy);
        model.setFile(openFile(m_realPath));
        QCOMPARE(model.rowCount(), 2);
        (void)textAt(model, 1, EventTableModel::HrCells);
        QTRY_VERIFY(model.settled());
        QCOMPARE(textAt(model, 1, EventTableModel::HrCells), QStringLiteral("28"));
    }

    void particleNames() {
        QCOMPARE(particleText({}), QString());
        QCOMPARE(particleText({{11, 1, 0, 0}, {22, 1, 0, 0}, {22, 1, 0, 0}}),
                 QStringLiteral("e\u2212 + 2\u2009\u03B3"));
        QCOMPARE(particleText({{4122, 1, 0, 0}}), QStringLiteral("4122"));
    }

    void arrowKeysGoThroughEvents() {
        EventDocument document;
        EventsPanel panel(document);
        panel.resize(400, 300);
        panel.show();
        document.openFile(m_path, 5);
        QTRY_COMPARE(panel.table().currentIndex().row(), 5);
        QTest::keyClick(&panel.table(), Qt::Key_Down);
        QTRY_COMPARE(document.currentEvent(), 6);
        QTest::keyClick(&panel.table(), Qt::Key_Up);
        QTest::keyClick(&panel.table(), Qt::Key_Up);
        QTRY_COMPARE(document.currentEvent(), 4);
        // The other way round: the row follows the event.
        document.goToEvent(200);
        QTRY_COMPARE(panel.table().currentIndex().row(), 200);
        QCOMPARE(document.currentEvent(), 200);
        document.openFile(m_realPath);
        QTRY_COMPARE(panel.model().rowCount(), 2);
        QTRY_COMPARE(panel.table().currentIndex().row(), 0);
        document.closeCurrentFile();
        QTRY_COMPARE(panel.table().currentIndex().row(), 0);
        QCOMPARE(panel.model().rowCount(), ManyEvents);
    }
};

QTEST_MAIN(TestEvents)
#include "TestEvents.moc"
