// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/LabelPlacement.h"

#include <QTest>

#include <algorithm>

using namespace calolens;

namespace {

const QRectF kRoom(0, 0, 600, 400);
const QSizeF kLabel(70, 14);

/// Places as close together as the particles of a jet.
std::vector<LabelWish> crowd(int count) {
    std::vector<LabelWish> wishes;
    for (int i = 0; i < count; ++i)
        wishes.push_back({QPointF(300 + 5 * (i % 4), 200 + 4 * (i / 4)), kLabel});
    return wishes;
}

} // namespace

class TestLabelPlacement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCrowdIsPlacedWithoutOverlap() {
        const std::vector<LabelWish> wishes = crowd(12);
        const std::vector<QRectF> boxes = placeLabels(wishes, {kRoom, {}, {}});
        QCOMPARE(boxes.size(), wishes.size());
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            QCOMPARE(boxes[i].size(), kLabel);
            QVERIFY(kRoom.contains(boxes[i]));
            for (std::size_t j = 0; j < boxes.size(); ++j) {
                QVERIFY(i == j || !boxes[i].intersects(boxes[j]));
                QVERIFY2(!boxes[i].contains(wishes[j].at), "a label hides a place");
            }
        }
    }

    void oneAloneStandsBelowItsPlace() {
        const QRectF box = placeLabels({{QPointF(300, 200), kLabel}}, {kRoom, {}, {}}).front();
        QCOMPARE(box.center().x(), 300.0);
        QVERIFY(box.top() > 200 && box.top() < 200 + kLabel.height());
    }

    void thePictureIsLeftFree() {
        // The place is at the upper edge of the picture: there is room above.
        std::vector<QPointF> picture, all;
        for (int x = 0; x <= 600; x += 10)
            for (int y = 0; y <= 400; y += 5) {
                all.emplace_back(x, y);
                if (x >= 200 && x <= 400 && y >= 190)
                    picture.emplace_back(x, y);
            }
        const QRectF box = placeLabels({{QPointF(300, 185), kLabel}}, {kRoom, {}, picture}).front();
        QVERIFY(!box.isNull());
        QVERIFY(std::none_of(picture.begin(), picture.end(),
                             [&](const QPointF& point) { return box.contains(point); }));
        // Where all is picture, it is covered.
        QVERIFY(!placeLabels({{QPointF(300, 185), kLabel}}, {kRoom, {}, all}).front().isNull());
    }

    void whatIsTakenStays() {
        const QRectF taken(250, 200, 100, 60);
        const QRectF box = placeLabels({{QPointF(300, 199), kLabel}}, {kRoom, {taken}, {}}).front();
        QVERIFY(!box.isNull());
        QVERIFY(!taken.intersects(box));
    }

    void withoutRoomThereIsNone() {
        const auto boxes = placeLabels(crowd(2), {QRectF(290, 190, 40, 10), {}, {}});
        QVERIFY(boxes[0].isNull() && boxes[1].isNull());
        // A place outside of the pane, near its edge, has its label inside.
        const QRectF box = placeLabels({{QPointF(-5, 100), kLabel}}, {kRoom, {}, {}}).front();
        QVERIFY(kRoom.contains(box));
    }

    void leadersBeginAtTheNearestPoint() {
        const QRectF box(100, 100, 50, 20);
        QCOMPARE(leaderStart(box, {120, 60}), QPointF(120, 100));
        QCOMPARE(leaderStart(box, {200, 200}), QPointF(150, 120));
        QCOMPARE(leaderStart(box, {110, 110}), QPointF(110, 110));
    }
};

QTEST_GUILESS_MAIN(TestLabelPlacement)
#include "TestLabelPlacement.moc"
