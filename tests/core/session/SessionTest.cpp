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
#include <random>

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
    session.sheet = {150, true, "maps"};
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
        text.replace(text.find("\"fingerprint\""), 13, "\"fingertip\""); // of the picture
        QVERIFY(complaint(path, text).contains(name));
        QVERIFY_THROWS_EXCEPTION(FileError, (void)readSession(folder() / "missing.json"));
    }

    /// Whatever a session holds, it comes back, and is then written as the same text.
    void anySessionComesBack() {
        std::mt19937 random(7);
        const auto below = [&](int n) {
            return std::uniform_int_distribution<int>(0, n - 1)(random);
        };
        const auto text = [&] {
            static const std::vector<std::string> pieces{
                "a", "B7", "\"", "\\", " ", "\n", "\xc3\xa9", "{", "../", "\x01", "\xe2\x82\xac"};
            std::string made;
            for (int n = below(6); n > 0; --n)
                made += pieces[static_cast<std::size_t>(below(static_cast<int>(pieces.size())))];
            return made;
        };
        const auto real = [&] { return std::ldexp(below(1 << 20) - (1 << 19), below(80) - 60); };
        constexpr int Sessions = 300;
        for (int i = 0; i < Sessions; ++i) {
            Session before;
            before.programVersion = text();
            for (int n = below(4); n > 0; --n)
                before.files.push_back(
                    {folder() / std::to_string(below(9)), text(), below(1 << 30)});
            before.current = below(4) - 1;
            before.run = {text(), text(),  text(), text(), below(99), random() * 4294967311u,
                          text(), below(9)};
            if (below(2) == 1) {
                before.picture.kind = static_cast<SessionPicture::Kind>(1 + below(3));
                before.picture.settings = {text(),    text(),    text(),   text(),    text(),
                                           below(99), below(99), random(), below(99), text()};
                before.picture.draw = below(5) - 1;
                before.picture.step = below(5) - 1;
                before.picture.label = text();
                before.picture.noisyState = below(2) == 1;
                std::vector<float> energies;
                for (int n = below(30); n > 0; --n)
                    energies.push_back(static_cast<float>(real()));
                before.picture.setEnergies(energies);
            }
            before.sheet = {below(900), below(2) == 1, text()};
            if (below(2) == 1) {
                SessionSample& sample = before.sample.emplace();
                sample.made = text();
                sample.figure = text();
                sample.prediction = text();
                if (below(2) == 1)
                    sample.event = below(1000);
                sample.seed = random();
                for (int n = below(5); n > 0; --n)
                    sample.numbers[text()] = {real(), std::abs(real())};
                sample.drawing = text();
            }
            if (below(2) == 1)
                before.window = R"({"later":[1,{"x":null}],"view":{}})";
            const std::string written = sessionToJson(before, folder());
            const Session after = sessionFromJson(written, folder() / "s.json");
            QVERIFY2(sessionToJson(after, folder()) == written, written.c_str());
            QVERIFY(after.unknownKeys.empty());
            QCOMPARE(after.picture.energies, before.picture.energies); // to the bit
            QCOMPARE(after.window, before.window);
        }
    }

    /// What an earlier program did not write yet, and what a later one will.
    void olderAndNewerSessions() {
        const Session old = sessionFromJson(
            R"({"format": "calolens-session", "version": 1, "files": [{"path": "/data/a.h5"}],
                "current": 0, "run": {"seed": 9}})",
            folder() / "s.json");
        QCOMPARE(old.files.at(0).path, fs::path("/data/a.h5"));
        QCOMPARE(old.files[0].event, std::int64_t{0});
        QCOMPARE(old.run.seed, std::uint64_t{9});
        QCOMPARE(old.run.draws, 0);
        QCOMPARE(old.sheet.dpi, SessionSheet().dpi);
        QVERIFY(old.picture.kind == SessionPicture::Kind::None);
        QVERIFY(!old.sample && old.window.empty() && old.unknownKeys.empty());
        const Session later = sessionFromJson(
            R"({"format": "calolens-session", "version": 1, "files": [], "sound": "loud",
                "run": {"colour": 1, "steps": 3}, "sheet": {"paper": "A3"}})",
            folder() / "s.json");
        QCOMPARE(later.run.steps, 3);
        QCOMPARE(later.unknownKeys,
                 (std::vector<std::string>{"run.colour", "sheet.paper", "sound"}));
    }

    void samplesAreCompared() {
        SessionSample was;
        was.numbers = {{"sd", {2, 0.1}}, {"auc", {0.7, 0}}};
        was.fingerprint = textFingerprint("a");
        was.drawing = "d";
        SessionSample now = was;
        QVERIFY(differenceOf(was, now).agrees());
        QVERIFY(describe(differenceOf(was, now)).find("to the bit") != std::string::npos);
        now.drawing = "e";
        QVERIFY(differenceOf(was, now).agrees());
        QVERIFY(describe(differenceOf(was, now)).find("another way") != std::string::npos);
        now.fingerprint = textFingerprint("b");
        now.numbers["sd"].value = 2.0005; // half a percent of its error
        QVERIFY(differenceOf(was, now).agrees());
        now.numbers["sd"].value = 2.05;
        QVERIFY(!differenceOf(was, now).agrees());
        QVERIFY(describe(differenceOf(was, now)).find("sd") != std::string::npos);
        now = was;
        now.fingerprint = "c";
        now.numbers.erase("auc");
        QVERIFY(!differenceOf(was, now).agrees());
        QVERIFY(!differenceOf(SessionSample(), SessionSample()).comparable);
    }

    /// In the file itself, beside it under the whole name, or beside it for all its formats.
    void whereASessionIsFound() {
        const fs::path pdf = folder() / "found.pdf", table = folder() / "found.csv";
        for (const fs::path& path : {pdf, table})
            std::ofstream(path) << "x";
        const auto nothing = [](const fs::path&) { return std::string(); };
        QVERIFY_THROWS_EXCEPTION(FileError, (void)sessionOf(pdf, nothing));
        Session session = unusual();
        session.sheet.dpi = 1;
        writeSession(session, commonSidecarOf(pdf));
        QCOMPARE(sessionOf(pdf, nothing).sheet.dpi, 1);
        session.sheet.dpi = 2;
        writeSession(session, sidecarOf(pdf));
        QCOMPARE(sessionOf(pdf, nothing).sheet.dpi, 2);
        session.sheet.dpi = 3;
        const std::string inside = sessionToJson(session, folder());
        QCOMPARE(sessionOf(pdf, [&](const fs::path&) { return inside; }).sheet.dpi, 3);
        QVERIFY_THROWS_EXCEPTION(FileError, (void)sessionOf(table, nothing));
        session.sheet.dpi = 4;
        writeSession(session, sidecarOf(table));
        QCOMPARE(sessionOf(table, nothing).sheet.dpi, 4);
        QVERIFY_THROWS_EXCEPTION(FileError, (void)sessionOf(folder() / "missing.pdf", nothing));
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
