// SPDX-License-Identifier: GPL-3.0-or-later
#include "PictureComparison.h"
#include "comparison/ComparisonPicture.h"
#include "comparison/PaneLayout.h"
#include "error/Error.h"
#include "synthetic/SyntheticEvent.h"

#include <QDir>
#include <QPainter>
#include <QTest>

Q_DECLARE_METATYPE(calolens::ViewSettings)

using namespace calolens;

namespace {

constexpr QSize kSize(720, 420);
/// Of blocks in the 3D pictures that may differ from the baseline. The smallest thing that a test
/// below must not miss, a lit cell, changes more than twice as many.
constexpr double kAllowed = 0.004;

EventComparison comparison() {
    return test::syntheticComparison(test::syntheticEvent());
}

/// Only the 3D pictures and the middle of the maps: titles, axes and legend depend on the fonts of
/// the machine.
QImage scenes(const QImage& picture, const ViewSettings& settings) {
    QImage seen(picture.size(), QImage::Format_RGB32);
    seen.fill(Qt::black);
    QPainter painter(&seen);
    const PaneLayout layout = layoutPanes(picture.size(), settings, {44, 60, 2});
    for (const PanePlace& pane : layout.panes) {
        // Below the titles, above orientation and slider, right of the layers' names.
        const QRect scene(pane.scene.topLeft(),
                          QSize(pane.scene.width(), pane.scene.height() * 3 / 4));
        painter.drawImage(scene, picture, scene);
        const QRect map = pane.map.adjusted(pane.map.width() / 3, pane.map.height() / 3,
                                            -pane.map.width() / 8, -pane.map.height() / 4);
        if (!map.isEmpty())
            painter.drawImage(map, picture, map);
    }
    return seen;
}

/// Compares with the committed picture; without one, or if they differ, the new one is saved.
void compare(const QImage& picture, const char* name, const ViewSettings& settings = {}) {
    const QString file = QLatin1String(name) + QStringLiteral(".png");
    const QImage baseline(QDir(QStringLiteral(CALOLENS_BASELINES)).filePath(file));
    const double share = baseline.isNull() ? 1
                                           : test::differingShare(scenes(picture, settings),
                                                                  scenes(baseline, settings));
    if (share <= kAllowed)
        return;
    picture.save(file);
    const QString words =
        baseline.isNull()
            ? QStringLiteral("there is no baseline; the picture is saved as %1, look at it and "
                             "commit it under tests/ui/comparison/baselines")
            : QStringLiteral("%1 % of the picture differ from the baseline; see %2")
                  .arg(100 * share);
    QFAIL(qPrintable(words.arg(QDir::current().filePath(file))));
}

double brightest(const QImage& picture, const QRect& area) {
    int result = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            result = std::max(result, qGray(picture.pixel(x, y)));
    return result;
}

} // namespace

class TestComparisonPicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threePanes() {
        const QImage picture = renderComparison(comparison(), {}, nullptr, kSize);
        QCOMPARE(picture.size(), kSize);
        for (const PanePlace& pane : layoutPanes(kSize, {}, {44, 60, 2}).panes)
            QVERIFY(brightest(picture, pane.scene) > 120);
        compare(picture, "three-panes");
    }

    void lightBackground() {
        ViewSettings settings;
        settings.dark = false;
        settings.colourMap = "viridis";
        compare(renderComparison(comparison(), settings, nullptr, kSize), "light");
    }

    void boxesAndPoints() {
        ViewSettings settings;
        settings.style = CellStyle::Boxes;
        compare(renderComparison(comparison(), settings, nullptr, kSize), "boxes");
        settings.style = CellStyle::Points;
        compare(renderComparison(comparison(), settings, nullptr, kSize), "points");
    }

    void everyLayoutAndMode_data() {
        QTest::addColumn<ViewSettings>("settings");
        const auto add = [](const char* name, void (*change)(ViewSettings&)) {
            for (const bool dark : {true, false}) {
                ViewSettings settings;
                settings.dark = dark;
                change(settings);
                QTest::addRow("%s-%s", name, dark ? "dark" : "light") << settings;
            }
        };
        add("two-by-two", [](ViewSettings& s) { s.arrangement = PaneArrangement::TwoByTwo; });
        add("single", [](ViewSettings& s) { s.arrangement = PaneArrangement::Single; });
        add("wipe", [](ViewSettings& s) {
            s.arrangement = PaneArrangement::Wipe;
            s.blendFirst = PaneRole::Lr;
        });
        add("crossfade", [](ViewSettings& s) {
            s.arrangement = PaneArrangement::Crossfade;
            s.blendFirst = PaneRole::Lr;
        });
        add("flicker", [](ViewSettings& s) { s.arrangement = PaneArrangement::Flicker; });
        add("maps", [](ViewSettings& s) { s.showMaps = true; });
        add("cut", [](ViewSettings& s) { s.clipPhi = 0.5; });
        add("exploded", [](ViewSettings& s) {
            s.layerGapMm = 400;
            s.style = CellStyle::Boxes;
        });
        add("differences", [](ViewSettings& s) {
            s.arrangement = PaneArrangement::Single;
            s.singlePane = PaneRole::Difference;
            s.differenceMap = "purple-green";
        });
        add("own-range", [](ViewSettings& s) {
            s.sharedRange = false;
            s.legendFloats = true;
            s.colourMap = "cividis";
        });
    }
    void everyLayoutAndMode() {
        QFETCH(ViewSettings, settings);
        compare(renderComparison(comparison(), settings, nullptr, kSize), QTest::currentDataTag(),
                settings);
    }

    void selection() {
        const EventComparison shown = comparison();
        const CellSelection some{0, {0, 1, 2}};
        const QImage picture = renderComparison(shown, {}, nullptr, kSize, 1, std::nullopt, some);
        compare(picture, "selection");
        const QImage plain = renderComparison(shown, {}, nullptr, kSize);
        QVERIFY(test::differingShare(scenes(picture, {}), scenes(plain, {})) > 2 * kAllowed);
    }

    void missingTruthAndPrediction() {
        Event real = *test::syntheticEvent();
        real.levels.back().energy.clear();
        EventComparison shown;
        shown.event = std::make_shared<Event>(real);
        compare(renderComparison(shown, {}, nullptr, kSize), "missing-truth");
    }

    void threshold() {
        ViewSettings settings;
        settings.thresholdMeV = 200;
        const QImage picture = renderComparison(comparison(), settings, nullptr, kSize);
        compare(picture, "threshold");
        const QImage all = renderComparison(comparison(), {}, nullptr, kSize);
        QVERIFY(test::differingShare(scenes(picture, {}), scenes(all, {})) > 2 * kAllowed);
    }

    void highlight() {
        const EventComparison shown = comparison();
        std::size_t hottest = 0;
        for (std::size_t i = 0; i < shown.event->hr().size(); ++i)
            if (shown.event->hr().energy[i] > shown.event->hr().energy[hottest])
                hottest = i;
        const QImage lit =
            renderComparison(shown, {}, nullptr, kSize, 1, CellReference{1, hottest});
        compare(lit, "highlight");
        const QImage plain = renderComparison(shown, {}, nullptr, kSize);
        QVERIFY(test::differingShare(scenes(lit, {}), scenes(plain, {})) > 2 * kAllowed);
    }

    void sameTwice() {
        const QImage first = renderComparison(comparison(), {}, nullptr, kSize);
        QVERIFY(first == renderComparison(comparison(), {}, nullptr, kSize));
    }

    void fourPanesAndALargePicture() {
        ViewSettings settings;
        settings.arrangement = PaneArrangement::TwoByTwo;
        const QImage picture = renderComparison(comparison(), settings, nullptr, {1600, 1200}, 2);
        QCOMPARE(picture.size(), QSize(1600, 1200));
        QVERIFY(brightest(picture, {900, 700, 600, 300}) > 120);
    }

    void noEvent() {
        const QImage picture = renderComparison({}, {}, nullptr, {300, 200});
        QCOMPARE(picture.size(), QSize(300, 200));
        QVERIFY_EXCEPTION_THROWN(renderComparison({}, {}, nullptr, {0, 200}), UsageError);
    }
};

QTEST_MAIN(TestComparisonPicture)
#include "TestComparisonPicture.moc"
