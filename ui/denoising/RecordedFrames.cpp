// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/RecordedFrames.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {
namespace {

double sum(std::span<const float> energies) {
    return std::accumulate(energies.begin(), energies.end(), 0.0);
}

double zeroFraction(std::span<const float> energies) {
    if (energies.empty())
        return 0;
    const auto zeros = std::count_if(energies.begin(), energies.end(),
                                     [](float energy) { return !(energy > 0.0F); });
    return static_cast<double>(zeros) / static_cast<double>(energies.size());
}

std::size_t bytesOf(const RecordedFrame& frame) {
    return sizeof(TrajectoryFrame) +
           sizeof(float) * (frame.frame->state.size() + frame.frame->estimate.size());
}

} // namespace

PictureNumbers pictureNumbers(std::span<const float> energies, const Event& event) {
    PictureNumbers numbers;
    numbers.energy = sum(energies);
    numbers.residualToLr = numbers.energy - sum(event.lr().energy);
    if (event.hasTruth())
        numbers.residualToTruth = numbers.energy - sum(event.hr().energy);
    numbers.zeroFraction = zeroFraction(energies);
    return numbers;
}

double trueZeroFraction(const Event& event) {
    return event.hasTruth() ? zeroFraction(event.hr().energy)
                            : std::numeric_limits<double>::quiet_NaN();
}

void RecordedFrames::append(RecordedFrame frame) {
    m_bytes += bytesOf(frame);
    m_frames.push_back(std::move(frame));
    thin();
}

void RecordedFrames::clear() {
    m_frames.clear();
    m_bytes = 0;
}

void RecordedFrames::thin() {
    while (m_bytes > m_budget && m_frames.size() > 2) {
        auto densest = m_frames.begin() + 1;
        int smallestGap = std::numeric_limits<int>::max();
        for (auto it = m_frames.begin() + 1; it + 1 != m_frames.end(); ++it) {
            const int gap = (it + 1)->frame->step - (it - 1)->frame->step;
            if (gap < smallestGap) {
                smallestGap = gap;
                densest = it;
            }
        }
        m_bytes -= bytesOf(*densest);
        m_frames.erase(densest);
    }
}

int frameNearest(const RecordedFrames& frames, double sigma) {
    if (!(sigma > 0))
        return frames.size() - 1;
    int nearest = -1;
    double distance = 0;
    for (int i = 0; i < frames.size(); ++i) {
        const double there = frames[i].frame->sigma;
        if (!(there > 0))
            continue;
        const double away = std::abs(std::log(there / sigma));
        if (nearest < 0 || away <= distance) {
            nearest = i;
            distance = away;
        }
    }
    return nearest < 0 ? frames.size() - 1 : nearest;
}

} // namespace calolens
