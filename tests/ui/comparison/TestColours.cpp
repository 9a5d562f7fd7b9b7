// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellAppearance.h"
#include "comparison/ColourMap.h"
#include "comparison/EnergyScale.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace calolens;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kRounding = 0.35; // of L*, from colours of eight bits

} // namespace

class TestColours : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lightnessOfKnownColours() {
        QVERIFY(std::abs(lightness({0, 0, 0})) < 1e-6);
        QVERIFY(std::abs(lightness({255, 255, 255}) - 100) < 1e-3);
        QVERIFY(std::abs(lightness({119, 119, 119}) - 50.03) < 0.1); // middle grey
        QVERIFY(std::abs(lightness({255, 0, 0}) - 53.24) < 0.05);
    }

    /// Those for paper grow darker.
    void sequentialMapsGrowLighter() {
        QVERIFY(colourMapNames().size() >= 3);
        for (const std::string& name : colourMapNames()) {
            const ColourMap& map = ColourMap::named(name);
            QCOMPARE(map.name(), name);
            QVERIFY(!map.diverging());
            const bool paper = name.ends_with("-paper");
            const auto along = [paper](double x) { return paper ? 1 - x : x; };
            double last = lightness(map.at(along(0)));
            const double first = last;
            for (int i = 1; i <= 200; ++i) {
                const double now = lightness(map.at(along(i / 200.0)));
                QVERIFY2(now > last - kRounding, name.c_str());
                last = std::max(last, now);
            }
            QVERIFY2(last - first > 60, name.c_str()); // survives a black and white printer
        }
    }

    void twoSidedMapIsLightestInTheMiddle() {
        const ColourMap& map = ColourMap::named(divergingColourMapNames().front());
        QVERIFY(map.diverging());
        for (int i = 1; i <= 100; ++i)
            for (const double side : {-0.5, 0.5})
                QVERIFY(lightness(map.at(0.5 + side * i / 100)) <
                        lightness(map.at(0.5 + side * (i - 1) / 100)) + kRounding);
        QVERIFY(std::abs(lightness(map.at(0)) - lightness(map.at(1))) < 10);
    }

    void outOfRangeIsClamped() {
        const ColourMap& map = ColourMap::named("viridis");
        QVERIFY(map.at(-1) == map.at(0) && map.at(2) == map.at(1) && map.at(kNan) == map.at(0));
        QCOMPARE(ColourMap::named("no such map").name(), colourMapNames().front());
    }

    void logarithmicScale() {
        const EnergyScale scale(1, 10000, true);
        QVERIFY(std::abs(scale.position(100) - 0.5) < 1e-12);
        QCOMPARE(scale.position(0.1), 0.0);
        QCOMPARE(scale.position(-5), 0.0);
        QCOMPARE(scale.position(kNan), 0.0);
        QCOMPARE(scale.position(1e6), 1.0);
        int labels = 0;
        for (const auto& tick : scale.ticks())
            labels += tick.label.empty() ? 0 : 1;
        QCOMPARE(labels, 5); // 1, 10, 100 MeV, 1, 10 GeV
        QCOMPARE(scale.ticks().back().label, std::string("10 GeV"));
    }

    void signedScaleHasZeroInTheMiddle() {
        const EnergyScale scale = EnergyScale::signedScale(340);
        QCOMPARE(scale.high(), 500.0);
        QCOMPARE(scale.position(0), 0.5);
        QCOMPARE(scale.position(-500), 0.0);
        QCOMPARE(scale.ticks().size(), std::size_t{5});
        QCOMPARE(scale.ticks()[2].label, std::string("0"));
        QCOMPARE(scale.ticks()[4].label, std::string("+500 MeV"));
    }

    void scaleOfAnEventHoldsItsCells() {
        const auto event = test::syntheticEvent();
        for (const bool logarithmic : {true, false}) {
            const EnergyScale scale = EnergyScale::forEvent(*event, 1, logarithmic);
            for (const float energy : event->lr().energy)
                QVERIFY(energy <= scale.high());
            QVERIFY(scale.low() < scale.high());
            QCOMPARE(scale.logarithmic(), logarithmic);
        }
        Event nothing = *event;
        for (CellSet& cells : nothing.levels)
            cells = {};
        const EnergyScale scale = EnergyScale::forEvent(nothing, 1, true);
        QVERIFY(scale.low() > 0 && scale.low() < scale.high());
    }

    void textInTheUnitThatReadsBest() {
        QCOMPARE(energyText(0), std::string("0"));
        QCOMPARE(energyText(340.4), std::string("340 MeV"));
        QCOMPARE(energyText(12345), std::string("12.3 GeV"));
        QCOMPARE(energyText(-2500), std::string("-2.5 GeV"));
        QCOMPARE(energyText(kNan), std::string("not known"));
    }

    void whatIsDrawn() {
        ViewSettings settings;
        settings.thresholdMeV = 10;
        settings.layerVisible = {true, false};
        const CellAppearance look(settings, EnergyScale(1, 10000, true), false);
        QVERIFY(look.shown(0, 10) && !look.shown(0, 9.9) && !look.shown(0, 0));
        QVERIFY(!look.shown(0, kNan));
        QVERIFY(!look.shown(1, 1000));
        QVERIFY(look.shown(2, 1000)); // not listed: visible
        QCOMPARE(look.size(0, 1), 0.0);
        QVERIFY(look.size(0, 5000) > look.size(0, 50));
        QVERIFY(look.size(0, 1e9) <= 1);

        settings.thresholdMeV = 0;
        const CellAppearance all(settings, EnergyScale(1, 10000, true), false);
        QVERIFY(!all.shown(0, 0) && !all.shown(0, -3) && all.shown(0, 0.01));
        const CellAppearance difference(settings, EnergyScale::signedScale(100), true);
        QVERIFY(difference.shown(0, -3) && !difference.shown(0, 0));
        QCOMPARE(difference.size(0, -50), difference.size(0, 50));
    }
};

QTEST_GUILESS_MAIN(TestColours)
#include "TestColours.moc"
