// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "SampleEvents.h"
#include "denoising/DenoisingSession.h"
#include "error/Error.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace calolens;
using namespace calolens::test;

namespace {

using State = DenoisingSession::State;
constexpr int Steps = 6;

std::shared_ptr<const Event> eventNumber(std::int64_t number) {
    return std::make_shared<const Event>(sampleEvent(number));
}

/// A session on sample event 0 with the analytic model chosen.
std::unique_ptr<DenoisingSession> readySession(AnalyticModel::Hook hook = {},
                                               const std::string& sampler = "ddpm") {
    auto session = std::make_unique<DenoisingSession>(analyticSource(std::move(hook)));
    session->setEvent(eventNumber(0));
    session->setModel("analytic");
    session->setSampler(sampler);
    session->setSteps(Steps);
    return session;
}

/// Lets the worker take so many evaluations and then blocks it.
struct Gate {
    QSemaphore permits;
    QSemaphore arrived;
    AnalyticModel::Hook hook() {
        return [this](double) {
            arrived.release();
            permits.acquire();
        };
    }
};

} // namespace

class TestDenoisingSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsModels() {
        DenoisingSession session(analyticSource());
        QSignalSpy found(&session, &DenoisingSession::modelsChanged);
        QVERIFY(session.models().isEmpty()); // not in this thread
        QVERIFY(found.wait());
        QCOMPARE(session.models().size(), 1);
        QCOMPARE(session.models()[0].name, std::string("analytic"));
        QCOMPARE(session.state(), State::NoEvent);
        QVERIFY(!session.canRun());
    }

    void runs() {
        auto session = readySession();
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        QCOMPARE(session->state(), State::Ready);
        QVERIFY(session->canRun());
        session->run();
        QCOMPARE(session->state(), State::Starting);
        QVERIFY(!session->canRun());
        QVERIFY(finished.wait());
        QCOMPARE(session->state(), State::Finished);
        QCOMPARE(session->frames().size(), Steps + 1);
        QCOMPARE(session->stepCount(), Steps);
        QCOMPARE(session->deviceName(), QStringLiteral("CPU (exact)"));
        QCOMPARE(session->axis().sigmaMax(), 40.0);
        const RecordedFrames& frames = session->frames();
        for (int i = 0; i <= Steps; ++i)
            QCOMPARE(frames[i].frame->step, i);
        QCOMPARE(frames[0].frame->sigma, 40.0);
        QCOMPARE(frames[Steps].frame->sigma, 0.0);
        QCOMPARE(session->info().sampler, std::string("ddpm"));
        QCOMPARE(session->info().evaluations, frames[Steps].frame->evaluations);
        // Against what the exact model must give: a sum near LR, a zero where the mean is far
        // below.
        QVERIFY(std::abs(frames[Steps].estimate.residualToLr) <
                0.3 * frames[Steps].estimate.energy);
        QCOMPARE(frames[Steps].estimate.zeroFraction, 0.25);
    }

    void sameSeedSamePicture() {
        std::vector<std::vector<float>> results;
        for (const quint64 seed : {5, 5, 6}) {
            auto session = readySession();
            session->setSeed(seed);
            QSignalSpy finished(session.get(), &DenoisingSession::finished);
            session->run();
            QVERIFY(finished.wait());
            results.push_back(session->frames()[Steps].frame->estimate);
        }
        QCOMPARE(results[0], results[1]);
        QVERIFY(results[0] != results[2]);
    }

    void aReferenceStaysWithItsEvent() {
        auto session = readySession();
        QVERIFY(!session->canKeepReference());
        session->keepReference(); // nothing to keep
        QVERIFY(session->reference() == nullptr);
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        QSignalSpy changed(session.get(), &DenoisingSession::referenceChanged);
        session->run();
        QVERIFY(finished.wait());
        const std::vector<float> first = session->frames()[Steps].frame->estimate;
        QVERIFY(session->canKeepReference());
        session->keepReference();
        QCOMPARE(changed.count(), 1);

        // The next run of the event is another one; the reference is what it was.
        session->setSampler("heun");
        session->setSteps(3);
        session->run();
        QVERIFY(finished.wait());
        QCOMPARE(session->frames().size(), 4);
        QVERIFY(session->reference() != nullptr);
        QCOMPARE(session->reference()->frames.size(), Steps + 1);
        QCOMPARE(session->reference()->frames[Steps].frame->estimate, first);
        QCOMPARE(session->reference()->request.settings.sampler, std::string("ddpm"));
        QCOMPARE(session->reference()->info.sampler, std::string("ddpm"));

        // Another event has its own, or none; both come back with their events.
        const auto here = session->event();
        session->setEvent(eventNumber(1));
        QVERIFY(session->reference() == nullptr);
        session->run();
        QVERIFY(finished.wait());
        session->keepReference();
        QCOMPARE(session->reference()->frames.size(), 4);
        session->setEvent(here);
        QCOMPARE(session->reference()->frames.size(), Steps + 1);
        QCOMPARE(session->frames().size(), 4); // the run itself is kept as ever
        session->dropReference();
        QVERIFY(session->reference() == nullptr);
        session->setEvent(nullptr);
        session->setEvent(here);
        QVERIFY(session->reference() == nullptr);
    }

    void pausesAndGoesOn() {
        Gate gate;
        auto session = readySession(gate.hook());
        session->run();
        gate.arrived.acquire(); // in the first step
        QTRY_COMPARE(session->state(), State::Running);
        session->pause();
        QCOMPARE(session->state(), State::Paused);
        gate.permits.release(100); // nothing holds it but the pause
        QTRY_COMPARE(session->stepsTaken(), 1);
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        session->step();
        QTRY_COMPARE(session->stepsTaken(), 2);
        QCOMPARE(session->state(), State::Paused);
        QCOMPARE(finished.count(), 0);
        session->run();
        QCOMPARE(session->state(), State::Running);
        QVERIFY(finished.wait());
        QCOMPARE(session->frames().size(), Steps + 1);
    }

    void pauseAndRunInOneBreathDoNotDoubleTheSteps() {
        Gate gate;
        auto session = readySession(gate.hook());
        session->run();
        gate.arrived.acquire();
        QTRY_COMPARE(session->state(), State::Running);
        for (int i = 0; i < 5; ++i) {
            session->pause();
            session->run();
        }
        session->pause();
        gate.permits.release(1);
        QTRY_COMPARE(session->stepsTaken(), 1);
        gate.permits.release(100);
        session->step();
        QTRY_COMPARE(session->stepsTaken(), 2);
        session->step();
        QTRY_COMPARE(session->stepsTaken(), 3);
        QCOMPARE(session->frames().size(), 4);
    }

    void stepByStepFromTheStart() {
        auto session = readySession();
        for (int step = 1; step <= Steps; ++step) {
            QVERIFY(session->canStep());
            session->step();
            QTRY_COMPARE(session->stepsTaken(), step);
            QTRY_VERIFY(session->state() != State::Starting);
        }
        QTRY_COMPARE(session->state(), State::Finished);
    }

    void finishHereKeepsTheEstimate() {
        auto session = readySession();
        session->step();
        QTRY_COMPARE(session->stepsTaken(), 1);
        session->step();
        QTRY_COMPARE(session->stepsTaken(), 2);
        QVERIFY(session->canFinish());
        const auto estimate = session->frames()[2].frame->estimate;
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        session->finishHere();
        QVERIFY(finished.wait());
        QCOMPARE(session->state(), State::Finished);
        QCOMPARE(session->frames()[session->frames().size() - 1].frame->estimate, estimate);
        QVERIFY(session->canRun());
    }

    void cancelForgets() {
        Gate gate;
        auto session = readySession(gate.hook());
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        session->run();
        gate.arrived.acquire();
        QTRY_COMPARE(session->frames().size(), 1);
        session->cancel();
        QCOMPARE(session->state(), State::Ready);
        QVERIFY(session->frames().empty());
        gate.permits.release(100);
        // What the cancelled run still says is not listened to; the next run is whole.
        session->run();
        QVERIFY(finished.wait());
        QCOMPARE(session->frames().size(), Steps + 1);
        QCOMPARE(finished.count(), 1);
    }

    void anotherEventEndsTheRun() {
        Gate gate;
        auto session = readySession(gate.hook());
        session->run();
        gate.arrived.acquire();
        QTRY_COMPARE(session->frames().size(), 1);
        const auto other = std::make_shared<const Event>(sampleEvent(1, 9));
        session->setEvent(other);
        QCOMPARE(session->state(), State::Ready);
        gate.permits.release(100);
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        session->run();
        QVERIFY(finished.wait());
        for (int i = 0; i < session->frames().size(); ++i)
            QCOMPARE(session->frames()[i].frame->state.size(), other->hr().size());
        session->setEvent(nullptr);
        QCOMPARE(session->state(), State::NoEvent);
        QVERIFY(session->frames().empty());
        session->run();
        QCOMPARE(session->state(), State::NoEvent);
    }

    void aFinishedRunIsKeptForItsEvent() {
        auto session = readySession();
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        session->setSeed(5);
        session->run();
        QVERIFY(finished.wait());
        const auto first = session->frames()[Steps].frame;
        const auto other = eventNumber(1);
        session->setEvent(other);
        QCOMPARE(session->state(), State::Ready);
        QVERIFY(session->frames().empty());
        session->setSeed(6);
        QSignalSpy frames(session.get(), &DenoisingSession::framesChanged);
        session->setEvent(eventNumber(0)); // read anew
        QCOMPARE(frames.count(), 1);
        QCOMPARE(session->state(), State::Finished);
        QCOMPARE(session->frames().size(), Steps + 1);
        QVERIFY(session->frames()[Steps].frame == first);
        QCOMPARE(session->runSettings().seed, quint64{5});
        QCOMPARE(session->info().seed, quint64{5});
        QCOMPARE(session->stepCount(), Steps);
        QCOMPARE(session->deviceName(), QStringLiteral("CPU (exact)"));
        // What goes on from here is a new run, with the new seed.
        session->run();
        QVERIFY(finished.wait());
        QVERIFY(session->frames()[Steps].frame->estimate != first->estimate);
        QCOMPARE(session->info().seed, quint64{6});
        session->setEvent(other);
        QCOMPARE(session->state(), State::Ready);
    }

    void keptRunsStayWithinTheirBudget() {
        const Event event = sampleEvent(0);
        const auto run = [&](int frames) {
            FinishedRun result;
            for (int step = 0; step < frames; ++step)
                result.frames.append(
                    {std::make_shared<const TrajectoryFrame>(TrajectoryFrame{
                         step, 1, 1, std::vector<float>(100), std::vector<float>(100)}),
                     {},
                     {}});
            return result;
        };
        const std::size_t three = run(3).frames.bytes();
        KeptRuns kept(2 * three + three / 2);
        for (std::int64_t number = 0; number < 3; ++number) {
            Event other = event;
            other.number = number;
            kept.keep(other, run(3));
        }
        QCOMPARE(kept.size(), std::size_t{2});
        QCOMPARE(kept.bytes(), 2 * three);
        Event asked = event;
        QVERIFY(!kept.take(asked)); // event 0 was left longest ago
        asked.number = 1;
        asked.readout = std::make_shared<const Readout>(*event.readout);
        QVERIFY(!kept.take(asked)); // of another file
        asked.readout = event.readout;
        QCOMPARE(kept.take(asked)->frames.size(), 3);
        QVERIFY(!kept.take(asked));
        kept.keep(asked, run(40)); // too large: its result stays
        QCOMPARE(kept.take(asked)->frames.size(), 1);
        QCOMPARE(kept.size(), std::size_t{1}); // event 2 was never asked for
        QCOMPARE(kept.bytes(), three);
    }

    void failuresAreSaidAndSurvived_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("sampler");
        QTest::addColumn<bool>("evaluationFails");
        QTest::newRow("no such model")
            << QStringLiteral("absent") << QStringLiteral("ddpm") << false;
        QTest::newRow("no such sampler")
            << QStringLiteral("analytic") << QStringLiteral("magic") << false;
        QTest::newRow("evaluation fails")
            << QStringLiteral("analytic") << QStringLiteral("heun") << true;
    }
    void failuresAreSaidAndSurvived() {
        QFETCH(QString, model);
        QFETCH(QString, sampler);
        QFETCH(bool, evaluationFails);
        auto fails = std::make_shared<std::atomic<bool>>(evaluationFails);
        auto session = readySession([fails](double sigma) {
            if (*fails && sigma < 1)
                throw DeviceError("The device has too little memory.");
        });
        session->setModel(model.toStdString());
        session->setSampler(sampler.toStdString());
        QSignalSpy failed(session.get(), &DenoisingSession::failed);
        session->run();
        QVERIFY(failed.wait());
        QVERIFY(!failed[0][0].toString().isEmpty());
        QCOMPARE(session->state(), State::Ready);
        QVERIFY(session->frames().empty());
        *fails = false;
        session->setModel("analytic");
        session->setSampler("heun");
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        session->run();
        QVERIFY(finished.wait());
    }

    void destroyedWhileRunning() {
        for (int i = 0; i < 15; ++i) {
            Gate gate;
            auto session = readySession(gate.hook());
            session->setSteps(500);
            session->run();
            gate.arrived.acquire();
            gate.permits.release(1000);
            if (i % 3 == 1)
                QTRY_VERIFY(session->stepsTaken() > 2);
            if (i % 3 == 2)
                session->cancel();
            session.reset(); // must come back, whatever the run is doing
        }
    }

    void aFastRunDoesNotFloodTheReceiver() {
        auto session = readySession();
        session->setSteps(1000);
        QSignalSpy frames(session.get(), &DenoisingSession::framesChanged);
        QSignalSpy finished(session.get(), &DenoisingSession::finished);
        session->run();
        QVERIFY(finished.wait(60000));
        QCOMPARE(session->frames().size(), 1001);
        QVERIFY2(frames.count() <= 1001, qPrintable(QString::number(frames.count())));
        for (int i = 0; i < session->frames().size(); ++i)
            QCOMPARE(session->frames()[i].frame->step, i);
    }
};

QTEST_GUILESS_MAIN(TestDenoisingSession)
#include "TestDenoisingSession.moc"
