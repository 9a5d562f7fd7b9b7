// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "document/EventDocument.h"
#include "events/EventFilterBar.h"
#include "events/EventRanking.h"
#include "events/EventTableModel.h"
#include "events/EventThumbnail.h"
#include "events/EventsPanel.h"
#include "theme/Theme.h"

#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace calolens;
using namespace calolens::test;

namespace {

constexpr int Events = 40;

double total(const std::vector<float>& energies) {
    return std::accumulate(energies.begin(), energies.end(), 0.0);
}

/// Where the darkest pixel is.
QPoint hottest(const QImage& picture) {
    QPoint place;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.constScanLine(y)[x] > picture.constScanLine(place.y())[place.x()])
                place = {x, y};
    return place;
}

} // namespace

/// What leads through many events: their pictures in the table, and the ones worth a look first.
class TestBrowsing : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString m_path, m_real;

private Q_SLOTS:
    void initTestCase() {
        m_path = m_folder.filePath(QStringLiteral("a.h5"));
        m_real = m_folder.filePath(QStringLiteral("real.h5"));
        writeSampleFile(m_path, Events);
        writeSampleFile(m_real, 3, false);
    }

    void aThumbnailShowsWhereTheEnergyIs() {
        Event event;
        event.readout = sampleReadout();
        CellSet lr;
        lr.append({0, 60, 10}, 1000.0F); // the middle of the event is near here
        lr.append({0, 64, 12}, 100.0F);  // farther in eta and in phi
        lr.append({0, 56, 8}, 0.01F);    // too little to be seen
        event.levels = {lr, {}};
        const QImage picture = thumbnailOf(event);
        QCOMPARE(picture.size(), QSize(kThumbnailSide, kThumbnailSide));
        const QPoint hot = hottest(picture);
        QCOMPARE(picture.constScanLine(hot.y())[hot.x()], uchar{255});
        int warm = 0;
        QPoint place;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const int depth = picture.constScanLine(y)[x];
                if (depth == 0 || depth == 255)
                    continue;
                QVERIFY(std::abs(depth - 170) < 12); // one decade of three
                place = {x, y};
                ++warm;
            }
        QVERIFY(warm > 0);
        QVERIFY(place.x() > hot.x() && place.y() < hot.y());
        // Where the detector closes upon itself in phi, an event is one all the same.
        CellSet across;
        across.append({0, 60, 0}, 10.0F);
        across.append({0, 60, 127}, 10.0F);
        event.levels = {across, {}};
        const QImage round = thumbnailOf(event);
        QCOMPARE(round.constScanLine(kThumbnailSide / 2)[kThumbnailSide / 2], uchar{255});
        event.levels = {CellSet(), {}};
        QVERIFY(!thumbnailOf(event).isNull());
    }

    void theTableShowsThumbnailsOfItsRows() {
        EventTableModel model;
        model.setFile({EventFile::open(QFile::encodeName(m_path).toStdString()), {}, {}});
        const auto picture = [&](int row) {
            return model.data(model.index(row, EventTableModel::Number), Qt::DecorationRole)
                .value<QImage>();
        };
        QVERIFY(picture(3).isNull()); // read in the background
        QTRY_VERIFY(model.settled());
        QCOMPARE(picture(3), paintedThumbnail(thumbnailOf(sampleEvent(3, 6 + 3 % 4)),
                                              Theme::instance().colours().lr));
        QVERIFY(model.data(model.index(3, EventTableModel::Number), Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("data:image/png")));
        QVERIFY(picture(30).isNull()); // nobody has looked there
    }

    void differences() {
        Event event = sampleEvent(1);
        const std::vector<float> truth = event.hr().energy;
        QCOMPARE(differenceShare(event, truth), 0.0);
        std::vector<float> other = truth;
        other[0] += 100; // the sums balance, and it is another event all the same
        other[1] -= 100;
        QVERIFY(std::abs(differenceShare(event, other) - 200 / total(truth)) < 1e-6);
        const double lr = total(event.lr().energy);
        QVERIFY(std::abs(differenceShare(event, {}) - std::abs(total(truth) - lr) / lr) < 1e-6);
        event.levels.back().energy.clear();
        QVERIFY(std::abs(differenceShare(event, other) - std::abs(total(other) - lr) / lr) < 1e-6);
        QVERIFY(std::isnan(differenceShare(event, {})));
        LargestEvents largest(3);
        for (const auto& [number, value] : std::vector<std::pair<int, double>>{
                 {0, 1}, {1, 5}, {2, std::numeric_limits<double>::quiet_NaN()}, {3, 5}, {4, 2}})
            largest.add(number, value);
        QCOMPARE(largest.inOrder(), (std::vector<std::int64_t>{1, 3, 4}));
    }

    void theMostDifferentComeFirst() {
        EventDocument document;
        EventsPanel panel(document);
        document.openFile(m_path);
        QTRY_COMPARE(document.currentEvent(), 0);
        std::vector<std::pair<double, int>> expected;
        for (int i = 0; i < Events; ++i) {
            const Event event = sampleEvent(i, 6 + i % 4);
            const double lr = total(event.lr().energy);
            expected.emplace_back(-std::abs(total(event.hr().energy) - lr) / lr, i);
        }
        std::sort(expected.begin(), expected.end());
        panel.orderByDifference();
        QTRY_VERIFY(!panel.filter().searching());
        QCOMPARE(panel.model().rowCount(), Events);
        for (int row = 0; row < Events; ++row)
            QCOMPARE(panel.model().eventAt(row), expected[static_cast<std::size_t>(row)].second);
        QTRY_COMPARE(document.currentEvent(), expected[0].second);
        panel.step(1);
        QTRY_COMPARE(document.currentEvent(), expected[1].second);
        panel.showAll();
        QVERIFY(panel.model().showsAll());
        QVERIFY(panel.filter().text().isEmpty());
        // Real data without a prediction have nothing to compare.
        document.openFile(m_real);
        QTRY_COMPARE(panel.model().rowCount(), 3);
        panel.orderByDifference();
        QTRY_VERIFY(!panel.filter().searching());
        QVERIFY(panel.filter().remark().contains(QStringLiteral("neither")));
        QVERIFY(panel.model().showsAll());
    }

    void theWorstChecksComeFirst() {
        EventDocument document;
        EventsPanel panel(document);
        document.openFile(m_path);
        QTRY_COMPARE(document.currentEvent(), 0);
        QVERIFY(!panel.orderByChecks());
        QHash<qint64, EventMark> marks;
        for (const auto& [event, severity] :
             std::vector<std::pair<qint64, int>>{{3, 2}, {9, 1001}, {4, 0}, {1, 2}})
            marks.insert(event, {QStringLiteral("x"), {}, Qt::red, severity});
        panel.setMarks(marks);
        QVERIFY(panel.orderByChecks());
        QCOMPARE(panel.model().rowCount(), 3);
        QCOMPARE(panel.model().eventAt(0), 9);
        QCOMPARE(panel.model().eventAt(1), 1);
        QCOMPARE(panel.model().eventAt(2), 3);
        QTRY_COMPARE(document.currentEvent(), 9);
        panel.filter().line().clear(); // as a user takes the order away
        QTRY_VERIFY(panel.model().showsAll());
    }
};

QTEST_MAIN(TestBrowsing)
#include "TestBrowsing.moc"
