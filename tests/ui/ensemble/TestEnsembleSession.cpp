// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "SampleEvents.h"
#include "diffusion/DenoisingRun.h"
#include "ensemble/EnsembleSession.h"

#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace calolens;
using namespace calolens::test;

namespace {

std::shared_ptr<const Event> eventNumber(std::int64_t number) {
    return std::make_shared<const Event>(sampleEvent(number));
}

DenoisingRequest how(quint64 seed = 1) {
    DenoisingRequest request;
    request.model = "analytic";
    request.settings.sampler = "ddpm";
    request.settings.steps = 6;
    request.settings.seed = seed;
    return request;
}

bool drawn(EnsembleSession& session) {
    QSignalSpy changed(&session, &EnsembleSession::stateChanged);
    return !session.drawing() || (changed.wait() && !session.drawing());
}

} // namespace

class TestEnsembleSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Draws stream in, are numbered, and each is the one that a single run gives.
    void drawsAreThoseOfSingleRuns() {
        const auto event = eventNumber(0);
        EnsembleSession session(analyticSource());
        session.setEvent(event, nullptr);
        QSignalSpy changed(&session, &EnsembleSession::drawsChanged);
        session.draw(how(), 6);
        QVERIFY(session.drawing());
        QVERIFY(drawn(session));
        QCOMPARE(session.count(), 6);
        QVERIFY(changed.count() > 1);
        QCOMPARE(session.draws()->info.samples, 6);
        QVERIFY(!session.fromFile());

        const auto model = analyticSource().load("analytic", DeviceKind::Cpu);
        RunSettings settings = how().settings;
        for (const int draw : {0, 5}) {
            settings.sample = static_cast<std::uint32_t>(draw);
            DenoisingRun run(model, event, settings);
            while (!run.finished())
                run.step();
            const std::vector<float> there = session.draws()->prediction.draw(draw);
            for (std::size_t i = 0; i < there.size(); ++i)
                QVERIFY(std::abs(there[i] - run.result()[i]) < 1e-3F * (1 + std::abs(there[i])));
        }
    }

    /// More are added to those there; other settings begin anew.
    void moreDrawsKeepTheFirst() {
        EnsembleSession session(analyticSource());
        session.setEvent(eventNumber(0), nullptr);
        session.draw(how(), 3);
        QVERIFY(drawn(session));
        const auto first = session.draws();
        session.draw(how(), 5);
        QVERIFY(drawn(session));
        QCOMPARE(session.count(), 5);
        QCOMPARE(session.draws()->prediction.draw(2), first->prediction.draw(2));
        QCOMPARE(first->prediction.samples, 3); // whoever holds the old ones is not disturbed
        session.draw(how(2), 2);
        QVERIFY(drawn(session));
        QCOMPARE(session.count(), 2);
        QVERIFY(session.draws()->prediction.draw(0) != first->prediction.draw(0));
    }

    void drawsStayWithTheirEvent() {
        const auto one = eventNumber(0), other = eventNumber(1);
        EnsembleSession session(analyticSource());
        session.setEvent(one, nullptr);
        session.draw(how(), 2);
        QVERIFY(drawn(session));
        const auto before = session.draws();
        session.setEvent(other, nullptr);
        QVERIFY(!session.draws());
        session.setEvent(one, nullptr);
        QCOMPARE(session.draws(), before);
        session.draw(how(), 4); // still the same ensemble
        QVERIFY(drawn(session));
        QCOMPARE(session.draws()->prediction.draw(1), before->prediction.draw(1));
    }

    /// What the file holds is shown until something is drawn.
    void storedDrawsAreShown() {
        const auto event = eventNumber(0);
        auto stored = std::make_shared<StoredDraws>();
        stored->prediction.samples = 2;
        stored->prediction.cells = event->hr().size();
        stored->prediction.energy.assign(2 * event->hr().size(), 1.0F);
        EnsembleSession session(analyticSource());
        session.setEvent(event, stored);
        QVERIFY(session.fromFile());
        QCOMPARE(session.count(), 2);
        session.draw(how(), 1);
        QVERIFY(drawn(session));
        QVERIFY(!session.fromFile());
        QCOMPARE(session.count(), 1);
        session.setStored(nullptr); // does not take away what was drawn
        QCOMPARE(session.count(), 1);
    }

    void stopKeepsWhatIsThere() {
        QSemaphore permits, arrived;
        EnsembleSession session(analyticSource([&](double) {
            arrived.release();
            permits.acquire();
        }));
        session.setEvent(eventNumber(0), nullptr);
        QSignalSpy changed(&session, &EnsembleSession::drawsChanged);
        session.draw(how(), 40);
        permits.release(6); // the first draws come, the next are in hand
        QVERIFY(changed.wait());
        arrived.acquire(7);
        const int there = session.count();
        QVERIFY(there > 0 && there < 40);
        session.stop();
        QVERIFY(!session.drawing());
        permits.release(1000);
        session.shutDown();
        QCOMPARE(session.count(), there);
    }

    /// Draws that were saved are there when the file is opened again, and so are earlier ones.
    void drawsAreSaved() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("events.h5"));
        writeSampleFile(path, 3);
        const std::filesystem::path file = QFile::encodeName(path).toStdString();
        EnsembleSession session(analyticSource());
        QSignalSpy saved(&session, &EnsembleSession::saved);
        std::vector<float> first;
        for (const int number : {0, 2}) {
            const auto event = std::make_shared<const Event>(EventFile::open(file)->read(number));
            session.setEvent(event, nullptr);
            session.draw(how(), 3);
            QVERIFY(drawn(session));
            session.save(file, file);
            QVERIFY(saved.count() == 1 || saved.wait());
            QCOMPARE(saved.takeFirst()[1].toInt(), number);
            if (first.empty())
                first = session.draws()->prediction.energy;
        }
        session.draw(how(9), 3); // made in another way: beside the others, not in their place
        QVERIFY(drawn(session));
        session.save(file, file);
        QVERIFY(saved.count() == 1 || saved.wait());
        const auto opened = EventFile::open(file);
        QCOMPARE(opened->predictions().size(), std::size_t(2));
        const auto there = opened->prediction("analytic", 0);
        QVERIFY(there && there->complete());
        QCOMPARE(there->energy, first);
        QVERIFY(!opened->prediction("analytic", 1));
        QVERIFY(opened->prediction("analytic", 2));
        QVERIFY(opened->prediction("analytic-2", 2));

        QSignalSpy failed(&session, &EnsembleSession::failed);
        session.save(file, "/nowhere/events.h5");
        QVERIFY(failed.wait());
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("nowhere")));
    }

    void aFailureIsSaid() {
        ModelSource source = analyticSource();
        source.load = [](const std::filesystem::path&, DeviceKind) -> std::shared_ptr<const Model> {
            throw std::runtime_error("broken.calomodel: damaged");
        };
        EnsembleSession session(source);
        session.setEvent(eventNumber(0), nullptr);
        QSignalSpy failed(&session, &EnsembleSession::failed);
        session.draw(how(), 2);
        QVERIFY(failed.wait());
        QCOMPARE(failed[0][0].toString(), QStringLiteral("broken.calomodel: damaged"));
        QVERIFY(!session.drawing());
    }
};

QTEST_GUILESS_MAIN(TestEnsembleSession)
#include "TestEnsembleSession.moc"
