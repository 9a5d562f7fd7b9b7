// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/ListAdamW.h"

#include <QTest>

#include <sstream>

using namespace calolens;

namespace {
constexpr int steps = 25;

std::vector<torch::Tensor> parameters() {
    torch::manual_seed(4);
    std::vector<torch::Tensor> p{torch::randn({5, 3}), torch::randn({7}), torch::randn({2, 2, 2})};
    for (torch::Tensor& t : p)
        t.requires_grad_();
    return p;
}

/// Gradients of a step: the same for everyone who asks.
void giveGradients(const std::vector<torch::Tensor>& parameters, int step) {
    torch::manual_seed(100 + static_cast<std::uint64_t>(step));
    for (const torch::Tensor& p : parameters)
        p.mutable_grad() = torch::randn_like(p) * (1 + step % 3);
}

torch::optim::AdamWOptions options() {
    return torch::optim::AdamWOptions(0.03).weight_decay(0.1).betas({0.8, 0.95});
}

template<class Optimiser>
std::vector<torch::Tensor> trained() {
    auto p = parameters();
    Optimiser optimiser(p, options());
    for (int step = 0; step < steps; ++step) {
        giveGradients(p, step);
        if (step == 3)
            p[1].mutable_grad() = torch::Tensor(); // stays behind by a step from here on
        optimiser.step();
    }
    return p;
}

void compare(const std::vector<torch::Tensor>& a, const std::vector<torch::Tensor>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        QVERIFY2(torch::allclose(a[i], b[i], 1e-5, 1e-6), qPrintable(QString::number(i)));
}
} // namespace

class ListAdamWTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsAsLibTorchDoes() { compare(trained<ListAdamW>(), trained<torch::optim::AdamW>()); }

    void takesUpWhatLibTorchHasSaved() {
        auto p = parameters(), q = parameters();
        torch::optim::AdamW before(p, options()), whole(q, options());
        for (int step = 0; step < 5; ++step) {
            giveGradients(p, step);
            before.step();
            giveGradients(q, step);
            whole.step();
        }
        std::stringstream saved;
        torch::save(before, saved);
        ListAdamW after(p, options());
        torch::load(after, saved);
        for (int step = 5; step < steps; ++step) {
            giveGradients(p, step);
            after.step();
            giveGradients(q, step);
            whole.step();
        }
        compare(p, q);
    }

    void clipsAsLibTorchDoes_data() {
        QTest::addColumn<double>("largest");
        QTest::newRow("clipped") << 1.0;
        QTest::newRow("left alone") << 1000.0;
    }
    void clipsAsLibTorchDoes() {
        QFETCH(double, largest);
        const auto p = parameters(), q = parameters();
        giveGradients(p, 2);
        giveGradients(q, 2);
        clipGradients(p, largest);
        torch::nn::utils::clip_grad_norm_(q, largest);
        for (std::size_t i = 0; i < p.size(); ++i)
            QVERIFY(torch::allclose(p[i].grad(), q[i].grad(), 1e-5, 1e-7));
    }
};

QTEST_APPLESS_MAIN(ListAdamWTest)
#include "ListAdamWTest.moc"
