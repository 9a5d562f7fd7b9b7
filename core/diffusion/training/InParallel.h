// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <future>
#include <vector>

namespace calolens {

/// Calls work(i) for i in [0, count), on as many threads, this one among them; in no order.
/// @throws what a call has thrown, once all threads have ended
template<class Work>
void inParallel(std::int64_t count, int threads, const Work& work) {
    std::atomic<std::int64_t> next = 0;
    const auto some = [&] {
        for (std::int64_t i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::future<void>> others;
    for (std::int64_t t = 1; t < std::min<std::int64_t>(threads, count); ++t)
        others.push_back(std::async(std::launch::async, some));
    some();
    for (std::future<void>& other : others)
        other.get();
}

} // namespace calolens
