// SPDX-License-Identifier: GPL-3.0-or-later
#include "PictureComparison.h"
#include "comparison/ComparisonDrawing.h"
#include "comparison/ComparisonPicture.h"
#include "synthetic/SyntheticEvent.h"

#include <QHash>
#include <QTest>

using namespace calolens;

namespace {

constexpr QSize kSize(700, 480);
constexpr double kSame = 0.002; ///< of blocks that may differ: words of the legend and labels

EventComparison comparison() {
    return test::syntheticComparison(test::syntheticEvent());
}

ViewSettings plain(PaneArrangement arrangement) {
    ViewSettings settings;
    settings.arrangement = arrangement;
    settings.blendFirst = PaneRole::Lr; // as different as two pictures are
    settings.blendSecond = PaneRole::Truth;
    settings.showAxes = false;
    settings.showParticles = false;
    settings.showDetector = false;
    return settings;
}

QImage draw(const ViewSettings& settings) {
    return renderComparison(comparison(), settings, nullptr, kSize);
}

QImage single(PaneRole role) {
    static QHash<int, QImage> drawn;
    QImage& picture = drawn[static_cast<int>(role)];
    if (!picture.isNull())
        return picture;
    ViewSettings settings = plain(PaneArrangement::Single);
    settings.singlePane = role;
    return picture = draw(settings);
}

QRect scene(const ViewSettings& settings) {
    return layoutPanes(kSize, settings, {44, 60, 2}).panes.front().scene.adjusted(0, 12, 0, -12);
}

QImage mixed(const QImage& a, const QImage& b, double share) {
    QImage result = a;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            const auto mix = [share](int first, int second) {
                return static_cast<int>(std::lround((1 - share) * first + share * second));
            };
            result.setPixel(
                x, y,
                qRgb(mix(qRed(p), qRed(q)), mix(qGreen(p), qGreen(q)), mix(qBlue(p), qBlue(q))));
        }
    return result;
}

} // namespace

/// Two pictures in one pane are the two pictures, on the same pixels.
class TestBlends : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTwoPicturesDiffer() {
        const QRect room = scene(plain(PaneArrangement::Single));
        QVERIFY(test::differingShare(single(PaneRole::Lr).copy(room),
                                     single(PaneRole::Truth).copy(room)) > 0.02);
    }

    void aWipeShowsEachPictureWhereItStandsAlone_data() {
        QTest::addColumn<double>("divider");
        for (const double divider : {0.0, 0.3, 0.62})
            QTest::addRow("%g", divider) << divider;
    }
    void aWipeShowsEachPictureWhereItStandsAlone() {
        QFETCH(double, divider);
        ViewSettings settings = plain(PaneArrangement::Wipe);
        settings.blend = divider;
        const QImage wipe = draw(settings);
        const PaneLayout layout = layoutPanes(kSize, settings, {44, 60, 2});
        constexpr int kHandle = 8; // pixels to either side of the divider
        const int x = *layout.divider;
        const QRect room = scene(settings);
        const QRect left(room.left(), room.top(), x - kHandle - room.left(), room.height());
        const QRect right(x + kHandle, room.top(), room.right() - x - kHandle, room.height());
        if (left.width() > 0)
            QVERIFY(test::differingShare(wipe.copy(left), single(PaneRole::Lr).copy(left)) < kSame);
        if (right.width() > 0)
            QVERIFY(test::differingShare(wipe.copy(right), single(PaneRole::Truth).copy(right)) <
                    kSame);
    }

    void aCrossfadeIsTheMean() {
        for (const double share : {0.25, 1.0}) {
            ViewSettings settings = plain(PaneArrangement::Crossfade);
            settings.blend = share;
            const PaneLayout layout = layoutPanes(kSize, settings, {44, 60, 2});
            QRect room = scene(settings);
            room.setBottom(layout.mix->top() - 8); // the slider is no part of either
            const QImage expected =
                mixed(single(PaneRole::Lr), single(PaneRole::Truth), share).copy(room);
            constexpr double kTolerance = 6; // of 255: rounding and the order of smoothing
            QVERIFY2(test::differingShare(draw(settings).copy(room), expected, kTolerance) < kSame,
                     qPrintable(QString::number(share)));
        }
    }

    void aFlickerShowsOneAtATime() {
        const ViewSettings settings = plain(PaneArrangement::Flicker);
        const QRect room = scene(settings);
        QVERIFY(test::differingShare(draw(settings).copy(room), single(PaneRole::Lr).copy(room)) <
                kSame);
        ComparisonDrawing drawing;
        drawing.setComparison(std::make_shared<EventComparison>(comparison()));
        drawing.setSettings(settings);
        QFont font;
        font.setPixelSize(14);
        drawing.setSurface(kSize, 1, font);
        QCOMPARE(drawing.layout().paneAt(room.center())->role, PaneRole::Lr);
        drawing.setSecondShown(true);
        QCOMPARE(drawing.layout().paneAt(room.center())->role, PaneRole::Truth);
        QCOMPARE(drawing.layout().panes.front().weight, 0.0);
    }

    void aPictureIsNotMixedWithItself() {
        for (const PaneArrangement arrangement :
             {PaneArrangement::Wipe, PaneArrangement::Crossfade, PaneArrangement::Flicker}) {
            ViewSettings settings = plain(arrangement);
            settings.blendSecond = settings.blendFirst;
            const PaneLayout layout = layoutPanes(kSize, settings, {});
            QCOMPARE(layout.panes.size(), std::size_t(1));
            QVERIFY(!layout.divider && !layout.mix);
        }
    }

    void whatIsUnderTheMouseIsWhatIsSeen() {
        ViewSettings settings = plain(PaneArrangement::Wipe);
        settings.blend = 0.5;
        ComparisonDrawing drawing;
        drawing.setComparison(std::make_shared<EventComparison>(comparison()));
        drawing.setSettings(settings);
        QFont font;
        font.setPixelSize(14);
        drawing.setSurface(kSize, 1, font);
        const int divider = *drawing.layout().divider;
        int left = 0, right = 0;
        const QRect room = drawing.layout().panes.front().scene;
        for (int y = room.top(); y < room.bottom(); y += 8)
            for (int x = room.left(); x < room.right(); x += 8)
                if (const auto cell = drawing.cellAt({x, y})) {
                    QCOMPARE(cell->level, x < divider ? 0 : 1);
                    ++(x < divider ? left : right);
                }
        QVERIFY(left > 5 && right > 5);
        QCOMPARE(drawing.gripAt({divider, room.center().y()}), ComparisonDrawing::Grip::Blend);
        QCOMPARE(drawing.gripAt({divider + 40, room.center().y()}), ComparisonDrawing::Grip::None);
    }
};

QTEST_MAIN(TestBlends)
#include "TestBlends.moc"
