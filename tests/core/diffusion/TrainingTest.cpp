// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DenoisingRun.h"
#include "diffusion/training/Trainer.h"
#include "error/Error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace calolens;

namespace {
constexpr const char* recipe = R"({
    "name": "tiny", "preset": "cocoa-sr2", "description": "for tests",
    "network": {"width": 16, "blocks": 1, "heads": 2, "mlpRatio": 2},
    "optimiser": {"steps": %1, "batch": 4, "learningRate": 0.01, "warmup": 4, "emaDecay": 0.9},
    "holdOut": 4, "checkpointEvery": 10, "chooserEvery": 20, "seed": 3 })";
} // namespace

class TrainingTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    TrainingJob job(const char* output, int steps = 60) const {
        const auto config = path(output).string() + ".json";
        std::ofstream(config) << QString::fromLatin1(recipe).arg(steps).toStdString();
        TrainingJob j;
        j.deposits = {CALOLENS_FIXTURES "/electron_deposits.h5"};
        j.config = config;
        j.output = path(output);
        j.device = DeviceKind::Cpu;
        return j;
    }
    static QByteArray bytes(const std::filesystem::path& file) {
        QFile f(QString::fromStdString(file.string()));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }

private Q_SLOTS:
    void learnsAndLeavesAUsableModel() {
        TrainingJob j = job("learn.calomodel");
        double first = 0, last = 0;
        j.progress = [&](const TrainingProgress& p) { (p.step == 1 ? first : last) = p.loss; };
        QVERIFY(train(j));
        QVERIFY2(first > 0.8 && first < 1.3,
                 qPrintable(QString::number(first))); // knows nothing: 1
        QVERIFY2(last < 0.95 * first, qPrintable(QString::number(last)));
        const auto model = Model::load(path("learn.calomodel"), DeviceKind::Cpu);
        QCOMPARE(model->info().name, std::string("tiny"));
        QCOMPARE(model->info().preset, std::string("cocoa-sr2"));
        QVERIFY(model->info().card.find("\"steps\": 60") != std::string::npos);
    }

    /// Products in bfloat16 round, and change next to nothing of what is learnt.
    void learnsTheSameInBfloat16() {
        double exact = 0, rounded = 0;
        TrainingJob j = job("float.calomodel");
        j.progress = [&](const TrainingProgress& p) { exact = p.loss; };
        QVERIFY(train(j));
        TrainingJob half = job("half.calomodel");
        const QByteArray text = bytes(half.config);
        std::ofstream(half.config)
            << QByteArray(text)
                   .replace("\"batch\": 4", "\"precision\": \"bfloat16\", \"batch\": 4")
                   .toStdString();
        half.progress = [&](const TrainingProgress& p) { rounded = p.loss; };
        QVERIFY(train(half));
        QVERIFY2(std::abs(rounded / exact - 1) < 0.03,
                 qPrintable(QStringLiteral("%1 %2").arg(rounded).arg(exact)));
        QVERIFY(Model::load(path("half.calomodel"))->info().checksum !=
                Model::load(path("float.calomodel"))->info().checksum);
    }

    /// Stopped after any step and resumed, a training ends at the very same weights.
    void resumingGivesTheSameModel() {
        QVERIFY(train(job("whole.calomodel")));
        TrainingJob part = job("parts.calomodel");
        std::int64_t steps = 0;
        for (const std::int64_t stop : {7, 33}) {
            part.interrupted = [&steps, stop] { return ++steps == stop; };
            QVERIFY(!train(part));
            part.resume = true;
        }
        part.interrupted = {};
        QVERIFY(train(part));
        QCOMPARE(Model::load(path("parts.calomodel"))->info().checksum,
                 Model::load(path("whole.calomodel"))->info().checksum);
    }

    void anotherRecipesCheckpointIsRefused() {
        QVERIFY(train(job("recipe.calomodel", 10)));
        TrainingJob other = job("recipe.calomodel", 20);
        other.resume = true;
        QVERIFY_EXCEPTION_THROWN(train(other), FileError);
    }

    void mistakesInARecipeAreNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("not JSON") << QByteArray("{") << "recipe";
        QTest::newRow("unknown key")
            << QByteArray(R"({"name":"a","preset":"cocoa-sr2","stepz":1})") << "stepz";
        QTest::newRow("unknown preset")
            << QByteArray(R"({"name":"a","preset":"x"})") << "cocoa-sr2";
        QTest::newRow("no name") << QByteArray(R"({"preset":"cocoa-sr2"})") << "name";
        QTest::newRow("heads") << QByteArray(
                                      R"({"name":"a","preset":"cocoa-sr2","network":{"heads":3}})")
                               << "heads";
        QTest::newRow("precision")
            << QByteArray(R"({"name":"a","preset":"cocoa-sr2","optimiser":{"precision":"half"}})")
            << "bfloat16";
        QTest::newRow("wrong type")
            << QByteArray(R"({"name":"a","preset":"cocoa-sr2","seed":"x"})") << "recipe";
    }
    void mistakesInARecipeAreNamed() {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        TrainingJob j = job("bad.calomodel");
        std::ofstream(j.config) << text.toStdString();
        try {
            train(j);
            QFAIL("accepted");
        } catch (const FileError& error) {
            QVERIFY2(QString::fromStdString(error.what()).contains(said), error.what());
        }
    }

    void damagedModelsAreRefused() {
        QVERIFY(train(job("good.calomodel", 10)));
        const QByteArray good = bytes(path("good.calomodel"));
        QVERIFY(good.size() > 10000);
        const auto write = [&](const QByteArray& content) {
            QFile f(QString::fromStdString(path("damaged.calomodel").string()));
            QVERIFY(f.open(QIODevice::WriteOnly));
            f.write(content);
        };
        const auto refused = [&] {
            try {
                (void)Model::load(path("damaged.calomodel"), DeviceKind::Cpu);
                return false;
            } catch (const ModelError& error) {
                return QString::fromStdString(error.what())
                    .contains(QStringLiteral("damaged.calomodel"));
            }
        };
        for (const qsizetype length :
             {qsizetype{0}, qsizetype{100}, good.size() / 2, good.size() - 1}) {
            write(good.left(length));
            QVERIFY2(refused(), qPrintable(QString::number(length)));
        }
        write(QByteArray("not a model at all, but long enough to be looked at").repeated(100));
        QVERIFY(refused());
        write(bytes(CALOLENS_FIXTURES "/electron_deposits.h5"));
        QVERIFY(refused());
        QVERIFY_EXCEPTION_THROWN(Model::load(path("missing.calomodel")), ModelError);
        QVERIFY_EXCEPTION_THROWN(resolveModel("no-such-model"), ModelError);
    }
};

QTEST_GUILESS_MAIN(TrainingTest)
#include "TrainingTest.moc"
