// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "analysis/calibration/CalibrationFit.h"
#include "analysis/checks/CheckRegistry.h"
#include "evidence/CheckRow.h"
#include "evidence/CheckText.h"
#include "evidence/EvidencePanel.h"
#include "random/RandomStream.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <limits>

using namespace calolens;
using namespace calolens::test;

namespace {

std::shared_ptr<const Event> sample(bool truth = true) {
    auto result = std::make_shared<Event>(sampleEvent(0));
    if (!truth) {
        result->levels.back().energy.clear();
        result->particles.clear();
    }
    return result;
}

/// Draws that scatter about the true energies.
std::shared_ptr<const StoredDraws> drawsOf(const Event& truth, int samples) {
    auto draws = std::make_shared<StoredDraws>();
    draws->prediction.samples = samples;
    draws->prediction.cells = truth.hr().size();
    RandomStream random(3, RandomPurpose::Sampling, 0);
    for (int k = 0; k < samples; ++k)
        for (const float e : truth.hr().energy)
            draws->prediction.energy.push_back(
                e > 0 ? e * static_cast<float>(1 + 0.1 * random.uniform()) : 0.0F);
    return draws;
}

bool checked(EvidenceSession& session) {
    QSignalSpy changed(&session, &EvidenceSession::changed);
    return !session.running() || (changed.wait() && !session.running());
}

} // namespace

class TestEvidencePanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCheckHasARow() {
        EvidenceSession session;
        EvidencePanel panel(session);
        QCOMPARE(panel.rows().size(), eventChecks().size());
        for (const CheckRow* row : panel.rows())
            QCOMPARE(row->verdict(), Verdict::NotRun); // and none is green before it was run
        // Those that real data allow come first.
        bool truth = false;
        for (const CheckRow* row : panel.rows()) {
            QVERIFY(!truth || !row->check().isTruthFree());
            truth = !row->check().isTruthFree();
        }
        QVERIFY(truth);
    }

    void withoutDrawsItIsSaidWhy() {
        const auto shown = sample();
        EvidenceSession session;
        EvidencePanel panel(session);
        session.check({shown, nullptr, {}});
        QVERIFY(checked(session));
        for (const CheckRow* row : panel.rows())
            if (row->check().fewestDraws > 0) {
                QCOMPARE(row->verdict(), Verdict::NotRun);
                QVERIFY(!row->detailsText().isEmpty());
                for (const EvidenceFinding& finding : session.evidence()->findings)
                    if (&finding.check->info == &row->check())
                        QVERIFY(row->detailsText().contains(
                            QString::fromStdString(finding.result.reason())
                                .mid(1)
                                .toHtmlEscaped()));
            }
        QVERIFY(panel.map() == nullptr);
    }

    void drawsAreCheckedAndHaveMaps() {
        const auto shown = sample();
        EvidenceSession session;
        EvidencePanel panel(session);
        session.check({shown, drawsOf(*shown, 8), {}});
        QVERIFY(checked(session));
        int run = 0;
        for (const CheckRow* row : panel.rows())
            run += row->verdict() != Verdict::NotRun ? 1 : 0;
        QVERIFY(run >= 5);
        // A map follows the row that it belongs to, and the event.
        QSignalSpy changed(&panel, &EvidencePanel::mapChanged);
        const CheckRow* withMap = nullptr;
        for (const EvidenceFinding& finding : session.evidence()->findings)
            for (const CheckRow* row : panel.rows())
                if (&row->check() == &finding.check->info && !finding.result.maps().empty() &&
                    withMap == nullptr) {
                    withMap = row;
                    Q_EMIT const_cast<CheckRow*>(row)->mapWanted(
                        QString::fromStdString(finding.result.maps().front().name));
                }
        QVERIFY(withMap != nullptr);
        QCOMPARE(changed.count(), 1);
        QVERIFY(panel.map() != nullptr);
        QCOMPARE(panel.map()->value.size(),
                 shown->levels[static_cast<std::size_t>(panel.map()->level)].size());
        session.clear();
        QVERIFY(panel.map() == nullptr);
        session.check({shown, drawsOf(*shown, 4), {}});
        QVERIFY(checked(session));
        QVERIFY(panel.map() != nullptr); // the choice stays
        panel.chooseMap({}, {});
        QVERIFY(panel.map() == nullptr);
    }

    void withoutTruthNothingSaysThatItIsRight() {
        const auto known = sample(), real = sample(false);
        EvidenceSession session;
        EvidencePanel panel(session);
        session.check({real, drawsOf(*known, 8), {}});
        QVERIFY(checked(session));
        for (const CheckRow* row : panel.rows())
            if (!row->check().isTruthFree())
                QCOMPARE(row->verdict(), Verdict::NotRun);
    }

    /// What is said of one event never stands beside another.
    void anotherEventBeginsAnew() {
        const auto one = sample();
        EvidenceSession session;
        session.check({one, nullptr, {}});
        QVERIFY(checked(session));
        session.check({sample(), nullptr, {}});
        QVERIFY(!session.evidence());
        QVERIFY(checked(session));
        QVERIFY(session.evidence());
    }

    /// A calibration beside the model is used, and it is said.
    void aCalibrationBesideTheModelIsUsed() {
        QTemporaryDir folder;
        const auto model = std::filesystem::path(folder.path().toStdString()) / "sample.calomodel";
        const auto shown = sample();
        const auto draws = drawsOf(*shown, 6);
        CalibrationFit fit(3, "the chooser's events");
        Event narrow = *shown; // of a truth that all draws hit
        narrow.levels.back().energy = draws->prediction.mean();
        for (int i = 0; i < 200; ++i)
            fit.add(EventEvidence(narrow, &draws->prediction));
        const DrawCalibration calibration = fit.finish();
        EvidenceSession session;
        EvidencePanel panel(session);
        session.check({shown, draws, model});
        QVERIFY(checked(session));
        QVERIFY(session.evidence()->calibration.empty());
        QVERIFY(!panel.summaryText().contains(QStringLiteral("calibrated")));
        const auto raw = session.evidence();

        std::ofstream(calibrationPath(model)) << calibration.toJson();
        EvidenceSession again; // which has not looked yet
        EvidencePanel second(again);
        again.check({shown, draws, model});
        QVERIFY(checked(again));
        QCOMPARE(again.evidence()->calibration, std::string("the chooser's events"));
        QVERIFY(second.summaryText().contains(QStringLiteral("calibrated")));
        bool changed = false;
        for (std::size_t i = 0; i < raw->findings.size(); ++i)
            changed |=
                raw->findings[i].result.value() != again.evidence()->findings[i].result.value();
        QVERIFY(changed);
    }

    void numbersReadWell() {
        const QLocale before;
        QLocale::setDefault(QLocale::c());
        QCOMPARE(checkNumber(1.0345, ""), QStringLiteral("1.03"));
        QCOMPARE(checkNumber(-24.06, "MeV"), QStringLiteral("\u221224.1\u202FMeV"));
        QCOMPARE(checkNumber(2104, "MeV"), QStringLiteral("2.10\u202FGeV"));
        QCOMPARE(checkNumber(0.1234, "sigma"), QStringLiteral("0.123\u202F\u03C3"));
        QCOMPARE(checkNumber(std::numeric_limits<double>::quiet_NaN(), "MeV"),
                 QStringLiteral("\u2013"));
        Limits limits;
        QVERIFY(passRange(limits, "").isEmpty());
        limits.lookAbove = 3;
        QCOMPARE(passRange(limits, ""), QStringLiteral("up to 3.00"));
        QLocale::setDefault(before);
    }
};

QTEST_MAIN(TestEvidencePanel)
#include "TestEvidencePanel.moc"
