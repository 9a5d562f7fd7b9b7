// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/classifier/CellExamples.h"
#include "analysis/classifier/ClassifierAuc.h"
#include "analysis/classifier/ObservableExamples.h"
#include "analysis/classifier/RocCurve.h"
#include "error/Error.h"
#include "random/RandomStream.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace calolens;

namespace {
FeatureMatrix normals(std::size_t rows, std::size_t columns, double shift, std::uint64_t seed) {
    RandomStream random(seed, RandomPurpose::Test);
    FeatureMatrix result{columns, {}};
    for (std::size_t i = 0; i < rows * columns; ++i)
        result.values.push_back(random.normal() + (i % columns == 0 ? shift : 0));
    return result;
}

ClassifierSettings settings(int repeats = 5) {
    ClassifierSettings result;
    result.repeats = repeats;
    result.seed = 11;
    result.device = "cpu";
    result.floor = false;
    return result;
}

QString said(const AucReport& report) {
    return QStringLiteral("%1 +- %2").arg(report.auc.value).arg(report.auc.error);
}

constexpr std::size_t cellEvents = 200;

/// The events that all tests of cells share.
const std::vector<std::shared_ptr<Event>>& events() {
    static const auto made = [] {
        std::vector<std::shared_ptr<Event>> result;
        for (std::uint64_t i = 0; i < cellEvents; ++i)
            result.push_back(test::syntheticEvent({{8000, 0.3, 1.0}}, i + 1));
        return result;
    }();
    return made;
}

/// Examples whose draws are truth, changed.
template<typename Change>
AucReport aucOf(Change change) {
    CellExamples examples(test::syntheticReadout(), 1);
    RandomStream random(5, RandomPurpose::Test);
    for (const auto& event : events()) {
        std::vector<float> drawn = event->hr().energy;
        change(*event, drawn, random);
        examples.add(*event, event->hr().energy, std::vector<std::vector<float>>{drawn});
    }
    return classifierAuc(examples, settings(2));
}
} // namespace

class ClassifierTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rocAreaOfKnownScores() {
        const std::vector<float> scores{1, 2, 3, 4};
        QCOMPARE(rocArea(scores, std::vector<std::uint8_t>{0, 0, 1, 1}), 1.0);
        QCOMPARE(rocArea(scores, std::vector<std::uint8_t>{1, 1, 0, 0}), 0.0);
        QCOMPARE(rocArea(scores, std::vector<std::uint8_t>{0, 1, 0, 1}), 0.75);
        QCOMPARE(rocArea(std::vector<float>{1, 1, 1}, std::vector<std::uint8_t>{0, 1, 0}), 0.5);
        QVERIFY(std::isnan(rocArea(scores, std::vector<std::uint8_t>{1, 1, 1, 1})));
        QVERIFY_EXCEPTION_THROWN(rocArea(scores, std::vector<std::uint8_t>{1}), UsageError);
        // Without a difference: variance (n1 + n2 + 1) / (12 n1 n2), Mann-Whitney.
        QVERIFY(std::abs(rocAreaError(0.5, 50, 80) - std::sqrt(131.0 / (12 * 50 * 80))) < 1e-9);
    }

    void sameDistributionGivesOneHalf() {
        const auto truth = normals(1000, 5, 0, 1);
        const FeatureMatrix draw = normals(1000, 5, 0, 2);
        const auto report = classifierAuc(ObservableExamples(truth, {&draw, 1}), settings());
        QVERIFY2(std::abs(report.auc.value - 0.5) < 3 * report.auc.error, qPrintable(said(report)));
        QVERIFY(report.auc.error < 0.03);
        QCOMPARE(report.repeats.size(), std::size_t(5));
    }

    /// Normals d standard deviations apart: Phi(d / sqrt 2), here 0.7602. A network that learns
    /// from 600 events stays a little below what is possible, and must not be above.
    void shiftedNormalsGiveTheKnownArea() {
        const auto truth = normals(1000, 5, 0, 3);
        const FeatureMatrix draw = normals(1000, 5, 1, 4);
        const double best = 0.5 * std::erfc(-0.5);
        const auto report = classifierAuc(ObservableExamples(truth, {&draw, 1}), settings());
        QVERIFY2(report.auc.value > best - 0.04 && report.auc.value < best + 0.03,
                 qPrintable(said(report)));
    }

    /// Paired pictures of one event: the shift is far below the spread, but events are not shared
    /// between learning and reporting, so that nothing can be remembered.
    void theSameSeedGivesTheSame() {
        const auto truth = normals(200, 3, 0, 5);
        const FeatureMatrix draw = normals(200, 3, 0.5, 6);
        const ObservableExamples examples(truth, {&draw, 1});
        QCOMPARE(classifierAuc(examples, settings(1)).auc.value,
                 classifierAuc(examples, settings(1)).auc.value);
    }

    void floorIsOneHalf() {
        const auto truth = normals(600, 4, 0, 7);
        ClassifierSettings s = settings();
        s.floor = true;
        const auto report = classifierAuc(ObservableExamples(truth, {&truth, 1}), s);
        QVERIFY(report.floor);
        QVERIFY(std::abs(report.floor->value - 0.5) < 3 * report.floor->error);
    }

    void whatIsNotDefinedIsSeen() {
        const auto truth = normals(400, 3, 0, 8);
        FeatureMatrix draw = normals(400, 3, 0, 9);
        for (std::size_t i = 0; i < draw.rows(); i += 2)
            draw.values[3 * i + 1] = std::nan("");
        const auto report = classifierAuc(ObservableExamples(truth, {&draw, 1}), settings(1));
        QVERIFY2(report.auc.value > 0.68, qPrintable(said(report))); // 0.75 at best
    }

    void refusesFewEventsAndUnknownDevices() {
        const auto few = normals(50, 3, 0, 10), enough = normals(100, 3, 0, 10);
        QVERIFY_EXCEPTION_THROWN(classifierAuc(ObservableExamples(few, {&few, 1}), settings()),
                                 UsageError);
        ClassifierSettings s = settings();
        s.device = "abacus";
        QVERIFY_EXCEPTION_THROWN(classifierAuc(ObservableExamples(enough, {&enough, 1}), s),
                                 UsageError);
        s = settings();
        s.interrupted = [] { return true; };
        QVERIFY_EXCEPTION_THROWN(classifierAuc(ObservableExamples(enough, {&enough, 1}), s), Error);
    }

    /// The order of LR cells carries nothing: padding and neighbours in the batch neither.
    void cellFeaturesOfAReflectedEvent() {
        const auto event = events().front();
        CellExamples examples(test::syntheticReadout(), 1);
        examples.add(*event, event->hr().energy,
                     std::vector<std::vector<float>>{event->hr().energy});
        const ClassifierExample one{0, 0, 1};
        const auto batch = examples.batch({&one, 1}, nullptr);
        QCOMPARE(batch.tokens, event->lr().size());
        QCOMPARE(batch.tokenFeatures.size(),
                 batch.tokens * static_cast<std::size_t>(examples.tokenFeatures()));
        RandomStream random(1, RandomPurpose::Test);
        for (int trial = 0; trial < 8; ++trial) {
            const auto flipped = examples.batch({&one, 1}, &random);
            auto a = batch.tokenFeatures, b = flipped.tokenFeatures;
            for (auto* values : {&a, &b}) // a reflection changes signs and the order of children
                for (float& value : *values)
                    value = std::abs(value);
            std::sort(a.begin(), a.end());
            std::sort(b.begin(), b.end());
            for (std::size_t i = 0; i < a.size(); ++i)
                QVERIFY(std::abs(a[i] - b[i]) < 1e-5F);
            QVERIFY(flipped.eventFeatures == batch.eventFeatures);
        }
    }

    void cellsThatAreTruthGiveOneHalf() {
        const auto report = aucOf([](const Event&, std::vector<float>&, RandomStream&) {});
        QVERIFY2(std::abs(report.auc.value - 0.5) < 3 * report.auc.error, qPrintable(said(report)));
    }

    void scaledEnergiesAreSeen() {
        const auto report = aucOf([](const Event&, std::vector<float>& energy, RandomStream&) {
            for (float& e : energy)
                e *= 1.03F;
        });
        QVERIFY2(report.auc.value > 0.6, qPrintable(said(report)));
    }

    void missingZerosAreSeen() {
        const auto report =
            aucOf([](const Event&, std::vector<float>& energy, RandomStream& random) {
                for (float& e : energy)
                    if (e == 0 && random.uniform() < 0.2)
                        e = 1;
            });
        QVERIFY2(report.auc.value > 0.9, qPrintable(said(report)));
    }

    void childrenInAnotherOrderAreSeen() {
        const auto report = aucOf([](const Event& event, std::vector<float>& energy,
                                     RandomStream& random) {
            for (std::size_t parent = 0; parent < event.lr().size(); ++parent)
                for (std::size_t k = 3; k > 0; --k)
                    std::swap(energy[4 * parent + k],
                              energy[4 * parent + random.below(static_cast<std::uint32_t>(k) + 1)]);
        });
        QVERIFY2(report.auc.value > 0.6, qPrintable(said(report)));
    }
};

QTEST_APPLESS_MAIN(ClassifierTest)
#include "ClassifierTest.moc"
