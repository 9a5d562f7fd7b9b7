// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/RatioPlot.h"
#include "plots/EventFigures.h"
#include "synthetic/SyntheticEvent.h"

#include <QApplication>
#include <QImage>
#include <QTest>

using namespace calolens;

namespace {
const QSize size(1500, 1750);
constexpr double unit = 5; // pixels per point

QImage picture(RatioPlot& plot) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QCPPainter painter;
    painter.begin(&image);
    painter.setMode(QCPPainter::pmNoCaching);
    plot.paint(painter, QRect(QPoint(), size));
    painter.end();
    return image;
}

int pixelsLike(const QImage& image, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            const int distance = std::abs(c.red() - colour.red()) +
                                 std::abs(c.green() - colour.green()) +
                                 std::abs(c.blue() - colour.blue());
            count += distance < 12 ? 1 : 0;
        }
    return count;
}

/// Two bins: truth 10 and 10, prediction 5 and 100, LR 10 and 0.
RatioFigure figure() {
    const Binning bins = Binning::uniform(2, 0, 2);
    RatioFigure result;
    result.xLabel = QStringLiteral("x");
    result.yLabel = QStringLiteral("y");
    const auto add = [&](PictureRole role, double first, double second) {
        Histogram h(bins);
        h.fill(0.5, first, 1);
        h.fill(1.5, second, 1);
        result.series.push_back({role, QStringLiteral("series"), h});
    };
    add(PictureRole::Lr, 10, 0);
    add(PictureRole::Predicted, 5, 100);
    add(PictureRole::Truth, 10, 10);
    return result;
}
} // namespace

class RatioPlotTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawsEverySeriesInItsColour();
    void truthIsFilled();
    void staysInsideItsRectangle();
    void hasALowerPanelOnlyWithARatio();
    void lowerPanelsOtherThanRatios();
    void legendsHaveRoom();
    void panelsShareTheirSidesAndAxis();
    void markersBeyondTheRangeStayVisible();
    void logarithmicAxesTakeZeros();
    void followsTheTheme();
    void coloursDifferInGreyToo();
};

void RatioPlotTest::drawsEverySeriesInItsColour() {
    const PlotStyle style = PlotStyle::paper(unit);
    RatioPlot plot(style);
    plot.setFigure(figure());
    const QImage image = picture(plot);
    for (const PictureRole role : {PictureRole::Lr, PictureRole::Predicted, PictureRole::Truth})
        QVERIFY(pixelsLike(image, style.colour(role)) > 50);
    QCOMPARE(pixelsLike(image, Qt::magenta), 0); // the background is painted everywhere
}

void RatioPlotTest::truthIsFilled() {
    const PlotStyle style = PlotStyle::paper(unit);
    RatioPlot plot(style);
    plot.setFigure(figure());
    const auto fillOfUpperPanel = [&] {
        const QImage image = picture(plot);
        return pixelsLike(image.copy(plot.axisRect(0)->rect()),
                          style.fill(PictureRole::Truth).color());
    };
    const int filled = fillOfUpperPanel();
    RatioFigure without = figure();
    without.series.pop_back();
    plot.setFigure(without);
    const int empty = fillOfUpperPanel();
    QVERIFY(filled > 2000);
    QVERIFY(empty < filled / 10);
}

void RatioPlotTest::staysInsideItsRectangle() {
    RatioPlot plot(PlotStyle::paper(unit));
    plot.setFigure(figure());
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QCPPainter painter;
    painter.begin(&image);
    painter.setMode(QCPPainter::pmNoCaching);
    const QRect rect(200, 250, 1000, 1100);
    plot.paint(painter, rect);
    painter.end();
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            if (!rect.adjusted(-1, -1, 1, 1).contains(x, y) &&
                image.pixelColor(x, y) != QColor(Qt::magenta))
                QFAIL(qPrintable(QStringLiteral("painted at %1, %2").arg(x).arg(y)));
}

void RatioPlotTest::hasALowerPanelOnlyWithARatio() {
    RatioPlot plot(PlotStyle::paper(unit));
    plot.setFigure(figure());
    QCOMPARE(plot.axisRectCount(), 2);
    RatioFigure alone = figure();
    alone.series.erase(alone.series.begin() + 1, alone.series.end());
    plot.setFigure(alone);
    QCOMPARE(plot.axisRectCount(), 1);
    plot.setFigure({});
    QCOMPARE(plot.axisRectCount(), 1);
    picture(plot); // no series at all
}

/// Errors are one: the prediction is -5 and 90 away from truth, -5/sqrt(2) and 90/sqrt(2) of its
/// error.
void RatioPlotTest::lowerPanelsOtherThanRatios() {
    RatioPlot plot(PlotStyle::paper(unit));
    RatioFigure shown = figure();
    shown.lower = LowerPanel::Difference;
    plot.setFigure(shown);
    QCPRange range = plot.axisRect(1)->axis(QCPAxis::atLeft)->range();
    QVERIFY(range.upper > 91 && range.upper < 120);
    QCOMPARE(range.lower, -range.upper);
    shown.lower = LowerPanel::Pull;
    plot.setFigure(shown);
    range = plot.axisRect(1)->axis(QCPAxis::atLeft)->range();
    QVERIFY(range.upper > 9 && range.upper < 13); // what is further off is an arrow head
    const PlotStyle style = PlotStyle::paper(unit);
    QVERIFY(pixelsLike(picture(plot).copy(plot.axisRect(1)->rect()),
                       style.colour(PictureRole::Predicted)) > 20);
    shown.lower = LowerPanel::None;
    plot.setFigure(shown);
    QCOMPARE(plot.axisRectCount(), 1);
    QVERIFY(lowerPanelNamed("pull") == LowerPanel::Pull && !lowerPanelNamed("push"));
}

/// Nothing that is drawn stands below the legend's text.
void RatioPlotTest::legendsHaveRoom() {
    RatioPlot plot(PlotStyle::paper(unit));
    RatioFigure shown = figure();
    plot.setFigure(shown);
    picture(plot);
    const QCPRange with = plot.axisRect(0)->axis(QCPAxis::atLeft)->range();
    const double highest = 101; // content and error of the highest bin
    const QRect upper = plot.axisRect(0)->rect();
    const double top = upper.bottom() - highest / with.upper * upper.height();
    QVERIFY(plot.legend->outerRect().bottom() < top);
    plot.setLegendShown(false);
    QVERIFY(plot.axisRect(0)->axis(QCPAxis::atLeft)->range().upper < with.upper);
}

void RatioPlotTest::panelsShareTheirSidesAndAxis() {
    RatioPlot plot(PlotStyle::paper(unit));
    plot.setFigure(figure());
    picture(plot);
    const QRect upper = plot.axisRect(0)->rect();
    const QRect lower = plot.axisRect(1)->rect();
    QCOMPARE(upper.left(), lower.left());
    QCOMPARE(upper.right(), lower.right());
    QVERIFY(upper.bottom() < lower.top());
    QVERIFY(upper.height() > 1.5 * lower.height());
    QCOMPARE(plot.axisRect(0)->axis(QCPAxis::atBottom)->range(),
             plot.axisRect(1)->axis(QCPAxis::atBottom)->range());
    QVERIFY(!plot.axisRect(0)->axis(QCPAxis::atBottom)->tickLabels());
}

void RatioPlotTest::markersBeyondTheRangeStayVisible() {
    // Prediction over truth is 10 in the second bin, far above the panel.
    const PlotStyle style = PlotStyle::paper(unit);
    RatioPlot plot(style);
    plot.setFigure(figure());
    const QImage image = picture(plot);
    const QRect lower = plot.axisRect(1)->rect();
    const QRect corner(lower.center().x(), lower.top(), lower.width() / 2, lower.height() / 3);
    QVERIFY(pixelsLike(image.copy(corner), style.colour(PictureRole::Predicted)) > 10);
}

void RatioPlotTest::logarithmicAxesTakeZeros() {
    RatioPlot plot(PlotStyle::paper(unit));
    RatioFigure log = figure();
    log.logY = true;
    plot.setFigure(log);
    const QImage image = picture(plot);
    const QCPRange range = plot.axisRect(0)->axis(QCPAxis::atLeft)->range();
    QVERIFY(range.lower > 0 && range.lower <= 5 && range.upper > 100);
    QVERIFY(pixelsLike(image, PlotStyle::paper(unit).colour(PictureRole::Lr)) > 50);
}

void RatioPlotTest::followsTheTheme() {
    RatioPlot plot(PlotStyle::screen(true, unit));
    plot.setFigure(figure());
    const QColor dark = picture(plot).pixelColor(1, 1);
    plot.setStyle(PlotStyle::screen(false, unit));
    const QColor light = picture(plot).pixelColor(1, 1);
    QVERIFY(dark.lightness() < 60);
    QVERIFY(light.lightness() > 200);
}

void RatioPlotTest::coloursDifferInGreyToo() {
    // Printed without colour, lines are told apart by their pattern and truth by its fill.
    const PlotStyle style = PlotStyle::paper(1);
    QVERIFY(style.outline(PictureRole::Lr).style() !=
            style.outline(PictureRole::Predicted).style());
    const QColor fill = style.fill(PictureRole::Truth).color();
    QVERIFY(qGray(fill.rgb()) - qGray(style.colour(PictureRole::Predicted).rgb()) > 80);
    QVERIFY(255 - qGray(fill.rgb()) > 20);
    QCOMPARE(style.fill(PictureRole::Lr).style(), Qt::NoBrush);
}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    RatioPlotTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "RatioPlotTest.moc"
