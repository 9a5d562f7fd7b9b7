// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ColourMap.h"
#include "comparison/ViewSettingsJson.h"
#include "error/Error.h"

#include <QRandomGenerator>
#include <QTest>

using namespace calolens;

/// What is saved of a view is the whole view.
class TestViewSettingsJson : public QObject {
    Q_OBJECT
    /// Settings of which each differs from its default.
    static LookedAt unusual() {
        LookedAt looked;
        looked.settings.thresholdMeV = 0.1 + 0.2; // not a short decimal number
        looked.settings.layerVisible = {true, false, true};
        looked.settings.logScale = false;
        looked.settings.colourMap = "cividis";
        looked.settings.dark = true; // of the theme, which is not part of it
        looked.settings.style = CellStyle::Points;
        looked.settings.sizeByEnergy = false;
        looked.settings.cellScale = 0.7;
        looked.settings.opacity = 0.4;
        looked.settings.layerGapMm = 123.25;
        looked.settings.showDetector = false;
        looked.settings.showWindow = false;
        looked.settings.showParticles = false;
        looked.settings.showAxes = false;
        looked.settings.arrangement = PaneArrangement::Single;
        looked.settings.singlePane = PaneRole::Difference;
        looked.settings.showDifference = true;
        looked.settings.blendFirst = PaneRole::Lr;
        looked.settings.blendSecond = PaneRole::Reference;
        looked.settings.blend = 0.3;
        looked.settings.flickerSeconds = 1.5;
        looked.settings.showMaps = true;
        looked.settings.mapLayer = 2;
        looked.settings.differenceMap = "purple-green";
        looked.settings.sharedRange = false;
        looked.settings.rangeLowMeV = 2.5;
        looked.settings.rangeHighMeV = 7000;
        looked.settings.legendFloats = true;
        looked.settings.legendX = 0.1;
        looked.settings.legendY = 0.9;
        looked.settings.clipEta = -0.2;
        looked.settings.clipPhi = 0.4;
        looked.settings.clipDepth = 0.6;
        looked.camera = CameraState{{1.0 / 3, -2, 3e3}, {4, 5, 6}, {0, 1e-17, 1}, 25.5};
        looked.pinned = CellReference{1, 77};
        return looked;
    }

private Q_SLOTS:
    /// However a view is set, it comes back.
    void anyViewComesBack() {
        QRandomGenerator random(3);
        const auto share = [&] { return random.generateDouble(); };
        const auto flag = [&] { return random.bounded(2) == 1; };
        const auto role = [&] {
            return static_cast<PaneRole>(random.bounded(static_cast<int>(paneRoleCount)));
        };
        constexpr int Views = 500;
        for (int n = 0; n < Views; ++n) {
            LookedAt before;
            ViewSettings& s = before.settings;
            s.thresholdMeV = 1000 * share();
            for (int i = random.bounded(6); i > 0; --i)
                s.layerVisible.push_back(flag());
            s.logScale = flag();
            const auto maps = colourMapNames();
            s.colourMap = maps[random.bounded(static_cast<quint32>(maps.size()))];
            s.style = static_cast<CellStyle>(random.bounded(3));
            s.sizeByEnergy = flag();
            s.cellScale = 0.01 + share();
            s.opacity = share();
            s.layerGapMm = 500 * share();
            s.showDetector = flag();
            s.showWindow = flag();
            s.showParticles = flag();
            s.showAxes = flag();
            s.arrangement = static_cast<PaneArrangement>(random.bounded(6));
            s.singlePane = role();
            s.showDifference = flag();
            s.blendFirst = role();
            s.blendSecond = role();
            s.blend = share();
            s.flickerSeconds = flag() ? 0 : 0.5 + share();
            s.showMaps = flag();
            s.mapLayer = random.bounded(5) - 1;
            s.sharedRange = flag();
            s.rangeLowMeV = 10 * share();
            s.rangeHighMeV = 1e5 * share();
            s.legendFloats = flag();
            s.legendX = share();
            s.legendY = share();
            s.clipEta = 2 * share() - 1;
            s.clipPhi = 2 * share() - 1;
            s.clipDepth = 2 * share() - 1;
            const auto length = [&] { return 1e4 * (share() - 0.5); };
            if (flag())
                before.camera = CameraState{{length(), length(), length()},
                                            {length(), length(), length()},
                                            {share(), share(), share()},
                                            60 * share()};
            if (flag())
                before.pinned = CellReference{random.bounded(3), random.bounded(9999u)};
            before.selection.level = random.bounded(2);
            for (std::size_t cell = 0; cell < 60; ++cell)
                if (random.bounded(3) > 0)
                    before.selection.cells.push_back(cell);
            const std::string text = toJson(before);
            const LookedAt after = lookedAtFromJson(text);
            QVERIFY2(after.settings == before.settings, text.c_str());
            QVERIFY(after.pinned == before.pinned);
            QVERIFY2(after.selection == before.selection, text.c_str());
            QCOMPARE(after.camera.has_value(), before.camera.has_value());
            QCOMPARE(toJson(after), text); // the camera too
            QVERIFY(after.unknownKeys.empty());
            QCOMPARE(toJson(lookedAtInWindow(std::string("{\"view\":").append(text).append("}"))),
                     text);
        }
        QVERIFY(lookedAtInWindow({}).settings == ViewSettings());
        QVERIFY(lookedAtInWindow("{}").settings == ViewSettings());
        QVERIFY_THROWS_EXCEPTION(UsageError, (void)lookedAtInWindow("{"));
        for (const char* cells : {"[[3,1]]", "[[1,3],[2,5]]", "[[0,99999999]]"})
            QVERIFY_THROWS_EXCEPTION(
                UsageError, (void)lookedAtFromJson("{\"selection\":{\"level\":0,\"cells\":" +
                                                   std::string(cells) + "}}"));
    }

    void allComesBackToTheBit() {
        const LookedAt before = unusual();
        const LookedAt after = lookedAtFromJson(toJson(before));
        QVERIFY(after.settings == before.settings);
        QVERIFY(after.pinned == before.pinned);
        QVERIFY(after.camera.has_value());
        QCOMPARE(after.camera->position.x, before.camera->position.x);
        QCOMPARE(after.camera->position.z, before.camera->position.z);
        QCOMPARE(after.camera->focalPoint.y, before.camera->focalPoint.y);
        QCOMPARE(after.camera->viewUp.y, before.camera->viewUp.y);
        QCOMPARE(after.camera->viewAngle, before.camera->viewAngle);
    }

    void whatIsMissingKeepsItsDefault() {
        const LookedAt looked = lookedAtFromJson(R"({"threshold_mev": 5, "of_the_future": []})");
        QCOMPARE(looked.unknownKeys, std::vector<std::string>{"of_the_future"});
        ViewSettings expected;
        expected.thresholdMeV = 5;
        QVERIFY(looked.settings == expected);
        QVERIFY(!looked.camera && !looked.pinned);
    }

    /// A hand that edits a session, or another version: nothing that no control could set.
    void whatNoControlCouldSetIsNotTaken() {
        const LookedAt looked = lookedAtFromJson(
            R"({"colour_map": "of the future", "difference_map": "", "opacity": 7, "cell_scale": -1,
                "threshold_mev": -5, "layer_gap_mm": 1e300, "flicker_seconds": 0.01, "clip_eta": 9,
                "map_layer": -7, "blend": 2})");
        const ViewSettings usual;
        QCOMPARE(looked.settings.colourMap, usual.colourMap);
        QCOMPARE(looked.settings.differenceMap, usual.differenceMap);
        QCOMPARE(looked.settings.opacity, 1.0);
        QVERIFY(looked.settings.cellScale > 0);
        QCOMPARE(looked.settings.thresholdMeV, 0.0);
        QVERIFY(looked.settings.layerGapMm < 1e6);
        QVERIFY(looked.settings.flickerSeconds >= ViewSettings::FastestFlickerSeconds);
        QCOMPARE(looked.settings.clipEta, 1.0);
        QCOMPARE(looked.settings.mapLayer, -1);
        QCOMPARE(looked.settings.blend, 1.0);
    }

    void nonsenseIsNamed_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("named");
        QTest::newRow("enumeration")
            << QStringLiteral(R"({"style": "donuts"})") << QStringLiteral("donuts");
        QTest::newRow("type") << QStringLiteral(R"({"opacity": "much"})")
                              << QStringLiteral("string");
        QTest::newRow("no object") << QStringLiteral("[1") << QStringLiteral("parse");
        QTest::newRow("camera") << QStringLiteral(R"({"camera": {"position_mm": [1]}})")
                                << QStringLiteral("range");
    }
    void nonsenseIsNamed() {
        QFETCH(QString, json);
        QFETCH(QString, named);
        try {
            (void)lookedAtFromJson(json.toStdString());
            QFAIL("nothing was thrown");
        } catch (const UsageError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(named), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestViewSettingsJson)
#include "TestViewSettingsJson.moc"
