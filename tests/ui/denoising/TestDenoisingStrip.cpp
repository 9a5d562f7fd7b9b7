// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "SampleEvents.h"
#include "commands/CommandRegistry.h"
#include "denoising/DenoisingCommands.h"
#include "denoising/DenoisingSession.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/FramePlayer.h"
#include "denoising/Moments.h"
#include "denoising/RunSettingsForm.h"
#include "denoising/ScrubberPlot.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/PlacedLevels.h"
#include "diffusion/Sampler.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {

constexpr int Steps = 8;

/// A strip with all that it needs, and a run of Steps steps on sample event 0.
struct Bench {
    DenoisingSession session{analyticSource()};
    FramePlayer player;
    CommandRegistry registry;
    Moments moments;
    DenoisingCommands commands{session, player, moments, registry};
    DenoisingStrip strip{session, player, moments, commands};

    Bench() {
        QObject::connect(&session, &DenoisingSession::framesChanged, &player,
                         [this] { player.setFrameCount(session.frames().size()); });
        session.setEvent(std::make_shared<const Event>(sampleEvent(0)));
        strip.settings().chooseSteps(Steps);
        strip.settings().chooseSampler(QStringLiteral("ddpm"));
        strip.resize(1280, 230);
        strip.show();
    }
    bool runToTheEnd() {
        QSignalSpy models(&session, &DenoisingSession::modelsChanged);
        if (session.models().isEmpty() && !models.wait())
            return false;
        QSignalSpy finished(&session, &DenoisingSession::finished);
        commands.run->trigger();
        return finished.wait();
    }
    NoiseScrubber& scrubber() { return strip.scrubber(); }
};

} // namespace

class TestDenoisingStrip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFormSetsTheNextRun() {
        Bench bench;
        QSignalSpy models(&bench.session, &DenoisingSession::modelsChanged);
        QVERIFY(!bench.commands.run->isEnabled()); // no model is known yet
        QVERIFY(models.wait());
        QVERIFY(bench.commands.run->isEnabled());
        RunSettingsForm& form = bench.strip.settings();
        form.chooseSteps(33);
        form.chooseSeed(18446744073709551615ULL);
        form.chooseSampler(QStringLiteral("heun"));
        const DenoisingRequest& next = bench.session.nextRun();
        QCOMPARE(next.settings.steps, 33);
        QCOMPARE(next.settings.seed, 18446744073709551615ULL);
        QCOMPARE(next.settings.sampler, std::string("heun"));
        QCOMPARE(next.model, std::filesystem::path("analytic"));
        QVERIFY(form.chooseModel(QStringLiteral("analytic")));
        QVERIFY(!form.chooseModel(QStringLiteral("no such model")));
    }

    /// With several models, the one that works on the events is chosen by itself; a choice of one's
    /// own stays where it works.
    void theModelSuitsTheEvents() {
        ModelSource source = analyticSource();
        source.find = [] {
            std::vector<ModelInfo> models(3);
            const char* names[] = {"any", "other", "fitting"};
            for (std::size_t i = 0; i < models.size(); ++i)
                models[i].name = names[i], models[i].path = names[i];
            Readout readout = *sampleReadout();
            models[2].readout = std::make_shared<const Readout>(readout);
            readout.levels.pop_back();
            models[1].readout = std::make_shared<const Readout>(readout);
            models[0].readout = models[1].readout;
            return models;
        };
        DenoisingSession session(source);
        RunSettingsForm form(session);
        QSignalSpy models(&session, &DenoisingSession::modelsChanged);
        QVERIFY(models.wait());
        QCOMPARE(form.model(), QStringLiteral("any"));
        form.suitReadout(sampleReadout().get());
        QCOMPARE(form.model(), QStringLiteral("fitting"));
        QCOMPARE(session.nextRun().model, std::filesystem::path("fitting"));
        Readout other = *sampleReadout();
        other.levels.pop_back();
        form.suitReadout(&other);
        QCOMPARE(form.model(), QStringLiteral("any"));
        QVERIFY(form.chooseModel(QStringLiteral("other")));
        form.suitReadout(nullptr);
        QCOMPARE(form.model(), QStringLiteral("other"));
    }

    /// Levels placed for the model are offered where there are any for sampler and steps.
    void placedLevelsAreOfferedWhereTheyFit() {
        QTemporaryDir dir;
        ModelSource source = analyticSource();
        const auto path = std::filesystem::path(dir.filePath("m.calomodel").toStdString());
        source.find = [path] {
            ModelInfo model;
            model.name = std::string("m");
            model.checksum = std::string("abc");
            model.path = path;
            return std::vector{model};
        };
        const Placement placement{{40, 2, 0.01}, 0.01, {{"lu", 0.02}}};
        const PlacedLevels levels{"m", "abc", {{"unipc-3", 3, placement, "chooser.h5", 64, 1}}};
        QFile file(dir.filePath("m.levels.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(levels.toJson()));
        file.close();
        DenoisingSession session(source);
        RunSettingsForm form(session);
        QSignalSpy models(&session, &DenoisingSession::modelsChanged);
        QVERIFY(models.wait());
        const auto schedule = [&session] { return session.nextRun().settings.schedule; };
        form.chooseSteps(3); // they are offered, and not taken before they are wanted
        QCOMPARE(schedule(), std::string("lu"));
        form.chooseSteps(10);
        form.chooseSchedule(QStringLiteral("placed")); // not for ten steps
        QCOMPARE(schedule(), std::string("lu"));
        form.chooseSteps(3);
        QCOMPARE(schedule(), std::string("levels:40,2,0.01"));
        form.chooseSampler(QStringLiteral("heun"));
        QCOMPARE(schedule(), std::string("lu"));
        form.chooseSampler(QStringLiteral("unipc-3"));
        QCOMPARE(schedule(), std::string("levels:40,2,0.01"));
        form.chooseSchedule(QStringLiteral("karras"));
        form.chooseSteps(4);
        form.chooseSteps(3);
        QCOMPARE(schedule(), std::string("karras"));
        // What a session brings back is kept, whatever stands beside the model.
        form.chooseSchedule(QStringLiteral("levels:40,3,0.01"));
        QCOMPARE(schedule(), std::string("levels:40,3,0.01"));
    }

    /// Every sampler and schedule can be chosen, runs to the end, and says what it will cost.
    void everySamplerRuns_data() {
        QTest::addColumn<QString>("sampler");
        QTest::addColumn<QString>("schedule");
        const auto known = schedules();
        for (std::size_t i = 0; i < samplers().size(); ++i) {
            const std::string name(samplers()[i].name), schedule(known[i % known.size()].name);
            QTest::newRow(name.c_str())
                << QString::fromStdString(name) << QString::fromStdString(schedule);
        }
    }
    void everySamplerRuns() {
        QFETCH(QString, sampler);
        QFETCH(QString, schedule);
        Bench bench;
        RunSettingsForm& form = bench.strip.settings();
        form.chooseSampler(sampler);
        form.chooseSchedule(schedule);
        QCOMPARE(bench.session.nextRun().settings.sampler, sampler.toStdString());
        QCOMPARE(bench.session.nextRun().settings.schedule, schedule.toStdString());
        QVERIFY(bench.runToTheEnd());
        const RecordedFrames& frames = bench.session.frames();
        QCOMPARE(frames.size(), bench.session.stepCount() + 1);
        QCOMPARE(frames[frames.size() - 1].frame->sigma, 0.0);
        QCOMPARE(bench.session.info().schedule, schedule.toStdString());
        const int spent = bench.session.info().evaluations;
        if (const auto cost = evaluationsFor(sampler.toStdString(), Steps)) {
            QCOMPARE(spent, *cost);
            QVERIFY(form.explanation().startsWith(QString::number(*cost)));
        } else {
            QVERIFY(spent > 0);
            QVERIFY(!form.explanation().isEmpty());
        }
        // Whatever the way of the noise level, each frame can be come by and drawn.
        for (int i = 0; i < frames.size(); ++i)
            QCOMPARE(frames[bench.scrubber().frameAt(bench.scrubber().placeOf(i))].frame->sigma,
                     frames[i].frame->sigma);
        QVERIFY(!bench.strip.grab().isNull());
    }

    void aModelMayBeChosenBeforeTheyAreKnown() {
        Bench bench;
        QVERIFY(!bench.strip.settings().chooseModel(QStringLiteral("analytic")));
        QTRY_COMPARE(bench.session.nextRun().model, std::filesystem::path("analytic"));
    }

    void commandsAreEnabledAsTheRunAllows() {
        Bench bench;
        QVERIFY(!bench.commands.pause->isEnabled());
        QVERIFY(!bench.commands.cancel->isEnabled());
        QVERIFY(!bench.commands.playForward->isEnabled());
        QVERIFY(bench.runToTheEnd());
        QVERIFY(bench.commands.run->isEnabled());
        QVERIFY(!bench.commands.pause->isEnabled());
        QVERIFY(!bench.commands.finish->isEnabled());
        QVERIFY(bench.commands.playForward->isEnabled());
        QVERIFY(bench.commands.first->isEnabled());
        QVERIFY(!bench.commands.last->isEnabled()); // it is shown
        bench.commands.first->trigger();
        QCOMPARE(bench.player.current(), 0);
        QVERIFY(!bench.commands.first->isEnabled());
        QVERIFY(bench.commands.last->isEnabled());
    }

    void framesLieWhereTheirNoiseLevelIs() {
        Bench bench;
        QVERIFY(bench.runToTheEnd());
        NoiseScrubber& scrubber = bench.scrubber();
        const int frames = bench.session.frames().size();
        QCOMPARE(frames, Steps + 1);
        for (int i = 0; i < frames; ++i) {
            QCOMPARE(scrubber.frameAt(scrubber.placeOf(i)), i);
            if (i > 0)
                QVERIFY(scrubber.placeOf(i) > scrubber.placeOf(i - 1));
        }
        QCOMPARE(scrubber.frameAt(-1000), 0);
        QCOMPARE(scrubber.frameAt(1e6), frames - 1);
    }

    void dragAndKeysScrub() {
        Bench bench;
        QVERIFY(bench.runToTheEnd());
        NoiseScrubber& scrubber = bench.scrubber();
        QCOMPARE(bench.player.current(), Steps); // it followed the run
        const int middle = scrubber.height() / 2;
        const auto place = [&](int frame) {
            return QPoint(static_cast<int>(scrubber.placeOf(frame) + 0.5), middle);
        };
        QTest::mousePress(&scrubber, Qt::LeftButton, {}, place(2));
        QCOMPARE(bench.player.current(), 2);
        QTest::mouseMove(&scrubber, place(5));
        QTRY_COMPARE(bench.player.current(), 5);
        QTest::mouseRelease(&scrubber, Qt::LeftButton, {}, place(5));
        QTest::keyClick(&scrubber, Qt::Key_Right);
        QCOMPARE(bench.player.current(), 6);
        QTest::keyClick(&scrubber, Qt::Key_Left);
        QTest::keyClick(&scrubber, Qt::Key_Left);
        QCOMPARE(bench.player.current(), 4);
        QTest::keyClick(&scrubber, Qt::Key_Home);
        QCOMPARE(bench.player.current(), 0);
        QTest::keyClick(&scrubber, Qt::Key_End);
        QCOMPARE(bench.player.current(), Steps);
    }

    void bookmarksAreSetSeenAndGoneTo() {
        Bench bench;
        QVERIFY(!bench.commands.bookmark->isEnabled());
        QVERIFY(bench.runToTheEnd());
        const QImage bare = bench.scrubber().grab().toImage();
        for (const int frame : {2, 5}) {
            bench.player.goTo(frame);
            bench.commands.bookmark->trigger();
        }
        bench.player.goToLast();
        QVERIFY(bench.scrubber().grab().toImage() != bare);
        QVERIFY(!bench.commands.nextBookmark->isEnabled());
        bench.commands.previousBookmark->trigger();
        QCOMPARE(bench.player.current(), 5);
        QVERIFY(bench.commands.nameBookmark->isEnabled());
        bench.commands.previousBookmark->trigger();
        QCOMPARE(bench.player.current(), 2);
        QVERIFY(!bench.commands.previousBookmark->isEnabled());
        bench.commands.nextBookmark->trigger();
        QCOMPARE(bench.player.current(), 5);
        // Twice as many steps: the moment is the same.
        const double sigma = bench.session.frames()[5].frame->sigma;
        bench.strip.settings().chooseSteps(2 * Steps);
        QVERIFY(bench.runToTheEnd());
        bench.commands.previousBookmark->trigger();
        const int there = bench.player.current();
        QVERIFY(there > 5 && there < 2 * Steps);
        QVERIFY(std::abs(std::log(bench.session.frames()[there].frame->sigma / sigma)) < 1);
        bench.commands.bookmark->trigger(); // takes it away
        QCOMPARE(bench.moments.bookmarks().size(), std::size_t{1});
        bench.commands.clearBookmarks->trigger();
        QVERIFY(!bench.commands.clearBookmarks->isEnabled());
    }

    void playbackButtonsShowWhatPlays() {
        Bench bench;
        QVERIFY(bench.runToTheEnd());
        bench.commands.playBackward->trigger();
        QVERIFY(bench.player.playing());
        QVERIFY(bench.commands.playBackward->isChecked());
        QVERIFY(!bench.commands.playForward->isChecked());
        bench.commands.playForward->trigger();
        QCOMPARE(bench.player.direction(), 1);
        QVERIFY(!bench.commands.playBackward->isChecked());
        bench.commands.playForward->trigger(); // the same button stops
        QVERIFY(!bench.player.playing());
        QVERIFY(!bench.commands.playForward->isChecked());
    }

    void theEnergyAxisHoldsTheSettledPart() {
        Bench bench;
        QVERIFY(bench.runToTheEnd());
        const ScrubberPlot plot(bench.session, bench.moments, FramePicture::Estimate,
                                QRectF(0, 0, 100, 100));
        const RecordedFrames& frames = bench.session.frames();
        const double last = frames[frames.size() - 1].estimate.residualToTruth / 1000;
        QVERIFY(plot.energyRange() >= std::abs(last));
        QVERIFY(plot.energyRange() >= 0.5);
    }

    void paintsInEveryState() {
        Bench bench;
        const QImage empty = bench.strip.grab().toImage();
        QVERIFY(bench.runToTheEnd());
        const QImage finished = bench.strip.grab().toImage();
        QVERIFY(empty != finished);
        bench.commands.showNoisy->trigger();
        QCOMPARE(bench.commands.picture(), FramePicture::NoisyState);
        QVERIFY(bench.strip.grab().toImage() != finished);
        bench.session.setEvent(nullptr);
        QVERIFY(!bench.strip.grab().isNull());
    }
};

QTEST_MAIN(TestDenoisingStrip)
#include "TestDenoisingStrip.moc"
