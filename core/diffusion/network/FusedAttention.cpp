// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/FusedAttention.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

// Vectors of 16 floats: one register of AVX-512, two of AVX2, four of SSE or NEON. The same source
// is compiled for each of them, and the best that the processor has is taken at run time.
namespace calolens {

namespace {

constexpr std::int64_t lanes = 16;
constexpr std::int64_t rows = 4; ///< queries that share a pass over the keys

// May alias: the vectors are parts of arrays of floats.
typedef float Floats
    __attribute__((vector_size(lanes * sizeof(float)), aligned(sizeof(float)), may_alias));
typedef std::int32_t Integers __attribute__((vector_size(lanes * sizeof(std::int32_t))));

#define CALOLENS_INLINE [[gnu::always_inline]] inline

CALOLENS_INLINE const Floats& at(const float* p) {
    return *reinterpret_cast<const Floats*>(p);
}
CALOLENS_INLINE Floats& at(float* p) {
    return *reinterpret_cast<Floats*>(p);
}

/// exp(x) for -87 <= x <= 0, to 2 units in the last place: 2^n e^r with r within ln 2 / 2 of 0, and
/// e^r by its Taylor series to r^7.
CALOLENS_INLINE void exponential(Floats& x) {
    constexpr float log2e = 1.44269504F, ln2High = 0.693359375F, ln2Low = -2.12194440e-4F;
    constexpr float rounding = 12582912.F; // 1.5 * 2^23: adding it rounds to an integer
    Floats n = x * log2e + rounding;
    n -= rounding;
    Floats r = x - n * ln2High;
    r -= n * ln2Low;
    Floats p = r * (1.F / 5040) + 1.F / 720;
    p = p * r + 1.F / 120;
    p = p * r + 1.F / 24;
    p = p * r + 1.F / 6;
    p = p * r + 0.5F;
    p = p * r + 1.F;
    p = p * r + 1.F;
    Integers power = __builtin_convertvector(n, Integers);
    power = (power + 127) << 23;
    x = p * (Floats)power; // the same bits
}

/// One head of one event.
struct Head {
    const float* qkv;             ///< its first query
    float* out;                   ///< its first result
    std::int64_t tokens;          ///< that count
    std::int64_t stride;          ///< from a token's query to the next one's
    std::int64_t toKey, toValue;  ///< from a query to its key and value
    std::int64_t outStride, size; ///< size: values a head
    float scale;
};

/// Rows of keys as columns, values as rows, and the weights of the queries in hand.
struct Buffers {
    std::vector<float> keys, values, weights;
};

/// weights = exp(q k^T scale - their largest), and 1 / their sum, for `rows` queries.
CALOLENS_INLINE void weigh(const Head& h, const float* const* queries, const float* keys,
                           std::int64_t padded, float* weights, float* norm) {
    for (std::int64_t j = 0; j < padded; j += lanes) {
        Floats sum[rows] = {};
        for (std::int64_t d = 0; d < h.size; ++d) {
            const Floats& key = at(keys + d * padded + j);
#pragma GCC unroll 4
            for (std::int64_t r = 0; r < rows; ++r)
                sum[r] += queries[r][d] * key;
        }
#pragma GCC unroll 4
        for (std::int64_t r = 0; r < rows; ++r)
            at(weights + r * padded + j) = sum[r] * h.scale;
    }
    for (std::int64_t r = 0; r < rows; ++r) {
        float* const w = weights + r * padded;
        float largest = w[0];
        for (std::int64_t j = 1; j < h.tokens; ++j)
            largest = std::max(largest, w[j]);
        std::fill(w + h.tokens, w + padded, largest - 87.F); // padding of the last vector
        Floats sums = {};
        for (std::int64_t j = 0; j < padded; j += lanes) {
            Floats x = at(w + j) - largest;
            x = x < -87.F ? Floats{} - 87.F : x;
            exponential(x);
            at(w + j) = x;
            sums += x;
        }
        std::fill(w + h.tokens, w + padded, 0.F);
        float sum = 0;
        for (std::int64_t i = 0; i < lanes; ++i)
            sum += sums[i];
        norm[r] = 1 / sum;
    }
}

CALOLENS_INLINE void attendHead(const Head& h, Buffers& b) {
    const std::int64_t padded = (h.tokens + lanes - 1) / lanes * lanes;
    b.keys.assign(static_cast<std::size_t>(h.size * padded), 0.F);
    b.values.resize(static_cast<std::size_t>(h.tokens * h.size));
    b.weights.resize(static_cast<std::size_t>(rows * padded));
    float *const keys = b.keys.data(), *const values = b.values.data();
    for (std::int64_t j = 0; j < h.tokens; ++j) {
        const float* const token = h.qkv + j * h.stride;
        for (std::int64_t d = 0; d < h.size; ++d)
            keys[d * padded + j] = token[h.toKey + d];
        std::copy_n(token + h.toValue, h.size, values + j * h.size);
    }
    for (std::int64_t i = 0; i < h.tokens; i += rows) {
        const float* queries[rows];
        for (std::int64_t r = 0; r < rows; ++r) // the last query again where there is no other
            queries[r] = h.qkv + std::min(i + r, h.tokens - 1) * h.stride;
        float norm[rows];
        weigh(h, queries, keys, padded, b.weights.data(), norm);
        const std::int64_t count = std::min(rows, h.tokens - i);
        for (std::int64_t d = 0; d < h.size; d += lanes) {
            Floats sum[rows] = {};
            for (std::int64_t j = 0; j < h.tokens; ++j) {
                const Floats& value = at(values + j * h.size + d);
#pragma GCC unroll 4
                for (std::int64_t r = 0; r < rows; ++r)
                    sum[r] += b.weights[static_cast<std::size_t>(r * padded + j)] * value;
            }
#pragma GCC unroll 4
            for (std::int64_t r = 0; r < rows; ++r)
                if (r < count)
                    at(h.out + (i + r) * h.outStride + d) = sum[r] * norm[r];
        }
    }
}

#if defined(__x86_64__)
[[gnu::target("avx512f")]] void attendAvx512(const Head& h, Buffers& b) {
    attendHead(h, b);
}
[[gnu::target("avx2,fma")]] void attendAvx2(const Head& h, Buffers& b) {
    attendHead(h, b);
}
#endif
void attendBasic(const Head& h, Buffers& b) {
    attendHead(h, b);
}

using Attend = void (*)(const Head&, Buffers&);

Attend chooseAttend() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f"))
        return attendAvx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return attendAvx2;
#endif
    return attendBasic;
}

/// Tokens of an event that count.
std::int64_t tokensOf(const float* mask, std::int64_t tokens) {
    while (tokens > 0 && mask[tokens - 1] < 0)
        --tokens;
    return tokens;
}

} // namespace

bool canFuseAttention(const torch::Tensor& qkv, std::int64_t heads) {
    return qkv.device().is_cpu() && qkv.scalar_type() == torch::kFloat &&
           !torch::GradMode::is_enabled() && qkv.size(-1) / 3 / heads % lanes == 0;
}

torch::Tensor fusedAttention(const torch::Tensor& qkv, const torch::Tensor& mask,
                             std::int64_t heads) {
    static const Attend attend = chooseAttend();
    const torch::Tensor in = qkv.contiguous();
    const torch::Tensor hidden = mask.defined() ? mask.contiguous() : mask;
    const std::int64_t batch = in.size(0), tokens = in.size(1), width = in.size(2) / 3;
    torch::Tensor out = torch::empty({batch, tokens, width}, in.options());
    const float* const from = in.data_ptr<float>();
    float* const to = out.data_ptr<float>();
    const float* const masks = hidden.defined() ? hidden.data_ptr<float>() : nullptr;
    const std::int64_t size = width / heads;
    at::parallel_for(0, batch, 1, [&](std::int64_t first, std::int64_t last) {
        Buffers buffers;
        for (std::int64_t item = first; item < last; ++item) {
            const std::int64_t count = masks ? tokensOf(masks + item * tokens, tokens) : tokens;
            float* const result = to + item * tokens * width;
            std::fill(result + count * width, result + tokens * width, 0.F);
            for (std::int64_t head = 0; head < heads && count > 0; ++head)
                attend({from + item * tokens * 3 * width + head * size, result + head * size, count,
                        3 * width, width, 2 * width, width, size,
                        1 / std::sqrt(static_cast<float>(size))},
                       buffers);
        }
    });
    return out;
}

} // namespace calolens
