// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/EventFigures.h"
#include "analysis/Observables.h"
#include "plots/CellsInRange.h"
#include "plots/FigureTable.h"
#include "synthetic/SyntheticEvent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace calolens;

namespace {
const Histogram* find(const RatioFigure& figure, PictureRole role) {
    for (const FigureSeries& series : figure.series)
        if (series.role == role)
            return &series.histogram;
    return nullptr;
}

double sum(const std::vector<float>& energies) {
    return std::accumulate(energies.begin(), energies.end(), 0.0);
}

bool close(double a, double b, double relative = 1e-6) {
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}
} // namespace

class EventFiguresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spectrumCountsAllCells();
    void profilesSumToTheEnergyInGeV();
    void lrErrorsAreTheReadoutNoise();
    void spreadOfTheDraws();
    void dividesByTruthElseByLr();
    void labelsSayUnitsAndBinWidths();
    void cellsInABinAreThoseThatItCounts();
    void tablesHoldTheHistograms();
    void emptyEventGivesEmptyFigures();
};

void EventFiguresTest::spectrumCountsAllCells() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const RatioFigure figure = spectrumFigure(comparison);
    QCOMPARE(figure.series.size(), std::size_t{3});
    const auto hr = static_cast<double>(comparison.event->hr().size());
    QCOMPARE(find(figure, PictureRole::Truth)->total(), hr);
    QCOMPARE(find(figure, PictureRole::Predicted)->total(), hr);
    QCOMPARE(find(figure, PictureRole::Lr)->total(),
             static_cast<double>(comparison.event->lr().size()));
    for (const FigureSeries& series : figure.series)
        QCOMPARE(series.histogram.overflow(), 0.0); // the axis reaches the hottest cell
    QCOMPARE(find(figure, PictureRole::Lr)->binning().edges().front(), 1e-3); // 1 MeV in GeV
}

void EventFiguresTest::profilesSumToTheEnergyInGeV() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    for (const RatioFigure& figure : {layerFigure(comparison), lateralFigure(comparison)}) {
        QVERIFY(close(find(figure, PictureRole::Lr)->total(),
                      1e-3 * sum(comparison.event->lr().energy)));
        QVERIFY(close(find(figure, PictureRole::Truth)->total(),
                      1e-3 * sum(comparison.event->hr().energy)));
        QVERIFY(
            close(find(figure, PictureRole::Predicted)->total(), 1e-3 * sum(comparison.predicted)));
    }
    QCOMPARE(layerFigure(comparison).binNames, QStringList({"ECAL1", "ECAL2", "ECAL3"}));
}

void EventFiguresTest::lrErrorsAreTheReadoutNoise() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const RatioFigure figure = layerFigure(comparison);
    const auto& layer = comparison.event->lr().layer;
    const auto cells = static_cast<double>(std::count(layer.begin(), layer.end(), 1));
    QVERIFY(close(find(figure, PictureRole::Lr)->error(1), 1e-3 * 34.0 * std::sqrt(cells)));
    QCOMPARE(find(figure, PictureRole::Predicted)->error(1), 0.0);
    QCOMPARE(find(figure, PictureRole::Truth)->error(1), 0.0);
}

void EventFiguresTest::spreadOfTheDraws() {
    EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    // Three draws: the truth times 0.9, 1.0 and 1.1; mean 1, standard deviation 0.1.
    Prediction draws;
    draws.samples = 3;
    draws.cells = comparison.event->hr().size();
    for (const float factor : {0.9F, 1.0F, 1.1F})
        for (const float energy : comparison.event->hr().energy)
            draws.energy.push_back(factor * energy);
    comparison.predicted = draws.mean();
    for (const RatioFigure& figure :
         {layerFigure(comparison, &draws), lateralFigure(comparison, &draws)}) {
        const Histogram& predicted = *find(figure, PictureRole::Predicted);
        for (std::size_t i = 0; i < predicted.size(); ++i)
            QVERIFY(close(predicted.error(i), 0.1 * predicted.content(i), 1e-4));
    }
}

void EventFiguresTest::dividesByTruthElseByLr() {
    auto event = test::syntheticEvent();
    EventComparison comparison = test::syntheticComparison(event);
    QVERIFY(layerFigure(comparison).denominator() == PictureRole::Truth);
    event->levels[1].energy.clear();
    QVERIFY(layerFigure(comparison).denominator() == PictureRole::Lr);
    comparison.predicted.clear();
    QVERIFY(!layerFigure(comparison).denominator().has_value());
    QCOMPARE(layerFigure(comparison).series.size(), std::size_t{1});
}

void EventFiguresTest::labelsSayUnitsAndBinWidths() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    QCOMPARE(spectrumFigure(comparison).xLabel, QStringLiteral("Cell energy [GeV]"));
    QCOMPARE(spectrumFigure(comparison).yLabel, QStringLiteral("Cells / 0.25 decade"));
    const RatioFigure lateral = lateralFigure(comparison);
    const Binning& bins = lateral.series.front().histogram.binning();
    QCOMPARE(lateral.yLabel, QStringLiteral("Energy / %1 [GeV]").arg(bins.width(0), 0, 'g', 3));
    QVERIFY(close(bins.width(0), 0.025)); // the cells are 0.0234 x 0.0245
}

/// Whatever bin one chooses: its cells make up its content.
void EventFiguresTest::cellsInABinAreThoseThatItCounts() {
    const EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    const Event& event = *comparison.event;
    const auto figures = eventFigures(comparison);
    for (std::size_t plot = 0; plot < figures.size(); ++plot)
        for (const FigureSeries& series : figures[plot].series) {
            const EventPicture picture = series.role == PictureRole::Lr ? lrPicture(event)
                                         : series.role == PictureRole::Truth
                                             ? *truthPicture(event)
                                             : *predictedPicture(comparison);
            const Binning& bins = series.histogram.binning();
            for (std::size_t bin = 0; bin < bins.size(); ++bin) {
                const auto cells = cellsInRange(static_cast<EventPlot>(plot), event, picture,
                                                bins.low(bin), bins.high(bin));
                QVERIFY(std::is_sorted(cells.begin(), cells.end()));
                double content = static_cast<double>(cells.size());
                if (static_cast<EventPlot>(plot) != EventPlot::Spectrum) {
                    content = 0;
                    for (const std::size_t cell : cells)
                        content += 1e-3 * picture.energy[cell];
                }
                QVERIFY2(std::abs(content - series.histogram.content(bin)) <
                             1e-6 * (1 + std::abs(content)),
                         qPrintable(QStringLiteral("%1, bin %2").arg(series.name).arg(bin)));
            }
        }
}

void EventFiguresTest::tablesHoldTheHistograms() {
    const RatioFigure figure = lateralFigure(test::syntheticComparison(test::syntheticEvent()));
    const QList<QByteArray> lines = figureCsv(figure).split('\n');
    const Histogram& truth = *find(figure, PictureRole::Truth);
    const auto column = lines[1].trimmed().split(',').indexOf("truth");
    QVERIFY(column > 1);
    const QJsonObject json = QJsonDocument::fromJson(figureJson(figure)).object();
    QCOMPARE(static_cast<std::size_t>(json["edges"].toArray().size()), truth.size() + 1);
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const auto fields = lines[static_cast<int>(i) + 2].trimmed().split(',');
        QCOMPARE(fields[0].toDouble(), truth.binning().low(i));
        QCOMPARE(fields[column].toDouble(), truth.content(i)); // to the bit
        for (const auto series : json["series"].toArray())
            if (series.toObject()["picture"].toString() == QLatin1String("truth"))
                QCOMPARE(series.toObject()["content"].toArray()[static_cast<int>(i)].toDouble(),
                         truth.content(i));
    }
}

void EventFiguresTest::emptyEventGivesEmptyFigures() {
    EventComparison comparison;
    comparison.event = test::syntheticEvent({});
    for (const RatioFigure& figure : eventFigures(comparison))
        for (const FigureSeries& series : figure.series)
            QCOMPARE(series.histogram.total(), 0.0);
}

QTEST_APPLESS_MAIN(EventFiguresTest)
#include "EventFiguresTest.moc"
