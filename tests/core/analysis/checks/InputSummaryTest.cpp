// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/summary/InputSummary.h"
#include "analysis/checks/CheckRegistry.h"
#include "analysis/checks/FileCheckRun.h"
#include "analysis/checks/event/ParticleClusters.h"
#include "error/Error.h"
#include "random/RandomStream.h"
#include "synthetic/SyntheticEvent.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {
constexpr int trained = 700, fresh = 150;

std::shared_ptr<Event> eventOf(int i) {
    RandomStream random(21, RandomPurpose::Test, static_cast<std::uint64_t>(i));
    const double energy = 5000 * std::exp(2 * random.uniform());
    auto event = syntheticEvent({{energy, random.uniform() - 0.5, 6 * random.uniform()}},
                                static_cast<std::uint64_t>(1000 + i));
    event->number = i;
    return event;
}

/// The event without the cells of one layer.
Event withoutLayer(const Event& event, int layer) {
    Event result = event;
    result.levels = {CellSet{}, CellSet{}};
    for (std::size_t j = 0; j < event.lr().size(); ++j) {
        if (event.lr().layer[j] == layer)
            continue;
        result.levels[0].append(event.lr().id(j), event.lr().energy[j]);
        for (std::size_t i = 0; i < event.hr().size(); ++i)
            if (event.hr().parent[i] == static_cast<std::int32_t>(j)) {
                result.levels[1].append(event.hr().id(i), event.hr().energy[i]);
                result.levels[1].parent.push_back(
                    static_cast<std::int32_t>(result.levels[0].size()) - 1);
            }
    }
    return result;
}

Prediction asDraws(std::vector<std::vector<float>> pictures) {
    Prediction prediction{static_cast<int>(pictures.size()), pictures.front().size(), {}};
    for (const auto& picture : pictures)
        prediction.energy.insert(prediction.energy.end(), picture.begin(), picture.end());
    return prediction;
}
} // namespace

class InputSummaryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        InputSummaryMaker maker(*syntheticReadout(), "synthetic");
        for (int i = 0; i < trained; ++i)
            maker.add(EventEvidence(*eventOf(i), nullptr));
        m_summary = maker.finish();
        m_sources.inputs = &m_summary;
    }

    void aboutOneInTwentyFreshEventsIsFlagged() {
        int flagged = 0;
        for (int i = trained; i < trained + fresh; ++i)
            flagged += verdictOf("input-typicality", *eventOf(i)) == Verdict::Pass ? 0 : 1;
        QVERIFY2(flagged > 0 && flagged < 0.13 * fresh, qPrintable(QString::number(flagged)));
    }

    void aMissingLayerIsFlagged() {
        int flagged = 0;
        for (int i = trained; i < trained + 40; ++i)
            flagged += verdictOf("input-typicality", withoutLayer(*eventOf(i), 0)) == Verdict::Pass
                           ? 0
                           : 1;
        QVERIFY2(flagged >= 39, qPrintable(QString::number(flagged)));
    }

    /// The checks of one thing each see it, and say which layer it is; honest events seldom.
    void missingLayerAndNoiseHaveChecksOfTheirOwn() {
        int honestLayer = 0, honestNoise = 0, layer = 0, noise = 0;
        for (int i = trained; i < trained + fresh; ++i) {
            const auto event = eventOf(i);
            const auto flags = [&](const char* id, const Event& e) {
                return verdictOf(id, e) == Verdict::Pass ? 0 : 1;
            };
            honestLayer += flags("input-layers", *event);
            honestNoise += flags("input-noise", *event);
            layer += flags("input-layers", withoutLayer(*event, 1));
            // Faint cells as large as if the noise, and with it all thresholds, were eightfold.
            Event noisy = *event;
            CellSet& lr = noisy.levels.front();
            for (std::size_t j = 0; j < lr.size(); ++j)
                if (lr.energy[j] < 30 * event->readout->detector.layers[lr.layer[j]].noise)
                    lr.energy[j] *= 8;
            noise += flags("input-noise", noisy);
        }
        QVERIFY2(honestLayer < 0.13 * fresh && honestNoise < 0.13 * fresh,
                 qPrintable(QString("%1 %2").arg(honestLayer).arg(honestNoise)));
        QVERIFY2(layer > 0.95 * fresh, qPrintable(QString::number(layer)));
        QVERIFY2(noise > 0.8 * fresh, qPrintable(QString::number(noise)));
        const auto event = eventOf(trained);
        const CheckResult result =
            runCheck(*findEventCheck("input-layers"),
                     EventEvidence(withoutLayer(*event, 1), nullptr, m_sources));
        QVERIFY(result.reason().find(event->readout->detector.layers[1].name) != std::string::npos);
    }

    void anEnergyBeyondTheTrainingIsFlagged() {
        const auto event = syntheticEvent({{120000, 0.1, 1.0}}, 5);
        const CheckResult result = runCheck(*findEventCheck("input-typicality"),
                                            EventEvidence(*event, nullptr, m_sources));
        QVERIFY(result.verdict() == Verdict::Fail);
        QVERIFY(result.reason().find("GeV") != std::string::npos);
    }

    void truthIsATypicalPictureAndABlurIsNot() {
        int truth = 0, blurred = 0;
        for (int i = trained; i < trained + 60; ++i) {
            const auto event = eventOf(i);
            const Prediction own = asDraws({event->hr().energy});
            const Prediction blur = asDraws({LrBlocks(*event).measuredPart(event->hr().energy)});
            const auto passes = [&](const Prediction& prediction) {
                return runCheck(*findEventCheck("picture-typicality"),
                                EventEvidence(*event, &prediction, m_sources))
                           .verdict() == Verdict::Pass;
            };
            truth += passes(own) ? 1 : 0;
            blurred += passes(blur) ? 1 : 0;
        }
        QVERIFY2(truth >= 50 && blurred <= 5, qPrintable(QString("%1 %2").arg(truth).arg(blurred)));
    }

    void jsonKeepsEverything() {
        QTemporaryDir dir;
        const QString path = dir.filePath("m.inputs.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(m_summary.toJson()));
        file.close();
        const InputSummary again = InputSummary::read(path.toStdString());
        QCOMPARE(again.toJson(), m_summary.toJson());
        QCOMPARE(again.events(), std::int64_t(trained));
        const auto event = eventOf(trained);
        EvidenceSources sources;
        sources.inputs = &again;
        const auto value = [&](const EvidenceSources& s) {
            return *runCheck(*findEventCheck("input-typicality"), EventEvidence(*event, nullptr, s))
                        .value();
        };
        QVERIFY(std::abs(value(sources) - value(m_sources)) < 1e-9);
        QCOMPARE(inputSummaryPath("a/b.calomodel").string(), std::string("a/b.inputs.json"));
    }

    void whatIsNoSummaryIsRefused() {
        QVERIFY_EXCEPTION_THROWN(InputSummary::fromJson("{}"), UsageError);
        QVERIFY_EXCEPTION_THROWN(InputSummary::fromJson("nonsense"), UsageError);
        QVERIFY_EXCEPTION_THROWN(
            InputSummary::fromJson(R"({"format": "calolens-inputs", "version": 2})"), UsageError);
        QVERIFY_EXCEPTION_THROWN(InputSummary::read("/nowhere/m.inputs.json"), FileError);
        InputSummaryMaker few(*syntheticReadout(), "few");
        few.add(EventEvidence(*eventOf(1), nullptr));
        QVERIFY_EXCEPTION_THROWN(few.finish(), UsageError);
    }

    void memorisedEventsAreFound() {
        const CheckResult memorised = ofMemorisedEvents();
        QVERIFY2(memorised.verdict() == Verdict::Fail, memorised.reason().c_str());
    }

    void particlesAreFound() {
        const auto one = syntheticEvent({{40000, 0.2, 1.0}}, 3);
        const auto two = syntheticEvent({{40000, 0.2, 1.0}, {30000, 0.5, 1.0}}, 3);
        for (const auto& event : {one, two}) {
            const Prediction truth = asDraws({event->hr().energy, event->hr().energy});
            const EventEvidence evidence(*event, &truth);
            const DownstreamMatch match = downstreamMatch(evidence);
            QCOMPARE(match.truth.matched, static_cast<int>(event->particles.size()));
            QVERIFY(match.truth.angle < 0.02);
            QVERIFY(match.truth.energyError < 0.2);
            QCOMPARE(match.mean.clusters, match.truth.clusters);
        }
    }

private:
    [[nodiscard]] Verdict verdictOf(const char* id, const Event& event) const {
        return runCheck(*findEventCheck(id), EventEvidence(event, nullptr, m_sources)).verdict();
    }

    /// The memorisation check where draws are training events, and truths are these, smeared.
    [[nodiscard]] CheckResult ofMemorisedEvents() const {
        FileCheckRun run(1);
        RandomStream random(4, RandomPurpose::Test);
        for (int i = 0; i < 60; ++i) {
            auto event = eventOf((i * 7) % trained);
            const Prediction draws = asDraws({event->hr().energy, event->hr().energy});
            for (float& e : event->levels.back().energy)
                e *= static_cast<float>(std::max(0.0, 1 + 0.5 * random.normal()));
            run.add(EventEvidence(*event, &draws, m_sources));
        }
        for (const CheckFinding& finding : run.finish({}).checks)
            if (finding.info.id == "memorisation")
                return finding.result;
        return {};
    }

    InputSummary m_summary;
    EvidenceSources m_sources;
};

QTEST_APPLESS_MAIN(InputSummaryTest)
#include "InputSummaryTest.moc"
