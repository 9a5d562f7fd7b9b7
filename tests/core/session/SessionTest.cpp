// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/Session.h"
#include "diffusion/DenoisingRun.h"
#include "diffusion/Predictor.h"
#include "error/Error.h"
#include "session/PictureAgain.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace calolens;
namespace fs = std::filesystem;

namespace {
Session unusual() {
    Session session;
    session.programVersion = "9.9";
    session.files = {{"/data/a.h5", "identity-a", 3}, {"/data/b c\xc3\xa9.h5", "", 0}};
    session.current = 1;
    session.run = {"electron-2x", "abc", "heun", "karras", 18, 0xfedcba9876543210u, "cpu", 7};
    session.picture.kind = SessionPicture::Kind::Draws;
    session.picture.settings = {"p", "m", "c", "unipc-3", "lu", 10, 10, 5, 4, "0.1.0"};
    session.picture.draw = 2;
    session.picture.label = "draw 3 of 4";
    session.sheet = {150, true};
    session.picture.step = 6;
    session.picture.noisyState = true;
    session.picture.setEnergies({0.0F, 1.0F / 3, 1e-30F, 12345.678F});
    session.window = R"({"camera":[1,2.5]})";
    return session;
}

/// What readSession() says of such a file.
QString complaint(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
    try {
        (void)readSession(path);
    } catch (const FileError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}
} // namespace

class SessionTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    [[nodiscard]] fs::path folder() const { return m_folder.path().toStdString(); }

private Q_SLOTS:
    void allComesBack() {
        const Session before = unusual();
        const fs::path path = folder() / "session.json";
        writeSession(before, path);
        const Session after = readSession(path);
        QCOMPARE(after.files.size(), std::size_t{2});
        QCOMPARE(after.files[1].path, before.files[1].path);
        QCOMPARE(after.files[0].identity, before.files[0].identity);
        QCOMPARE(after.files[0].event, before.files[0].event);
        QCOMPARE(after.current, 1);
        QCOMPARE(after.run.seed, before.run.seed);
        QCOMPARE(after.run.schedule, before.run.schedule);
        QCOMPARE(after.run.draws, before.run.draws);
        QVERIFY(after.picture.kind == before.picture.kind);
        QCOMPARE(after.picture.label, before.picture.label);
        QCOMPARE(after.sheet.dpi, 150);
        QCOMPARE(after.sheet.viewAsOnScreen, true);
        QCOMPARE(after.picture.draw, before.picture.draw);
        QCOMPARE(after.picture.step, before.picture.step);
        QCOMPARE(after.picture.noisyState, true);
        QCOMPARE(after.picture.energies, before.picture.energies); // to the bit
        QCOMPARE(after.picture.fingerprint, before.picture.fingerprint);
        QVERIFY(settingsDifference(after.picture.settings, before.picture.settings).empty());
        QCOMPARE(after.window, before.window);
        // Written once more, it is the same text.
        QCOMPARE(sessionToJson(after, folder()), sessionToJson(before, folder()));
    }

    /// A folder with events and session may be copied to another machine.
    void filesAreFoundBesideAMovedSession() {
        const fs::path there = folder() / "there", here = folder() / "here";
        fs::create_directories(there / "events");
        std::ofstream(there / "events" / "e.h5") << "x";
        Session session;
        session.files = {{there / "events" / "e.h5", "", 0}};
        session.current = 0;
        writeSession(session, there / "s.json");
        QCOMPARE(readSession(there / "s.json").files[0].path, there / "events" / "e.h5");
        fs::rename(there, here);
        QCOMPARE(readSession(here / "s.json").files[0].path, here / "events" / "e.h5");
    }

    void whatIsNoSessionIsSaid() {
        const fs::path path = folder() / "bad.json";
        const QString name = QStringLiteral("bad.json");
        QVERIFY(complaint(path, "rubbish").contains(name));
        QVERIFY(complaint(path, "[1, 2]").contains(QStringLiteral("no session")));
        QVERIFY(complaint(path, R"({"format": "calolens-calibration"})")
                    .contains(QStringLiteral("no session")));
        QVERIFY(complaint(path, R"({"format": "calolens-session", "version": 7})")
                    .contains(QStringLiteral("version is 7")));
        std::string text = sessionToJson(unusual(), folder());
        text.replace(text.find("\"draws\""), 7, "\"hearts\"");
        QVERIFY(complaint(path, text).contains(name));
        QVERIFY_THROWS_EXCEPTION(FileError, (void)readSession(folder() / "missing.json"));
    }

    /// What is not finite cannot be written as JSON: the fingerprint still knows it.
    void energiesThatJsonCannotHold() {
        SessionPicture picture;
        picture.setEnergies({1.0F, std::nanf("")});
        QVERIFY(picture.energies.empty());
        QVERIFY(!picture.fingerprint.empty());
        picture.setEnergies(std::vector<float>(SessionPicture::mostEnergies + 1, 1.0F));
        QVERIFY(picture.energies.empty());
        QVERIFY(differenceOf(picture, std::vector<float>(SessionPicture::mostEnergies + 1, 1.0F))
                    .identical);
        QVERIFY(!differenceOf(picture, std::vector<float>(SessionPicture::mostEnergies + 1, 2.0F))
                     .agrees());
    }

    void differencesAreMeasured() {
        SessionPicture was;
        was.setEnergies({100.0F, 0.0F, 50.0F});
        QVERIFY(differenceOf(was, {100.0F, 0.0F, 50.0F}).identical);
        const auto small = differenceOf(was, {100.05F, 0.0F, 50.0F});
        QVERIFY(!small.identical && small.agrees());
        QVERIFY(std::abs(small.eventMeV - 0.05) < 1e-5);
        const auto large = differenceOf(was, {100.0F, 10.0F, 45.0F});
        QVERIFY(!large.agrees());
        QCOMPARE(large.largestMeV, 10.0);
        QCOMPARE(large.eventMeV, 5.0);
        QVERIFY(!differenceOf(was, {1.0F}).comparable);
        QVERIFY(!differenceOf(SessionPicture(), {1.0F}).comparable);
    }

    /// Runs and draws come out as those who made them in the first place get them.
    void picturesAreMadeAgain() {
        const auto model =
            Model::load(CALOLENS_MODELS_FOLDER "/electron-2x.calomodel", DeviceKind::Cpu);
        const auto file = EventFile::open(CALOLENS_EVENTS_FOLDER "/electrons.h5");
        const auto load = [&](const PredictionInfo&) { return model; };
        constexpr std::int64_t Number = 2;
        const auto event = std::make_shared<const Event>(file->read(Number));
        RunSettings settings;
        settings.sampler = "euler-ancestral";
        settings.steps = 3;
        settings.seed = 11;

        DenoisingRun run(model, event, settings);
        SessionPicture picture;
        picture.kind = SessionPicture::Kind::Run;
        picture.settings = run.info();
        run.step();
        run.step();
        picture.setEnergies(run.result());
        picture.step = 2;
        QVERIFY(differenceOf(picture, pictureAgain(*file, Number, picture, load)).identical);
        picture.setEnergies(run.trajectory().back().state);
        picture.noisyState = true;
        QVERIFY(differenceOf(picture, pictureAgain(*file, Number, picture, load)).identical);
        picture.noisyState = false;
        run.step();
        picture.setEnergies(run.result());
        QVERIFY(!differenceOf(picture, pictureAgain(*file, Number, picture, load)).agrees());
        picture.step = SessionPicture::Result;
        QVERIFY(differenceOf(picture, pictureAgain(*file, Number, picture, load)).identical);

        const Predictor predictor(model, settings, 5);
        const Event* const item = event.get();
        Prediction draws{5, event->hr().size(), predictor.predict({&item, 1}).front()};
        picture.kind = SessionPicture::Kind::Draws;
        picture.settings = predictor.info();
        picture.draw = 4;
        picture.setEnergies(draws.draw(4));
        QVERIFY(differenceOf(picture, pictureAgain(*file, Number, picture, load)).agrees());
        picture.draw = SessionPicture::Mean;
        picture.setEnergies(draws.mean());
        QVERIFY(differenceOf(picture, pictureAgain(*file, Number, picture, load)).agrees());

        picture.kind = SessionPicture::Kind::Stored;
        picture.settings.name = "lost";
        QVERIFY_THROWS_EXCEPTION(UsageError, (void)pictureAgain(*file, Number, picture, load));
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
