// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Parametrisation.h"
#include "diffusion/latents/HitScale.h"
#include "diffusion/latents/LatentCode.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "simulation/Digitizer.h"
#include "simulation/Symmetry.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {
Event electron(const char* preset, std::int64_t number, Symmetry symmetry = {},
               double noiseScale = 1) {
    const auto file = DepositsFile::open(CALOLENS_FIXTURES "/electron_deposits.h5");
    Detector detector = file->detector();
    for (Layer& layer : detector.layers)
        layer.noise *= noiseScale;
    const Digitizer digitizer(digitizerPreset(preset), detector, file->granularity(), 1);
    return digitizer.digitize(transformed(file->read(number), file->granularity(), 3, symmetry));
}

ParametrisationSettings settings(const char* preset) {
    ParametrisationSettings s;
    s.factor = digitizerPreset(preset).factor;
    s.mean = {-0.4, 0.5};
    s.spread = {0.9, 3.2};
    return s;
}
} // namespace

class ParametrisationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void truthSurvivesEncodingAndDecoding_data() {
        QTest::addColumn<QByteArray>("preset");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<bool>("hrTokens");
        QTest::addColumn<int>("channels");
        for (const char* preset : {"cocoa-sr2", "cocoa-sr4"}) {
            const int n = digitizerPreset(preset).factor * digitizerPreset(preset).factor;
            const auto row = [&](const char* kind, bool hrTokens, int channels) {
                QTest::addRow("%s, %s, %s cells", preset, kind, hrTokens ? "HR" : "LR")
                    << QByteArray(preset) << QByteArray(kind) << hrTokens << channels;
            };
            row("sum-and-hits", false, 1 + n);
            row("hits-and-energies", false, 1 + 2 * n);
            row("ratio-logit", false, n);
            row("ratio-logit", true, 1);
        }
    }
    void truthSurvivesEncodingAndDecoding() {
        QFETCH(QByteArray, preset);
        QFETCH(QByteArray, kind);
        QFETCH(bool, hrTokens);
        QFETCH(int, channels);
        ParametrisationSettings s = settings(preset.constData());
        s.kind = kind.toStdString();
        s.tokenPerHrCell = hrTokens;
        const Parametrisation p(s);
        QCOMPARE(p.channels(), channels);
        const Event event = electron(preset.constData(), 3);
        RandomStream random(1, RandomPurpose::Dequantisation);
        const auto latent = p.encode(event, random);
        QCOMPARE(latent.size(), p.tokens(event) * static_cast<std::size_t>(channels));
        QCOMPARE(p.tokens(event), hrTokens ? event.hr().size() : event.lr().size());
        QCOMPARE(p.conditionFeatures(event).size(),
                 p.tokens(event) * static_cast<std::size_t>(p.features()));
        std::vector<float> energies(event.hr().size());
        p.decode(latent, event, energies);
        int flipped = 0;
        for (std::size_t i = 0; i < energies.size(); ++i) {
            float truth = event.hr().energy[i];
            if (kind == "ratio-logit") // clamped, as in the paper
                truth = std::min(
                    truth,
                    1.2f * event.lr().energy[static_cast<std::size_t>(event.hr().parent[i])]);
            // Codes of zeros reach the threshold once in a thousand times (3.1 standard
            // deviations).
            flipped += (truth == 0) != (energies[i] == 0);
            // The energy floor of 0.3 MeV shifts what is next to nothing, and in its cell the rest
            // by as much.
            if (truth > 0)
                QVERIFY2(std::abs(energies[i] - truth) < 1.2f + 2e-3f * truth,
                         qPrintable(QStringLiteral("%1 %2").arg(energies[i]).arg(truth)));
        }
        QVERIFY(flipped <= 2);
    }

    /// Whatever the children say, a token with a hit carries y + sigma_noise * sum channel.
    void energyOfATokenComesFromTheSumChannel() {
        const Parametrisation p(settings("cocoa-sr2"));
        const Event event = electron("cocoa-sr2", 1);
        RandomStream random(2, RandomPurpose::Test);
        std::vector<float> latent(event.lr().size() * 5);
        random.fillNormal(latent);
        std::vector<float> energies(event.hr().size());
        p.decode(latent, event, energies);
        int checked = 0;
        for (std::size_t t = 0; t < event.lr().size(); ++t) {
            const double noise = event.readout->detector.layers[event.lr().layer[t]].noise;
            const double expected = event.lr().energy[t] + noise * (0.9 * latent[5 * t] - 0.4);
            double sum = 0;
            for (std::size_t k = 0; k < 4; ++k) {
                QVERIFY(energies[4 * t + k] >= 0 && std::isfinite(energies[4 * t + k]));
                sum += energies[4 * t + k];
            }
            if (sum > 0 && expected > 0) {
                QVERIFY(std::abs(sum - expected) < 1e-5 * expected + 1e-4);
                ++checked;
            }
        }
        QVERIFY(checked > 20);
    }

    /// Hits of a line have its energy to the last digit, whatever the token's sum; the other hits
    /// share the rest.
    void hitsOfALineKeepTheirEnergy() {
        ParametrisationSettings s = settings("cocoa-sr2");
        s.energyFloor = 0.2;
        s.lines = {0.25, 1.25};
        const auto code = makeLatentCode(s);
        RandomStream random(5, RandomPurpose::Dequantisation);
        const std::vector<float> energies{1.25F, 30.F, 0.F, 0.25F};
        std::vector<float> latent(5);
        code->encode(energies, 20, 10, random, latent);
        std::vector<double> read(latent.begin(), latent.end());
        std::vector<float> back(4);
        code->decode(read, 20, 10, back);
        for (std::size_t k = 0; k < 4; ++k)
            QVERIFY(std::abs(back[k] - energies[k]) <= 1e-5F * energies[k]);
        read[0] += 0.5; // 5 MeV more
        code->decode(read, 20, 10, back);
        QCOMPARE(back[0], 1.25F);
        QCOMPARE(back[3], 0.25F);
        QVERIFY(std::abs(back[1] - 35) < 1e-3);
        read[0] = -1.95; // 0.5 MeV in all: there is no room for the lines, and all shrink
        code->decode(read, 20, 10, back);
        QVERIFY(std::abs(back[0] + back[1] + back[3] - 0.5F) < 1e-5);
        // Lines alone are the token's energy.
        code->encode(std::vector<float>{1.25F, 0.F, 0.F, 0.25F}, 20, 10, random, latent);
        read.assign(latent.begin(), latent.end());
        read[0] += 1;
        code->decode(read, 20, 10, back);
        QCOMPARE(back, (std::vector<float>{1.25F, 0.F, 0.F, 0.25F}));
    }

    /// Off the lines the scale keeps order and comes back; on them it fills the gap evenly.
    void scaleOfHitsIsMonotonicAndReturns() {
        ParametrisationSettings s = settings("cocoa-sr2");
        s.energyFloor = 0.2;
        s.lines = {0.25, 1.25};
        const HitScale scale(s.energyFloor, s.lines, s.lineWidth);
        RandomStream random(6, RandomPurpose::Dequantisation);
        double before = -100;
        for (double energy = 0.2; energy < 1e5; energy *= 1.013) {
            const double code = scale.code(energy, random);
            QVERIFY(code > before);
            before = code;
            const HitScale::Hit hit = scale.hit(code);
            QVERIFY(!hit.ofLine);
            QVERIFY(std::abs(hit.energy / energy - 1) < 1e-9);
        }
        double sum = 0, squares = 0;
        constexpr int draws = 4000;
        const double middle = std::log(1.25) + s.lineWidth * 1.5;
        for (int i = 0; i < draws; ++i) {
            const double code = scale.code(1.25 * (1 + (i % 3 - 1) * 3e-4), random);
            QVERIFY(scale.hit(code).ofLine);
            QCOMPARE(scale.hit(code).energy, 1.25);
            QVERIFY(scale.ofLine(1.25) && !scale.ofLine(1.26));
            QVERIFY(std::abs(scale.meanCode(1.25) - middle) < 1e-9);
            sum += code - middle;
            squares += (code - middle) * (code - middle);
        }
        const double variance = s.lineWidth * s.lineWidth / 12; // of an even distribution
        QVERIFY(std::abs(sum / draws) < 4 * std::sqrt(variance / draws));
        QVERIFY(std::abs(squares / draws / variance - 1) < 4 * std::sqrt(0.8 / draws));
    }

    /// Pure noise at the start of a run is a hundred times wider than data; it must still give
    /// finite energies.
    void wildLatentsGiveFiniteEnergies() {
        const Parametrisation p(settings("cocoa-sr2"));
        const Event event = electron("cocoa-sr2", 1);
        std::vector<float> latent(event.lr().size() * 5);
        RandomStream random(3, RandomPurpose::Test);
        for (float& x : latent)
            x = static_cast<float>(1e4 * random.normal());
        std::vector<float> energies(event.hr().size());
        p.decode(latent, event, energies);
        for (const float e : energies)
            QVERIFY(std::isfinite(e) && e >= 0);
    }

    void featuresDoNotKnowWhereInPhiTheEventIs() {
        const Parametrisation p(settings("cocoa-sr2"));
        const auto featuresByCell = [&](const Event& event) {
            auto f = p.conditionFeatures(event);
            std::vector<std::vector<float>> rows;
            for (std::size_t i = 0; i < event.lr().size(); ++i)
                if (event.lr().energy[i] > 1.f)
                    rows.emplace_back(f.begin() + static_cast<std::ptrdiff_t>(i) * p.features(),
                                      f.begin() +
                                          static_cast<std::ptrdiff_t>(i + 1) * p.features());
            std::sort(rows.begin(), rows.end());
            return rows;
        };
        // Next to no noise, so that both events have the same cells. The turn crosses phi = 0 for
        // some of them.
        const auto here = featuresByCell(electron("cocoa-sr2", 4, {}, 1e-9));
        for (const int cells : {1, 25, 47}) {
            const auto there =
                featuresByCell(electron("cocoa-sr2", 4, {4 * cells, false, false}, 1e-9));
            QCOMPARE(there.size(), here.size());
            for (std::size_t i = 0; i < here.size(); ++i)
                for (std::size_t j = 0; j < here[i].size(); ++j)
                    // The number of cells counts empty border cells, whose noise differs.
                    if (j != 4)
                        QVERIFY2(std::abs(here[i][j] - there[i][j]) < 2e-3,
                                 qPrintable(QString::number(j)));
        }
    }

    void realDataCannotBeEncoded() {
        Event event = electron("cocoa-sr2", 0);
        event.levels[1].energy.clear();
        RandomStream random(1, RandomPurpose::Test);
        QVERIFY_EXCEPTION_THROWN(Parametrisation(settings("cocoa-sr2")).encode(event, random),
                                 ModelError);
    }
};

QTEST_APPLESS_MAIN(ParametrisationTest)
#include "ParametrisationTest.moc"
