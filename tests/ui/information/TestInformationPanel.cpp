// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "CliProcess.h"
#include "SampleEvents.h"
#include "diffusion/Predictor.h"
#include "event/DepositsFile.h"
#include "event/EventFile.h"
#include "event/EventWriter.h"
#include "event/PredictionWriter.h"
#include "information/InformationPanel.h"
#include "simulation/Digitizer.h"

#include <QJsonArray>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;
using namespace calolens::test;

namespace {

constexpr BitSource sources[] = {BitSource::Reading, BitSource::Training, BitSource::CoinFlip};

bool settled(InformationSession& session) {
    QSignalSpy changed(&session, &InformationSession::changed);
    return !session.running() || (changed.wait(60000) && !session.running());
}

std::shared_ptr<const StoredDraws> drawsOf(const Event& event, int samples) {
    auto draws = std::make_shared<StoredDraws>();
    draws->prediction.samples = samples;
    draws->prediction.cells = event.hr().size();
    for (int k = 0; k < samples; ++k)
        draws->prediction.energy.insert(draws->prediction.energy.end(), event.hr().energy.begin(),
                                        event.hr().energy.end());
    return draws;
}

} // namespace

class TestInformationPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The bar shows what the command prints, of the same draws.
    void theWindowAndTheCommandAgree() {
        const auto deposits = DepositsFile::open(CALOLENS_DEPOSITS);
        const Digitizer digitizer(digitizerPreset("cocoa-sr2"), deposits->detector(),
                                  deposits->granularity(), 1);
        const auto event = std::make_shared<Event>(digitizer.digitize(deposits->read(0)));
        RunSettings run;
        run.sampler = "ddim";
        run.steps = 3;
        const Predictor predictor(Model::load(CALOLENS_MODEL, DeviceKind::Cpu), run, 4);
        const Event* const one = event.get();
        auto draws = std::make_shared<StoredDraws>();
        draws->info = predictor.info();
        draws->prediction = {4, event->hr().size(), predictor.predict({&one, 1}).front()};

        InformationSession session(ModelSource::searchPath());
        InformationPanel panel(session);
        for (const BitSource source : sources)
            QVERIFY(panel.valueText(source).isEmpty());
        session.ask({event, draws, CALOLENS_MODEL, DeviceKind::Cpu});
        QVERIFY(!session.running()); // nobody looks
        session.setWatched(true);
        QVERIFY(session.running());
        QVERIFY(settled(session));
        QVERIFY2(session.shown(), qPrintable(session.reason()));
        QVERIFY(panel.noteText().contains("Two draws hit the same"));
        QVERIFY(panel.noteText().contains("truth"));
        // Looked at again, it is still known.
        session.setWatched(false);
        session.setWatched(true);
        QVERIFY(!session.running() && session.shown());

        QTemporaryDir folder;
        const QString plain = folder.filePath("plain.h5"), drawn = folder.filePath("drawn.h5"),
                      json = folder.filePath("information.json");
        EventWriter events(plain.toStdString(), *event->readout, "{}");
        events.append(*event);
        events.finish();
        PredictionWriter writer(plain.toStdString(), drawn.toStdString(), draws->info);
        writer.write(0, draws->prediction.energy);
        writer.finish();
        const Outcome outcome = runCli(
            {"information", drawn, "--model", CALOLENS_MODEL, "--event", "0", "--json", json});
        QVERIFY2(outcome.code == done, outcome.errors);
        const QJsonObject report = jsonIn(json)["per_event"].toArray()[0].toObject();
        const QJsonObject bits = report["bits"].toObject();
        const char* const names[] = {"reading", "training", "coin_flip"};
        const InformationParts sum = session.shown()->information.sum();
        const double shown[] = {sum.reading, sum.training, sum.coinFlip};
        for (int i = 0; i < 3; ++i) {
            const double printed = bits[QLatin1String(names[i])].toDouble();
            QVERIFY2(std::abs(printed - shown[i]) < 1e-3 * bits["total"].toDouble(),
                     qPrintable(QString("%1: %2 and %3").arg(names[i]).arg(shown[i]).arg(printed)));
            QVERIFY(panel.valueText(sources[i]).startsWith(QLocale().toString(shown[i], 'f', 0)));
        }
        QVERIFY(std::abs(report["excess"]["value"].toDouble() -
                         session.shown()->information.excess->bits) <
                1e-3 * bits["total"].toDouble());
        QVERIFY(outcome.output.contains("a coin flip"));
        // The maps are those of the event's cells.
        for (const CellMap& map : session.shown()->maps)
            QCOMPARE(map.value.size(), event->lr().size());
    }

    void whyNothingIsKnownIsSaid() {
        InformationSession session(analyticSource());
        InformationPanel panel(session);
        session.setWatched(true);
        session.clear(QStringLiteral("Nothing is predicted"));
        QCOMPARE(panel.noteText(), QStringLiteral("Nothing is predicted"));
        const auto event = std::make_shared<Event>(sampleEvent(0));
        session.ask({event, drawsOf(*event, 2), "analytic", DeviceKind::Cpu});
        QVERIFY(settled(session));
        QVERIFY(!session.shown());
        QVERIFY(panel.noteText().contains("other variables"));
        for (const BitSource source : sources)
            QVERIFY(panel.valueText(source).isEmpty());
        // A model that is not there, and draws that are not all there.
        session.ask({event, drawsOf(*event, 2), "nowhere", DeviceKind::Cpu});
        QVERIFY(settled(session));
        QVERIFY(!panel.noteText().isEmpty() && !session.shown());
    }

    /// What was asked for last is what comes, however soon.
    void anotherEventGivesUpTheOneBefore() {
        InformationSession session(analyticSource());
        session.setWatched(true);
        const auto event = std::make_shared<Event>(sampleEvent(0));
        QSignalSpy changed(&session, &InformationSession::changed);
        session.ask({event, drawsOf(*event, 2), "analytic", DeviceKind::Cpu});
        session.clear(QStringLiteral("gone"));
        QVERIFY(!session.running());
        QCOMPARE(session.reason(), QStringLiteral("gone"));
        session.ask({event, drawsOf(*event, 2), "analytic", DeviceKind::Cpu});
        session.setWatched(false);
        QVERIFY(!session.running());
        session.setWatched(true);
        QVERIFY(session.running());
        session.shutDown();
        QVERIFY(!session.running());
    }

    void mapsAreAskedForByName() {
        InformationSession session(analyticSource());
        InformationPanel panel(session);
        QSignalSpy wanted(&panel, &InformationPanel::mapWanted);
        for (auto* button : panel.findChildren<QPushButton*>()) {
            QVERIFY(!button->isEnabled()); // there is none yet
            button->setEnabled(true);
            button->click();
        }
        QCOMPARE(wanted.count(), 3);
        QCOMPARE(wanted.at(2).at(0).toString(), QStringLiteral("coin_flip_bits"));
    }
};

QTEST_MAIN(TestInformationPanel)
#include "TestInformationPanel.moc"
