// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventRanking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace calolens {
namespace {

double sum(std::span<const float> energies) {
    return std::accumulate(energies.begin(), energies.end(), 0.0);
}

double share(double difference, double whole) {
    return whole > 0 ? std::abs(difference) / whole : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

double differenceShare(const Event& event, std::span<const float> predicted) {
    if (event.levels.size() < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const std::vector<float>& truth = event.hr().energy;
    const bool known = event.hasTruth();
    const double lr = sum(event.lr().energy);
    if (predicted.size() != event.hr().size() || predicted.empty())
        return known ? share(sum(truth) - lr, lr) : std::numeric_limits<double>::quiet_NaN();
    if (!known)
        return share(sum(predicted) - lr, lr);
    double difference = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        difference += std::abs(static_cast<double>(predicted[i]) - truth[i]);
    return share(difference, sum(truth));
}

void LargestEvents::add(std::int64_t event, double value) {
    if (std::isnan(value) || m_most == 0)
        return;
    m_heap.emplace_back(-value, event);
    std::push_heap(m_heap.begin(), m_heap.end());
    if (m_heap.size() > m_most) {
        std::pop_heap(m_heap.begin(), m_heap.end());
        m_heap.pop_back();
    }
}

std::vector<std::int64_t> LargestEvents::inOrder() const {
    std::vector<Entry> sorted = m_heap;
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::int64_t> events;
    for (const Entry& entry : sorted)
        events.push_back(entry.second);
    return events;
}

} // namespace calolens
