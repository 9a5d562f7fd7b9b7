// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ViewSettingsJson.h"
#include "error/Error.h"

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
