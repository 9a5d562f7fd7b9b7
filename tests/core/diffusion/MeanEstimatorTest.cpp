// SPDX-License-Identifier: GPL-3.0-or-later
#include "ExactDenoisers.h"
#include "diffusion/Likelihood.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/Sampler.h"
#include "diffusion/network/ConditionEstimate.h"
#include "diffusion/network/ModelFile.h"
#include "error/Error.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>

using namespace calolens;

namespace {

/// The toy: x ~ N(0, 1) is measured as y = x + tau n. The posterior is N(y / (1 + tau^2), tau^2 /
/// (1 + tau^2)).
constexpr double tau = 0.8;
constexpr double shrink = 1 / (1 + tau * tau);
const double posteriorSpread = std::sqrt(tau * tau * shrink);

/// As NetworkDenoiser puts them together: events of one token, features {y}, one channel.
class ToyDenoiser : public Denoiser {
public:
    ToyDenoiser(MeanEstimator& estimator, SuperResolutionNetwork& network, const torch::Tensor& y)
        : m_network(network)
        , m_sizes(static_cast<std::size_t>(y.numel()), 1) {
        const torch::InferenceMode guard;
        const auto features = y.view({-1, 1, 1});
        auto estimate = estimateCondition(estimator, features, {}, torch::ones_like(features));
        m_centre = estimate.centre;
        m_condition = m_network->embedCondition(estimate.features);
        const auto flat = m_centre.contiguous();
        m_start.assign(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
    }
    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return m_sizes; }
    [[nodiscard]] std::span<const float> centre() const override { return m_start; }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        const torch::InferenceMode guard;
        auto noisy = torch::empty_like(m_centre);
        std::copy(x.begin(), x.end(), noisy.data_ptr<float>());
        const auto level = torch::full({1}, sigma, torch::kFloat);
        const auto estimate =
            (m_network->denoise(noisy - m_centre, level, m_condition, {}) + m_centre).contiguous();
        std::copy(estimate.data_ptr<float>(), estimate.data_ptr<float>() + estimate.numel(),
                  clean.begin());
    }

private:
    SuperResolutionNetwork& m_network;
    std::vector<std::size_t> m_sizes;
    torch::Tensor m_centre, m_condition;
    std::vector<float> m_start;
};

/// Draws for the measured values y, with their noise from streams of this seed.
std::vector<float> draw(Denoiser& denoiser, std::uint64_t seed, int steps, double sigmaMax = 40.0,
                        std::string_view name = "heun") {
    std::vector<RandomStream> noise;
    for (std::size_t i = 0; i < denoiser.itemSizes().size(); ++i)
        noise.emplace_back(seed, RandomPurpose::Sampling, i);
    const auto sampler = makeSampler(
        name, denoiser, noiseSchedule("karras", steps, {0.005, sigmaMax}), std::move(noise));
    while (!sampler->finished())
        sampler->step();
    return {sampler->estimate().begin(), sampler->estimate().end()};
}

/// A tiny model with an estimator, of a readout of one layer.
struct TinyModel {
    ModelDescription description;
    ModelWeights weights;

    TinyModel() {
        ModelDescription& d = description;
        d.parametrisation.layers = 1;
        const Parametrisation parametrisation(d.parametrisation);
        const int features = parametrisation.features(), channels = parametrisation.channels();
        d.info.name = "toy";
        d.network = {8, 1, 2, 2, features + channels, channels, {0.7, 1, 1, 1, 1}};
        d.estimator = EstimatorSettings{12, 2, 3, 2, features, channels};
        Layer layer;
        layer.name = "A";
        layer.noise = 10;
        d.readout.detector.name = "toy";
        d.readout.detector.layers = {layer};
        d.readout.levels.emplace_back(std::vector<LayerGrid>{{4, 4}});
        d.readout.levels.emplace_back(std::vector<LayerGrid>{{8, 8}});
        weights.network = SuperResolutionNetwork(d.network);
        weights.estimator = MeanEstimator(*d.estimator);
    }
};

} // namespace

class MeanEstimatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// A regression on noisy pairs finds the posterior mean, and a denoiser that knows nothing but
    /// this mean and the posterior's spread draws from the posterior.
    void centredDiffusionReachesThePosterior() {
        torch::manual_seed(1);
        MeanEstimator estimator(EstimatorSettings{16, 1, 2, 2, 1, 1});
        torch::optim::AdamW optimiser(estimator->parameters(), torch::optim::AdamWOptions(1e-2));
        for (int step = 0; step < 400; ++step) {
            for (auto& group : optimiser.param_groups())
                static_cast<torch::optim::AdamWOptions&>(group.options())
                    .lr(1e-2 * (1 - step / 400.0));
            const auto x = torch::randn({256, 1, 1});
            const auto loss =
                (estimator(x + tau * torch::randn_like(x), torch::Tensor()) - x).square().mean();
            optimiser.zero_grad();
            loss.backward();
            optimiser.step();
        }
        SuperResolutionNetwork network(NetworkSettings{16, 1, 2, 2, 2, 1, {posteriorSpread}});
        const auto y = torch::linspace(-1.5, 1.5, 600);
        ToyDenoiser denoiser(estimator, network, y);
        double meanError = 0, squares = 0;
        constexpr int draws = 20;
        std::vector<double> mean(600);
        for (int k = 0; k < draws; ++k) {
            const auto drawn = draw(denoiser, static_cast<std::uint64_t>(k + 1), 18, 10.0);
            for (std::size_t i = 0; i < mean.size(); ++i) {
                const double expected = shrink * y[static_cast<std::int64_t>(i)].item<double>();
                mean[i] += drawn[i] / draws;
                squares += (drawn[i] - expected) * (drawn[i] - expected);
            }
        }
        for (std::size_t i = 0; i < mean.size(); ++i) {
            const double e = mean[i] - shrink * y[static_cast<std::int64_t>(i)].item<double>();
            meanError += e * e;
        }
        meanError = std::sqrt(meanError / 600);
        const double spread = std::sqrt(squares / 600 / draws);
        // Twenty draws leave posteriorSpread / sqrt(20) = 0.14 of chance; the prior's mean, 0, is
        // 0.53 away.
        QVERIFY2(meanError < 1.25 * posteriorSpread / std::sqrt(draws),
                 qPrintable(QString::number(meanError)));
        QVERIFY2(std::abs(spread / posteriorSpread - 1) < 0.04,
                 qPrintable(QStringLiteral("%1 for %2").arg(spread).arg(posteriorSpread)));
    }

    /// With the noise started from the centre, what is drawn about the mean does not depend on the
    /// mean; started from zero, it lies towards zero by what the sampler leaves of the start.
    void everySamplerStartsFromTheCentre() {
        const std::vector<float> means{3, -3, 0}, zeros{0, 0, 0};
        for (const SamplerDescription& s : samplers()) {
            test::CentredGaussianDenoiser centred(means, 1), none(zeros, 1);
            const auto a = draw(centred, 7, 8, 10.0, s.name), c = draw(none, 7, 8, 10.0, s.name);
            for (std::size_t i = 0; i < means.size(); ++i)
                QVERIFY2(std::abs(a[i] - means[i] - c[i]) < 1e-3,
                         (std::string(s.name) + ": " + std::to_string(a[i] - means[i]) + " and " +
                          std::to_string(c[i]))
                             .c_str());
        }
    }
    void startedFromZeroTheyMissTheMean() {
        const std::vector<float> means{3, -3, 0}, zeros{0, 0, 0};
        test::CentredGaussianDenoiser centred(means, 1), plain(means, 1, false), none(zeros, 1);
        const auto a = draw(centred, 7, 8), b = draw(plain, 7, 8), c = draw(none, 7, 8);
        for (std::size_t i = 0; i < means.size(); ++i)
            QVERIFY2(std::abs(a[i] - means[i] - c[i]) < 1e-4, qPrintable(QString::number(a[i])));
        QVERIFY(b[0] < a[0] - 0.03);
        QVERIFY(b[1] > a[1] + 0.03);
        QVERIFY(std::abs(b[2] - a[2]) < 1e-5);
    }

    /// A density that is shifted along with the centre is the same at the shifted place.
    void likelihoodKnowsTheCentre() {
        const std::vector<float> means{3, -2}, zeros{0, 0}, x{3.4f, -2.9f}, about{0.4f, -0.9f};
        test::CentredGaussianDenoiser centred(means, 0.7), none(zeros, 0.7);
        const NoiseRange range{0.005, 10.0};
        const double a = logLikelihood(centred, x, range, {16, 0}).front();
        const double b = logLikelihood(none, about, range, {16, 0}).front();
        // Numbers near 3 in float leave the difference quotient 0.3 % at the lowest noise level; to
        // forget the centre costs 0.2.
        QVERIFY2(std::abs(a - b) < 0.01, qPrintable(QStringLiteral("%1 %2").arg(a).arg(b)));
    }

    void onlyTheSumIsCentredAndPaddingIsNot() {
        MeanEstimator estimator(EstimatorSettings{8, 1, 2, 2, 3, 4});
        {
            torch::NoGradGuard guard;
            for (auto& item : estimator->named_parameters())
                if (item.key() == "out_x.bias")
                    item.value().fill_(2);
        }
        const auto features = torch::randn({2, 5, 3});
        auto tokens = torch::ones({2, 5, 1});
        tokens[1].narrow(0, 3, 2).fill_(0);
        const auto mask = ((tokens - 1) * 1e9f).view({2, 1, 1, 5});
        torch::NoGradGuard guard;
        const auto estimate = estimateCondition(estimator, features, mask, tokens);
        QCOMPARE(estimate.features.size(-1), std::int64_t{7});
        QVERIFY(estimate.features.narrow(-1, 0, 3).equal(features));
        const torch::Tensor centre = estimate.centre.sum(at::IntArrayRef({0, 1})); // 8 tokens of 2
        QVERIFY(std::abs(centre[0].item<double>() - 16) < 1e-5);
        QVERIFY(centre.narrow(0, 1, 3).abs().sum().item<double>() == 0);
    }

    void aModelWithAnEstimatorSurvivesItsFile() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("toy.calomodel").toStdString();
        TinyModel model;
        {
            torch::NoGradGuard guard;
            for (torch::Tensor t : model.weights.estimator->parameters())
                t.normal_();
        }
        writeModelFile(path, model.description, model.weights);
        const ModelDescription d = readModelDescription(path);
        QVERIFY(d.estimator == model.description.estimator);
        QVERIFY(d.network == model.description.network);
        const ModelWeights w = readModelWeights(path, d);
        const auto a = model.weights.estimator->parameters(), b = w.estimator->parameters();
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i)
            QVERIFY(a[i].equal(b[i]));
        std::int64_t parameters = 0;
        for (const auto& t : model.weights.network->parameters())
            parameters += t.numel();
        for (const auto& t : a)
            parameters += t.numel();
        QCOMPARE(d.info.parameters, parameters);

        // Without one it is a file that older programs read, and sigma_data may be one number.
        TinyModel plain;
        plain.description.estimator.reset();
        plain.description.network.features -= plain.description.network.channels;
        plain.description.network.sigmaData.clear();
        plain.weights = {SuperResolutionNetwork(plain.description.network), MeanEstimator{nullptr}};
        writeModelFile(path, plain.description, plain.weights);
        const ModelDescription p = readModelDescription(path);
        QVERIFY(!p.estimator);
        QVERIFY(p.network == plain.description.network);
        QVERIFY(readModelWeights(path, p).estimator.is_empty());
    }

    void modelsThatDoNotFitTogetherAreRefused() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("unfit.calomodel").toStdString();
        const auto said = [&path](const std::function<void(ModelDescription&)>& spoil) {
            TinyModel model;
            spoil(model.description);
            writeModelFile(path, model.description, model.weights);
            try {
                (void)readModelWeights(path, readModelDescription(path));
                return QByteArray("accepted");
            } catch (const ModelError& error) {
                return QByteArray(error.what());
            }
        };
        using D = ModelDescription;
        const std::vector<std::pair<std::function<void(D&)>, QByteArray>> mistakes{
            {[](D& d) { d.estimator->features += 1; }, "its estimator takes"},
            {[](D& d) { d.estimator->channels += 1; }, "its estimator takes"},
            {[](D& d) { d.estimator->heads = 5; }, "the shape of its estimator cannot be"},
            {[](D& d) { d.estimator->width = 15; }, "/weights/estimator.in_condition.weight"},
            {[](D& d) { d.estimator->blocks = 3; }, "/weights/estimator.block2"},
            {[](D& d) { d.network.features -= 1; }, "with the estimate gives"},
            {[](D& d) {
                 d.network.sigmaData = {1, 1};
             },
             "sigma_data is of 2"},
            {[](D& d) { d.network.sigmaData[0] = 0; }, "sigma_data must be positive"},
            {[](D& d) { d.network.preconditioning = Preconditioning::Flow; }, "is not edm"},
        };
        for (const auto& [spoil, message] : mistakes) {
            const QByteArray text = said(spoil);
            QVERIFY2(text.contains(message) && text.contains("unfit.calomodel"), text);
        }
    }

    /// Per channel, sigma_data enters as in the EDM paper's table 1.
    void sigmaDataIsPerChannel() {
        SuperResolutionNetwork network(NetworkSettings{8, 1, 2, 2, 1, 2, {0.5, 1.0}});
        torch::NoGradGuard guard;
        const auto clean = network->denoise(torch::ones({1, 3, 2}), torch::full({1}, 2.0f),
                                            network->embedCondition(torch::zeros({1, 3, 1})), {});
        QVERIFY(std::abs(clean[0][0][0].item<double>() - 0.25 / 4.25) < 1e-6);
        QVERIFY(std::abs(clean[0][0][1].item<double>() - 1.0 / 5.0) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(MeanEstimatorTest)
#include "MeanEstimatorTest.moc"
