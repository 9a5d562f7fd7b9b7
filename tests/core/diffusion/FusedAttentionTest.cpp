// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/FusedAttention.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {

/// The formula in Torch's operations.
torch::Tensor attention(const torch::Tensor& qkv, const torch::Tensor& mask, std::int64_t heads,
                        torch::Dtype type = torch::kDouble) {
    const auto batch = qkv.size(0), tokens = qkv.size(1), width = qkv.size(2) / 3;
    const auto all =
        qkv.to(type).view({batch, tokens, 3, heads, width / heads}).permute({2, 0, 3, 1, 4});
    auto weights = torch::matmul(all[0], all[1].transpose(-1, -2)) /
                   std::sqrt(static_cast<double>(width / heads));
    if (mask.defined())
        weights = weights + mask.to(type);
    return torch::matmul(torch::softmax(weights, -1), all[2])
        .transpose(1, 2)
        .reshape({batch, tokens, width});
}

/// Additive, for events of so many tokens.
torch::Tensor maskOf(const std::vector<std::int64_t>& counts, std::int64_t tokens) {
    auto mask = torch::full({static_cast<std::int64_t>(counts.size()), 1, 1, tokens}, -1e9F);
    for (std::size_t i = 0; i < counts.size(); ++i)
        mask[static_cast<std::int64_t>(i)].narrow(-1, 0, counts[i]).zero_();
    return mask;
}

} // namespace

class FusedAttentionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesWhatTheFormulaGives_data() {
        QTest::addColumn<int>("tokens");
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("spread");
        QTest::newRow("one token") << 1 << 4 << 128 << 1.0;
        QTest::newRow("fewer than a vector") << 7 << 4 << 128 << 1.0;
        QTest::newRow("a vector") << 16 << 2 << 32 << 1.0;
        QTest::newRow("an event") << 54 << 4 << 128 << 1.0;
        QTest::newRow("a large event") << 203 << 1 << 48 << 1.0;
        QTest::newRow("sharp weights") << 54 << 4 << 128 << 12.0;
        QTest::newRow("equal weights") << 54 << 4 << 128 << 1e-4;
    }

    void givesWhatTheFormulaGives() {
        QFETCH(int, tokens);
        QFETCH(int, heads);
        QFETCH(int, width);
        QFETCH(double, spread);
        torch::manual_seed(5);
        const torch::InferenceMode guard;
        const auto qkv = torch::randn({3, tokens, 3 * width}) * spread;
        QVERIFY(canFuseAttention(qkv, heads));
        const auto expected = attention(qkv, {}, heads);
        const auto errorOf = [&](const torch::Tensor& result) {
            return (result - expected).abs().max().item<double>();
        };
        // As near as Torch's own operations come in the same number format: where weights are
        // sharp, the rounding of their exponents is all that counts.
        const double error = errorOf(fusedAttention(qkv, {}, heads));
        const double allowed =
            2 * errorOf(attention(qkv, {}, heads, torch::kFloat)) + 5e-7 * spread;
        QVERIFY2(error < allowed,
                 qPrintable(QStringLiteral("%1, allowed %2").arg(error).arg(allowed)));
    }

    void paddingIsNotSeen() {
        torch::manual_seed(6);
        const torch::InferenceMode guard;
        const auto qkv = torch::randn({4, 40, 3 * 64});
        const std::vector<std::int64_t> counts{40, 17, 1, 33};
        const auto together = fusedAttention(qkv, maskOf(counts, 40), 2);
        const auto expected = attention(qkv, maskOf(counts, 40), 2);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto item = static_cast<std::int64_t>(i), n = counts[i];
            const auto ours = together[item].narrow(0, 0, n);
            QVERIFY((ours - expected[item].narrow(0, 0, n)).abs().max().item<double>() < 3e-6);
            // Alone, without a mask: the same bits.
            QVERIFY(torch::equal(fusedAttention(qkv[item].narrow(0, 0, n).unsqueeze(0), {}, 2)[0],
                                 ours));
            if (n < 40)
                QCOMPARE(together[item].narrow(0, n, 40 - n).abs().max().item<double>(), 0.0);
        }
    }

    void whatItCannotDoIsLeftToTorch() {
        QVERIFY(!canFuseAttention(torch::randn({1, 5, 96}), 2)); // gradients are wanted
        const torch::InferenceMode guard;
        QVERIFY(!canFuseAttention(torch::randn({1, 5, 3 * 24}), 2)); // heads of 12
        QVERIFY(!canFuseAttention(torch::randn({1, 5, 96}).to(torch::kBFloat16), 2));
        QVERIFY(canFuseAttention(torch::randn({1, 5, 96}), 2));
    }
};

QTEST_APPLESS_MAIN(FusedAttentionTest)
#include "FusedAttentionTest.moc"
