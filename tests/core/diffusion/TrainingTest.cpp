// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DenoisingRun.h"
#include "diffusion/training/Trainer.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "simulation/Digitizer.h"

#include <QFile>
#include <QSet>
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
const QByteArray estimator =
    R"("estimator": {"steps": 20, "width": 12, "blocks": 1, "heads": 2, "warmup": 4})";
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
    /// Changes the job's recipe.
    static void edit(const TrainingJob& j,
                     std::initializer_list<std::pair<const char*, QByteArray>> replacements) {
        QByteArray text = bytes(j.config);
        for (const auto& [from, to] : replacements) {
            QVERIFY2(text.contains(from), from);
            text.replace(from, to);
        }
        std::ofstream(j.config) << text.toStdString();
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

    void aFullDiskIsSaidAndCostsNoCheckpoint() {
        if (!QFile::exists(QStringLiteral("/dev/full")))
            QSKIP("there is no /dev/full here");
        TrainingJob j = job("full.calomodel", 20);
        QVERIFY(train(j));
        const auto checkpoint = bytes(path("full.calomodel.checkpoint"));
        QVERIFY(!checkpoint.isEmpty());
        // /dev/full takes a file open and refuses every byte, as a full disk does.
        std::filesystem::create_symlink("/dev/full", path("full.calomodel.checkpoint.part"));
        try {
            (void)train(j);
            QFAIL("the checkpoint was written to a full disk");
        } catch (const FileError& error) {
            QVERIFY2(QByteArray(error.what()).contains("full.calomodel.checkpoint"), error.what());
        }
        QCOMPARE(bytes(path("full.calomodel.checkpoint")), checkpoint);
    }

    /// Products in bfloat16 round, and change next to nothing of what is learnt.
    void learnsTheSameInBfloat16() {
        double exact = 0, rounded = 0;
        TrainingJob j = job("float.calomodel");
        j.progress = [&](const TrainingProgress& p) { exact = p.loss; };
        QVERIFY(train(j));
        TrainingJob half = job("half.calomodel");
        edit(half, {{"\"batch\": 4", "\"precision\": \"bfloat16\", \"batch\": 4"}});
        half.progress = [&](const TrainingProgress& p) { rounded = p.loss; };
        QVERIFY(train(half));
        QVERIFY2(std::abs(rounded / exact - 1) < 0.03,
                 qPrintable(QStringLiteral("%1 %2").arg(rounded).arg(exact)));
        QVERIFY(Model::load(path("half.calomodel"))->info().checksum !=
                Model::load(path("float.calomodel"))->info().checksum);
    }

    /// A network that knows nothing (its last layer starts at zero) has a loss that follows from
    /// the preconditioning, the weight and the distribution of noise levels alone.
    void firstLossIsThatOfAnIgnorantNetwork_data() {
        QTest::addColumn<QByteArray>("preconditioning");
        QTest::addColumn<QByteArray>("weight");
        for (const char* weight : {"edm", "min-snr", "soft", "flow"})
            for (const char* preconditioning : {"edm", "flow"})
                QTest::addRow("%s, %s", preconditioning, weight)
                    << QByteArray(preconditioning) << QByteArray(weight);
    }
    void firstLossIsThatOfAnIgnorantNetwork() {
        QFETCH(QByteArray, preconditioning);
        QFETCH(QByteArray, weight);
        TrainingJob j = job("ignorant.calomodel", 1);
        edit(j, {{"\"holdOut\"", "\"objective\": {\"weight\": \"" + weight +
                                     "\", \"preconditioning\": \"" + preconditioning +
                                     "\"}, \"holdOut\""},
                 {"\"batch\": 4", "\"batch\": 16"}});
        double first = 0;
        j.progress = [&](const TrainingProgress& p) { first = p.loss; };
        QVERIFY(train(j));
        // x and n have unit spread: D = x_s / (1 + s^2) (EDM) or x_s / (1 + s) (flow).
        double expected = 0;
        constexpr int n = 2000;
        for (int i = 0; i < n; ++i) {
            const double z = -6 + 12 * (i + 0.5) / n;
            const double s = std::exp(-0.6 + 1.3 * z);
            const double keep = preconditioning == "flow" ? 1 / (1 + s) : 1 / (1 + s * s);
            const double error = (keep - 1) * (keep - 1) + keep * keep * s * s;
            const double w = weight == "edm"       ? 1 + 1 / (s * s)
                             : weight == "min-snr" ? std::min(1 / (s * s), 5.0)
                             : weight == "soft"    ? 1 / (1 + s * s)
                                                   : std::pow((1 + s) / s, 2);
            expected += std::exp(-0.5 * z * z) / std::sqrt(2 * M_PI) * 12 / n * w * error;
        }
        QVERIFY2(std::abs(first / expected - 1) < 0.2,
                 qPrintable(QStringLiteral("%1 for %2").arg(first).arg(expected)));
    }

    void startsFromAnotherModel() {
        QVERIFY(train(job("start.calomodel", 40)));
        TrainingJob still = job("still.calomodel", 1);
        edit(still, {{"0.01", "1e-12"}});
        still.from = path("start.calomodel");
        QVERIFY(train(still));
        // One step at next to no rate changes nothing: what comes out is the averaged start.
        const auto energies = [&](const char* model) {
            const auto file = DepositsFile::open(CALOLENS_FIXTURES "/electron_deposits.h5");
            const Digitizer digitizer(digitizerPreset("cocoa-sr2"), file->detector(),
                                      file->granularity(), 1);
            const auto event = std::make_shared<const Event>(digitizer.digitize(file->read(0)));
            RunSettings settings;
            settings.steps = 4;
            DenoisingRun run(Model::load(path(model), DeviceKind::Cpu), event, settings);
            while (!run.finished())
                run.step();
            return run.result();
        };
        const auto a = energies("start.calomodel"), b = energies("still.calomodel");
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY(std::abs(a[i] - b[i]) < 1e-3 * (1 + std::abs(a[i])));
        TrainingJob other = job("other.calomodel", 1);
        edit(other, {{"\"width\": 16", "\"width\": 8"}});
        other.from = path("start.calomodel");
        QVERIFY_EXCEPTION_THROWN(train(other), UsageError);
    }

    /// At a rate that only does harm the first measurement stays the best.
    void stopsEarlyAndKeepsTheBest() {
        TrainingJob j = job("early.calomodel", 200);
        edit(j, {{"0.01", "3.0"},
                 {"\"batch\"", "\"patience\": 2, \"batch\""},
                 {"\"chooserEvery\": 20", "\"chooserEvery\": 1"}});
        std::int64_t last = 0;
        j.progress = [&](const TrainingProgress& p) { last = p.step; };
        QVERIFY(train(j));
        QVERIFY2(last < 100, qPrintable(QString::number(last)));
        const std::string card = Model::load(path("early.calomodel"), DeviceKind::Cpu)->info().card;
        QVERIFY(card.find("\"best_step\": " + std::to_string(last - 2)) != std::string::npos);
        j.resume = true; // nothing is left to do
        QVERIFY(train(j));
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

    void theNumberOfDataThreadsChangesNothing() {
        TrainingJob alone = job("alone.calomodel"), many = job("many.calomodel");
        alone.dataThreads = 1;
        many.dataThreads = 5;
        QVERIFY(train(alone));
        QVERIFY(train(many));
        QCOMPARE(Model::load(path("many.calomodel"))->info().checksum,
                 Model::load(path("alone.calomodel"))->info().checksum);
    }

    /// Events are seen several times then, but never with the same noise: the losses of a network
    /// that does not learn differ.
    void repeatedEventsComeWithOtherNoise() {
        const TrainingJob j = job("repeated.calomodel", 16);
        edit(j, {{"\"batch\": 4", "\"batch\": 4, \"repeats\": 16"},
                 {"\"learningRate\": 0.01", "\"learningRate\": 1e-30"}});
        QVERIFY(train(j));
        QSet<QByteArray> losses;
        const QList<QByteArray> lines = bytes(path("repeated.calomodel.log")).trimmed().split('\n');
        for (const QByteArray& line : lines)
            losses.insert(line.mid(line.indexOf("\"loss\"")).split(',').front());
        QCOMPARE(lines.size(), 16);
        QCOMPARE(losses.size(), 16);
    }

    /// The same with an estimator, stopped within its training and within the denoiser's.
    void resumingGivesTheSameModelWithAnEstimator() {
        const auto withEstimator = [this](const char* output) {
            const TrainingJob j = job(output, 40);
            edit(j, {{"\"holdOut\"", estimator + ", \"holdOut\""}});
            return j;
        };
        QVERIFY(train(withEstimator("estimated.calomodel")));
        TrainingJob part = withEstimator("estimated-parts.calomodel");
        std::int64_t steps = 0;
        for (const std::int64_t stop : {9, 52}) {
            part.interrupted = [&steps, stop] { return ++steps == stop; };
            QVERIFY(!train(part));
            part.resume = true;
        }
        part.interrupted = {};
        QVERIFY(train(part));
        const auto whole = Model::load(path("estimated.calomodel"), DeviceKind::Cpu);
        QCOMPARE(Model::load(path("estimated-parts.calomodel"))->info().checksum,
                 whole->info().checksum);
        QVERIFY(bytes(path("estimated.calomodel.log")).contains("chooser_energy_ratio"));
        // The estimator's 20 steps and the denoiser's 40 have one line each.
        QCOMPARE(bytes(path("estimated.calomodel.log")).count('\n'), 60);

        // A model with an estimator serves to start from; it is not trained again.
        TrainingJob again = withEstimator("estimated-again.calomodel");
        again.from = path("estimated.calomodel");
        QVERIFY(train(again));
        QCOMPARE(bytes(path("estimated-again.calomodel.log")).count('\n'), 40);
        // So does one without, for a recipe with; but not the reverse.
        QVERIFY(train(job("plain.calomodel", 10)));
        TrainingJob added = withEstimator("added.calomodel");
        added.from = path("plain.calomodel");
        QVERIFY(train(added));
        QVERIFY(Model::load(path("added.calomodel"))->info().parameters ==
                whole->info().parameters);
        TrainingJob removed = job("removed.calomodel", 10);
        removed.from = path("estimated.calomodel");
        QVERIFY_EXCEPTION_THROWN(train(removed), UsageError);
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
        QTest::newRow("estimator without a sum")
            << QByteArray(R"({"name":"a","preset":"cocoa-sr2","estimator":{"steps":5},)"
                          R"("parametrisation":{"kind":"ratio-logit"}})")
            << "denoised sum";
        QTest::newRow("estimator, heads")
            << QByteArray(R"({"name":"a","preset":"cocoa-sr2","estimator":{"heads":3}})")
            << "estimator.heads";
        QTest::newRow("lines in no order")
            << QByteArray(R"({"name":"a","preset":"cocoa-sr2","parametrisation":)"
                          R"({"linesMeV":[2.5,1.2]}})")
            << "linesMeV";
        QTest::newRow("lines for other codes")
            << QByteArray(R"({"name":"a","preset":"cocoa-sr2","parametrisation":)"
                          R"({"linesMeV":[1.2],"kind":"ratio-logit"}})")
            << "sum-and-hits";
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
