// SPDX-License-Identifier: GPL-3.0-or-later
#include "ToyPosterior.h"
#include "analysis/checks/CheckJson.h"
#include "analysis/checks/CheckRegistry.h"
#include "analysis/checks/ErrorForecast.h"
#include "analysis/checks/FileCheckRun.h"
#include "analysis/checks/file/Tarp.h"
#include "analysis/checks/file/TruthRanks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int events = 400;

FileCheckReport reportOf(const ToyPosterior& toy, int count = events, bool truth = true) {
    FileCheckRun run(1);
    for (int e = 0; e < count; ++e) {
        const ToyEvent made = toyEvent(toy, e);
        if (!truth)
            made.event->levels.back().energy.clear();
        run.add(EventEvidence(*made.event, &made.prediction));
    }
    return run.finish({"toy.h5", {}, {}, 1});
}

const CheckResult& resultOf(const FileCheckReport& report, const char* id) {
    for (const CheckFinding& finding : report.checks)
        if (finding.info.id == id)
            return finding.result;
    static const CheckResult none;
    return none;
}

QString said(const CheckResult& result) {
    return QString("%1: %2 (%3)")
        .arg(QLatin1String(verdictName(result.verdict())))
        .arg(result.value().value_or(NAN))
        .arg(QString::fromStdString(result.reason()));
}
} // namespace

class FileChecksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_right = reportOf({});
        ToyPosterior toy;
        toy.width = 0.5;
        m_narrow = reportOf(toy);
        toy.width = 2;
        m_wide = reportOf(toy);
        toy = {};
        toy.zeros = 0.3;
        m_sparse = reportOf(toy);
        toy.samePattern = true;
        m_samePattern = reportOf(toy);
    }

    void aRightModelIsRight_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"coverage-cells", "ranks-cells", "ranks-layers", "ranks-events",
                               "tarp", "spread-skill", "file-crps", "file-energy-score",
                               "file-variogram-score", "file-two-replica", "file-lr-consistency"})
            QTest::newRow(id) << QString(id);
    }
    void aRightModelIsRight() {
        QFETCH(QString, id);
        const CheckResult& result = resultOf(m_right, id.toLatin1().constData());
        QVERIFY2(result.verdict() == Verdict::Pass, qPrintable(said(result)));
    }

    void coverageIsExactForAnyNumberOfDraws() {
        for (const int draws : {2, 3, 9}) {
            ToyPosterior toy;
            toy.draws = draws;
            const FileCheckReport report = reportOf(toy, 200);
            const CheckResult& cells = resultOf(report, "coverage-cells");
            QVERIFY2(std::abs(*cells.value() - 0.68) < 0.02, qPrintable(said(cells)));
            QVERIFY(std::abs(cells.number("coverage_95") - 0.95) < 0.01);
        }
        for (const char* id : {"coverage-layers", "coverage-events"})
            QVERIFY(std::abs(*resultOf(m_right, id).value() - 0.68) < 0.08);
    }

    /// Half of the cells exactly zero in truth and draws alike: ties must not look like a fault.
    void zerosAreNoFault() {
        for (const char* id : {"coverage-cells", "ranks-cells", "file-two-replica",
                               "file-false-energy", "file-missed-energy", "file-crps", "tarp"}) {
            const CheckResult& result = resultOf(m_sparse, id);
            QVERIFY2(result.verdict() == Verdict::Pass, qPrintable(id + said(result)));
        }
    }

    void tooSureIsFound_data() { aRightModelIsRight_data(); }
    void tooSureIsFound() {
        QFETCH(QString, id);
        if (id == "file-two-replica" || id == "file-lr-consistency")
            QSKIP("does not look at the spread");
        const CheckResult& result = resultOf(m_narrow, id.toLatin1().constData());
        QVERIFY2(result.verdict() == Verdict::Fail, qPrintable(said(result)));
    }

    void tooCautiousIsFound() {
        for (const char* id : {"coverage-cells", "ranks-cells", "spread-skill", "tarp"}) {
            const CheckResult& result = resultOf(m_wide, id);
            QVERIFY2(result.verdict() == Verdict::Fail, qPrintable(id + said(result)));
        }
        // Error of truth and of the mean of nine draws, over what the draws claim.
        const auto expected = [](double width) {
            const double squared = width * width;
            return std::sqrt((1 + squared / 9) / (squared * (1 + 1.0 / 9)));
        };
        QVERIFY(std::abs(*resultOf(m_wide, "spread-skill").value() - expected(2)) < 0.03);
        QVERIFY(std::abs(*resultOf(m_narrow, "spread-skill").value() - expected(0.5)) < 0.05);
    }

    void sureAndWrongIsFound() {
        const CheckResult& result = resultOf(m_samePattern, "file-two-replica");
        QVERIFY2(result.verdict() == Verdict::Fail, qPrintable(said(result)));
        QCOMPARE(result.number("c_ss"), 1.0);
        QVERIFY(resultOf(m_samePattern, "file-false-energy").verdict() == Verdict::Fail);
    }

    void aBiasIsFound() {
        ToyPosterior toy;
        toy.bias = 5;
        const FileCheckReport report = reportOf(toy, 200);
        for (const char* id : {"ranks-cells", "ranks-layers", "ranks-events", "tarp"})
            QVERIFY2(resultOf(report, id).verdict() == Verdict::Fail, id);
    }

    void ranksOfTiesAreEven() {
        RandomStream random(2, RandomPurpose::Test);
        const std::vector<double> draws{0, 0, 0};
        int counts[4] = {};
        for (int i = 0; i < 8000; ++i)
            ++counts[truthRank(draws, 0, random).rank];
        for (const int count : counts)
            QVERIFY(std::abs(count - 2000) < 200);
        QCOMPARE(truthRank(std::vector<double>{1, 2, 3}, 2.5, random).rank, 2);
    }

    void miscoverageOfKnownNumbers() {
        QVERIFY(std::abs(largestMiscoverage({0.1, 0.3, 0.5, 0.7, 0.9}) - 0.1) < 1e-12);
        QVERIFY(std::abs(largestMiscoverage({0.5, 0.5}) - 0.5) < 1e-12);
    }

    void withoutTruthTheRestIsRun() {
        const FileCheckReport report = reportOf({}, 60, false);
        for (const CheckFinding& finding : report.checks) {
            const bool needs =
                finding.info.needsTruth || finding.info.needsParticles || finding.info.needsInputs;
            QVERIFY2(needs == (finding.result.verdict() == Verdict::NotRun),
                     finding.info.id.c_str());
            QVERIFY(!finding.result.reason().empty());
        }
        QVERIFY(report.forecasts.empty());
    }

    void nothingIsGreenWithoutEvents() {
        for (const int count : {0, 1, 3}) {
            const FileCheckReport report = reportOf({}, count);
            for (const CheckFinding& finding : report.checks)
                QVERIFY2(finding.result.verdict() == Verdict::NotRun, finding.info.id.c_str());
        }
    }

    void swappedEventsAreFound() {
        ToyPosterior toy;
        toy.spread = 2;
        FileCheckRun right(1), wrong(1);
        for (int e = 0; e < 300; ++e) {
            const ToyEvent made = toyEvent(toy, e), other = toyEvent(toy, (e + 1) % 300);
            right.add(EventEvidence(*made.event, &made.prediction));
            wrong.add(EventEvidence(*made.event, &other.prediction));
        }
        const FileCheckReport rightReport = right.finish({}), wrongReport = wrong.finish({});
        const CheckResult& own = resultOf(rightReport, "own-event");
        const CheckResult& swapped = resultOf(wrongReport, "own-event");
        QVERIFY2(own.verdict() == Verdict::Pass, qPrintable(said(own)));
        QVERIFY2(swapped.verdict() == Verdict::Fail, qPrintable(said(swapped)));
    }

    void rankCorrelations() {
        const std::vector<double> x{1, 2, 3, 4, 5}, y{1, 4, 9, 16, 25}, z{5, 4, 3, 2, 1};
        const std::vector<double> ones(5, 1.0), constant(5, 7.0);
        QCOMPARE(weightedSpearman(x, y, ones), 1.0);
        QCOMPARE(weightedSpearman(x, z, ones), -1.0);
        QVERIFY(std::isnan(weightedSpearman(x, constant, ones)));
        // Scipy's spearmanr of (1, 2, 2, 3) and (1, 3, 2, 4).
        const std::vector<double> a{1, 2, 2, 3}, b{1, 3, 2, 4}, four(4, 1.0);
        QVERIFY(std::abs(weightedSpearman(a, b, four) - 0.948683298) < 1e-8);
        QVERIFY(rankCorrelation(x, y, 1).value == 1.0);
    }

    void trendsAreTakenOut() {
        std::vector<double> t, y, left;
        for (int i = 0; i < 50; ++i) {
            t.push_back(0.05 * i);
            left.push_back(i % 2 == 0 ? 0.3 : -0.3);
            y.push_back(7 * std::exp(0.6 * t.back() + left.back()));
        }
        const auto found = withoutTrend(t, y);
        for (std::size_t i = 0; i < t.size(); ++i)
            QVERIFY(std::abs(found[i] - left[i]) < 0.03);
    }

    /// Events whose spread is larger have the larger error, and the draws say so.
    void theExpectedErrorForecastsTheError() {
        FileCheckRun run(1);
        for (int e = 0; e < 200; ++e) {
            ToyPosterior toy;
            toy.spread = 1 + e % 20;
            const ToyEvent made = toyEvent(toy, e);
            run.add(EventEvidence(*made.event, &made.prediction));
        }
        const FileCheckReport report = run.finish({});
        bool found = false;
        for (const ErrorForecast& forecast : report.forecasts) {
            QVERIFY(forecast.info.isTruthFree());
            if (forecast.info.id != "expected-error")
                continue;
            found = true;
            QCOMPARE(forecast.events, 200);
            QVERIFY(forecast.spearman.value > 0.9);
            QVERIFY(forecast.spearman.error > 0 && forecast.spearman.error < 0.05);
        }
        QVERIFY(found);
    }

    void jsonIsWhole() {
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(checkJson(m_right))).object();
        QCOMPARE(json["format"].toString(), QString("calolens-checks"));
        QCOMPARE(json["events"].toInt(), events);
        QCOMPARE(json["checks"].toArray().size(), static_cast<int>(fileChecks().size()));
        QCOMPARE(json["event_checks"].toArray().size(), static_cast<int>(eventChecks().size()));
        QCOMPARE(json["per_event"].toArray().size(), events);
        for (const QJsonValue& check : json["checks"].toArray())
            for (const char* key : {"name", "verdict", "value", "threshold", "reason", "limits"})
                QVERIFY(check.toObject().contains(QLatin1String(key)));
    }

    void theSameSeedGivesTheSame() {
        QCOMPARE(checkJson(reportOf({}, 40)), checkJson(reportOf({}, 40)));
    }

private:
    FileCheckReport m_right, m_narrow, m_wide, m_sparse, m_samePattern;
};

QTEST_APPLESS_MAIN(FileChecksTest)
#include "FileChecksTest.moc"
