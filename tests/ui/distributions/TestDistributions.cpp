// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "distributions/DistributionsWindow.h"
#include "event/PredictionWriter.h"
#include "plots/RatioPlot.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int Events = 60, Predicted = 40;

double sum(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}
} // namespace

/// Distributions over a file, and the events one chooses in them.
class TestDistributions : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<EventFile> m_file;

    /// The window when it has read all events.
    std::unique_ptr<DistributionsWindow> scanned(const std::string& prediction) {
        auto window = std::make_unique<DistributionsWindow>(m_file, prediction);
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        return QTest::qWaitFor([&] { return !window->scanning(); }) ? std::move(window) : nullptr;
    }
    static std::size_t indexOf(const SampleValues& values, const std::string& name) {
        for (std::size_t i = 0; i < values.infos().size(); ++i)
            if (values.infos()[i].name == name)
                return i;
        return values.infos().size();
    }

private Q_SLOTS:
    /// A file of which two thirds are predicted: draw 0 is the truth doubled, draw 1 zero.
    void initTestCase() {
        const QString path = m_folder.filePath(QStringLiteral("a.h5"));
        writeSampleFile(path, Events);
        const std::filesystem::path name = path.toStdString();
        {
            PredictionInfo info{"p", "m", "c", "heun", "karras", 3, 5, 1, 2, "0"};
            PredictionWriter writer(name, name, info);
            const auto file = EventFile::open(name);
            for (int i = 0; i < Predicted; ++i) {
                std::vector<float> energies = file->read(i).hr().energy;
                for (float& energy : energies)
                    energy *= 2;
                energies.resize(2 * energies.size(), 0.0F);
                writer.write(i, energies);
            }
            writer.finish();
        }
        m_file = EventFile::open(name);
    }

    void valuesAreThoseOfTheEvents() {
        const auto window = scanned("p");
        QVERIFY(window);
        const SampleValues& values = window->values();
        QCOMPARE(values.size(), std::size_t{Events});
        const std::size_t overLr = indexOf(values, "energy_over_lr");
        QVERIFY(overLr < values.infos().size());
        for (int i = 0; i < Events; ++i) {
            const auto row = static_cast<std::size_t>(i);
            const Event event = m_file->read(i);
            const double truth = sum(event.hr().energy) / sum(event.lr().energy);
            const auto value = [&](SamplePicture picture) {
                return static_cast<double>(values.column(picture, overLr)[row]);
            };
            constexpr double Tolerance = 1e-4;
            QVERIFY(std::abs(value(SamplePicture::Truth) - truth) < Tolerance);
            QVERIFY(std::abs(value(SamplePicture::Lr) - 1) < Tolerance);
            if (i < Predicted) {
                QVERIFY(std::abs(value(SamplePicture::Draw) - 2 * truth) < Tolerance);
                QVERIFY(std::abs(value(SamplePicture::Mean) - truth) < Tolerance);
            } else {
                QVERIFY(std::isnan(value(SamplePicture::Draw)));
                QVERIFY(std::isnan(value(SamplePicture::Mean)));
            }
        }
    }

    /// Every event is in a bin, or is said to lie outside.
    void histogramsHoldAllEvents() {
        const auto window = scanned("p");
        QVERIFY(window);
        for (std::size_t i = 0; i < window->values().infos().size(); ++i) {
            const RatioFigure figure = sampleFigure(window->values(), i, {});
            for (const FigureSeries& series : figure.series) {
                int defined = 0;
                const SamplePicture picture =
                    series.role == PictureRole::Truth ? SamplePicture::Truth
                    : series.role == PictureRole::Lr  ? SamplePicture::Lr
                                                      : SamplePicture::Draw;
                for (const float value : window->values().column(picture, i))
                    defined += std::isfinite(value) ? 1 : 0;
                QCOMPARE(series.histogram.total(), static_cast<double>(defined));
                const bool outside = series.histogram.total() > series.histogram.integral();
                QVERIFY(!outside || figure.note.contains(series.name));
            }
        }
    }

    void withoutPredictionThereIsNone() {
        const auto window = scanned({});
        QVERIFY(window);
        QVERIFY(!window->values().has(SamplePicture::Draw));
        const RatioFigure figure = sampleFigure(window->values(), 0, {});
        QCOMPARE(figure.series.size(), std::size_t{2});
    }

    /// As in a session: nothing is read before one asks for it, then all is as it was.
    void aStateComesBack() {
        const auto before = scanned("p");
        QVERIFY(before);
        QVERIFY(before->choose("c2"));
        const auto [low, high] = [&] {
            const Binning& bins =
                sampleFigure(before->values(), indexOf(before->values(), "c2"), {})
                    .series.front()
                    .histogram.binning();
            return std::pair(bins.low(3), bins.high(9));
        }();
        before->selectRange(low, high);
        DistributionsState state = before->state();
        QCOMPARE(state.observable, std::string("c2"));
        QVERIFY(state.range == std::pair(low, high));
        state.logarithmic = true;
        state.brushed = SamplePicture::Truth;

        DistributionsWindow after(m_file, "p", nullptr, false);
        after.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy chosen(&after, &DistributionsWindow::eventsChosen);
        after.setState(state);
        QVERIFY(after.scanning());
        QCOMPARE(after.values().size(), std::size_t{0});
        QCOMPARE(chosen.count(), 0);
        after.read();
        QVERIFY(QTest::qWaitFor([&] { return !after.scanning(); }));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(
            chosen[0][0].value<std::vector<qint64>>(),
            after.values().between(SamplePicture::Truth, indexOf(after.values(), "c2"), low, high));
        const DistributionsState now = after.state();
        QCOMPARE(now.observable, state.observable);
        QVERIFY(now.logarithmic && now.brushed == SamplePicture::Truth && now.range == state.range);
        after.read(); // once is enough
        QCOMPARE(after.values().size(), std::size_t{Events});
    }

    /// A drag across the plot, with the mouse: the events chosen are as many as the bins say.
    void aDragChoosesTheEventsInItsBins() {
        const auto window = scanned("p");
        QVERIFY(window);
        window->resize(900, 600);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        QVERIFY(window->choose("hottest_cell_fraction"));
        QVERIFY(!window->choose("colour"));
        const std::size_t index = indexOf(window->values(), "hottest_cell_fraction");
        RatioPlot& plot = window->plot();
        plot.replot();
        QSignalSpy ranges(&plot, &RatioPlot::rangeSelected);
        QSignalSpy chosen(window.get(), &DistributionsWindow::eventsChosen);
        const QPoint from(plot.width() / 2, plot.height() / 4);
        const QPoint to(plot.width() * 4 / 5, plot.height() / 3);
        QTest::mousePress(&plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(&plot, to);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
        QCOMPARE(ranges.count(), 1);
        QCOMPARE(chosen.count(), 1);
        const double low = ranges[0][0].toDouble(), high = ranges[0][1].toDouble();
        QVERIFY(low < high);
        const auto events = chosen[0][0].value<std::vector<qint64>>();
        double inBins = 0;
        const RatioFigure figure = sampleFigure(window->values(), index, {});
        for (const FigureSeries& series : figure.series)
            if (series.role == PictureRole::Predicted) // what is chosen by, if nothing else is said
                for (std::size_t bin = 0; bin < series.histogram.size(); ++bin)
                    if (const double centre = series.histogram.binning().centre(bin);
                        centre > low && centre < high)
                        inBins += series.histogram.content(bin);
        QCOMPARE(static_cast<double>(events.size()), inBins);
        for (const qint64 event : events) {
            const float value = window->values().column(SamplePicture::Draw,
                                                        index)[static_cast<std::size_t>(event)];
            QVERIFY(value >= low && value < high);
        }
    }
};

QTEST_MAIN(TestDistributions)
#include "TestDistributions.moc"
